import pandas as pd

from foresaid.measure.statements import name_sureness, share_within, spread

STATEMENTS = pd.DataFrame({"article_id": ["a", "b", "c", "d"], "source": ["Herald", "Herald", "Herald", "Post"], "likelihood": [5, 1, 5, 3],
                           "topics": [["war", "oil"], [], ["oil"], []]})


def test_sureness_keeps_its_order_and_steps_without_a_statement_stay():
    shares = share_within(name_sureness(STATEMENTS), "sureness")
    assert shares["sureness"].tolist() == ["almost no chance", "unlikely", "possible", "likely", "almost certain"]
    assert shares["hits"].tolist() == [1, 0, 1, 0, 2]
    assert shares["share"].tolist() == [0.25, 0, 0.25, 0, 0.5]
    assert ((shares["low"] <= shares["share"]) & (shares["share"] <= shares["high"])).all()


def test_within_each_source_the_steps_add_up_to_one_and_few_statements_have_no_share():
    shares = share_within(name_sureness(STATEMENTS), "sureness", per="source", floor=2)
    assert shares[shares["source"] == "Herald"]["share"].sum() == 1
    assert shares[shares["source"] == "Post"]["share"].isna().all()


def test_spreading_a_list_counts_among_all_statements():
    about = spread(STATEMENTS, "topics", "topic")
    assert share_within(about, "topic", of=STATEMENTS)[["topic", "hits", "share"]].values.tolist() == [
        ["oil", 2, 0.5], ["war", 1, 0.25]]
