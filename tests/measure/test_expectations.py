import pandas as pd

from foresaid.measure.expectations import count_expectations, place_expectations

NAT = pd.NaT


def said(published, end_min, end_max):
    return {"published": pd.Timestamp(published, tz="UTC"), "horizon_to_min": pd.Timestamp(end_min),
            "horizon_to_max": pd.Timestamp(end_max)}


FORECASTS = pd.DataFrame([
    said("2021-03-01", "2021-03-05", "2021-03-05"),   # said and expected in the first week
    said("2021-03-02", "2021-03-08", "2021-03-20"),   # between 8 and 20 March: by the 14th, its middle
    said("2021-03-10", "2021-12-31", "2021-12-31"),   # long after the data
    said("2021-03-10", NAT, NAT),                     # no horizon
    {**said("2021-03-10", "2021-03-11", "2021-03-11"), "published": NAT}])


def test_forecasts_stand_where_they_were_said_and_when_they_should_come_true():
    placed = place_expectations(FORECASTS)
    assert placed[["said", "expected"]].astype(str).values.tolist() == [
        ["1 Mar", "1 Mar"], ["1 Mar", "8 Mar"], ["8 Mar", "later"]]
    assert placed["expected"].cat.categories.tolist() == ["1 Mar", "8 Mar", "15 Mar", "later"]


def test_the_calendar_has_every_cell_that_lies_ahead_and_none_behind():
    cells = count_expectations(place_expectations(FORECASTS))
    assert cells.astype({"said": str, "expected": str}).values.tolist() == [
        ["1 Mar", "1 Mar", 1], ["1 Mar", "8 Mar", 1], ["1 Mar", "15 Mar", 0], ["1 Mar", "later", 0],
        ["8 Mar", "8 Mar", 0], ["8 Mar", "15 Mar", 0], ["8 Mar", "later", 1]]


def test_nothing_with_a_horizon_makes_an_empty_calendar():
    assert count_expectations(place_expectations(FORECASTS.iloc[[3]])).empty


def test_months_over_a_new_year_carry_their_year():
    placed = place_expectations(pd.DataFrame([said("2020-12-05", "2021-01-10", "2021-01-10"),
                                              said("2021-01-05", "2021-02-10", "2021-02-10")]), every="month")
    assert placed[["said", "expected"]].astype(str).values.tolist() == [["Dec 20", "Jan 21"], ["Jan 21", "Feb 21"]]


LONG = pd.DataFrame([said("2018-01-10", "2018-02-10", "2018-02-10"),
                     *[said("2021-03-05", "2021-04-10", "2021-04-10")] * 150,
                     said("2021-04-05", "2019-01-01", "2019-01-01")])


def test_a_few_statements_long_before_the_rest_stand_in_one_row():
    placed = place_expectations(LONG, every="month")
    assert placed["said"].cat.categories.tolist() == ["earlier", "Mar", "Apr"]
    assert placed["expected"].cat.categories.tolist() == ["earlier", "Mar", "Apr", "May", "later"]
    assert placed[["said", "expected"]].astype(str).iloc[[0, 1, -1]].values.tolist() == [
        ["earlier", "earlier"], ["Mar", "Apr"], ["Apr", "earlier"]]


def test_a_month_in_which_nothing_was_collected_is_null_and_not_zero():
    said_twice = pd.concat([LONG.iloc[1:3], LONG.iloc[1:3].assign(
        published=pd.Timestamp("2021-05-05", tz="UTC"), horizon_to_min=pd.Timestamp("2021-06-01"),
        horizon_to_max=pd.Timestamp("2021-06-01"))], ignore_index=True)
    coverage = pd.DataFrame({"date": said_twice["published"].unique(), "articles": [9, 9]})
    cells = count_expectations(place_expectations(said_twice, "month"), coverage, "month")
    silent = cells.groupby("said", observed=True)["statements"].apply(lambda column: column.isna().all())
    assert silent.to_dict() == {"Mar": False, "Apr": True, "May": False}
    assert cells["statements"].sum() == 4
