"""The form that resolves what is due: the same rules and words as on the command line, the ledger written at once."""

import pytest

from foresaid.errors import ForesaidError
from foresaid.forms.resolving import resolve_events
from foresaid.ledger.outcomes import outcomes_of
from foresaid.ledger.telling import list_outcomes, say_ledger

BRIDGE = "00000000000000000003"


def answer(form, status="happened", day="2018-05-09", evidence="weather office, 10 May 2018"):
    form.status.value, form.day.value, form.evidence.value = status, day, evidence
    form.record.click()


def told():
    return list_outcomes("mine")[["entry", "event", "status", "evidence", "resolver", "blinded", "counts"]].values.tolist()


def test_the_longest_overdue_comes_first_with_its_question_and_its_sentence(asked, parts):
    form = parts(resolve_events("mine", "2018-06-11"))
    assert "<b>1 of 2</b> · 0 recorded here" in form.count.value
    assert form.text.value == (
        "<p><strong>What the words say will come, without any &#x27;not&#x27;: did it happen by then?</strong>"
        "<br>Judged by the words “in April” of 2018-03-03."
        '<br><span style="color:var(--jp-ui-font-color2, #555)">By 2018-04-30, 42 days overdue · 00000000000000000003</span></p>'
        '<ol><li><span style="color:var(--jp-ui-font-color2, #555)">2018-03-03 · The Aldern Post · Mara Quill · “probably” 55–80%</span>'
        "<br><mark>The bridge will probably open in April, Quill said.</mark></li></ol>")
    form.skip.click()
    assert "<h3>Rain by June</h3><p><strong>It rains in the capital by 1 June 2018.</strong><br>Judged by the weather office." in form.text.value
    assert "10 days overdue · rain-by-june" in form.text.value


def test_words_of_articles_stay_words_and_the_contrary_is_marked(asked, parts):
    form = parts(resolve_events("mine", "2018-06-11", alone=False))
    assert "<b>1 of 1</b>" in form.count.value
    assert "Daily &lt;i&gt;Lantern&lt;/i&gt; · In the article’s own voice" in form.text.value
    assert "is &lt;b&gt;likely&lt;/b&gt;.</mark> <em" in form.text.value
    assert form.text.value.count("(says the contrary)") == 1


def test_an_outcome_stands_in_the_ledger_at_once_and_the_next_question_is_shown(asked, parts):
    form = parts(resolve_events("mine", resolver="Ada"))
    answer(form, "did_not_happen", "30.04.2018", "port office, 1 May 2018")
    assert told() == [[4, "The bridge will probably open in April, Quill said.", "did not happen", "port office, 1 May 2018", "Ada", "no", "yes"]]
    assert f"{BRIDGE}: did_not_happen (entry 4)." in form.state.value
    assert "<b>2 of 2</b> · 1 recorded here" in form.count.value
    assert [form.status.value, form.day.value, form.evidence.value, form.resolver.value] == [None, "", "", "Ada"]


@pytest.mark.parametrize(("day", "evidence", "said"), [
    ("", "office", "&#x27;rain-by-june&#x27;: happened, but on which day? For what did not happen, give its deadline"),
    ("2/3/2018", "office", "&#x27;2/3/2018&#x27; can be 2018-03-02 or 2018-02-03."),
    ("2018-06-02", "office", "after the deadline (2018-06-01): then it did_not_happen."),
    ("2018-05-09", " ", "there is no evidence.")])
def test_a_wrong_entry_is_told_in_the_form_and_nothing_is_recorded(asked, parts, day, evidence, said):
    form = parts(resolve_events("mine", alone=False, resolver="Ada"))
    answer(form, "happened", day, evidence)
    assert said in form.state.value
    assert [len(outcomes_of("mine")), form.status.value, form.day.value] == [0, "happened", day]


def test_a_second_click_on_record_asks_for_a_status(asked, parts):
    form = parts(resolve_events("mine", resolver="Ada"))
    answer(form, "ambiguous", "")
    form.record.click()
    assert "the status is &#x27;&#x27;. It is happened, did_not_happen" in form.state.value
    assert len(told()) == 1


def test_a_contrary_outcome_is_a_new_entry_and_said_to_be_contrary(asked, parts):
    form = parts(resolve_events("mine", alone=False, resolver="Ada"))
    answer(form)
    assert [form.status.value, form.day.value] == ["happened", "2018-05-09"]
    answer(form, "did_not_happen", "2018-06-01")
    assert "This is contrary to what was known: happened on 2018-05-09." in form.state.value
    assert [row[2:3] + row[-1:] for row in told()] == [["happened", "no"], ["did not happen", "yes"]]


def test_blind_hides_source_speaker_and_likelihood_and_is_recorded(asked, parts):
    form = parts(resolve_events("mine", resolver="Ada", blind=True))
    assert "2018-03-03</span><br>The bridge ▁▁▁ ▁▁▁ open in April, ▁▁▁ said.</li>" in form.text.value
    form.skip.click()
    assert not any(one in form.text.value for one in ("Quill", "Post", "Lantern", "likely", "Rain by June"))
    answer(form)
    assert told()[0][-2] == "yes"


def test_who_has_seen_the_speaker_is_not_blind_any_more(asked, parts):
    form = parts(resolve_events("mine", resolver="Ada", alone=False))
    form.blind.value = True
    assert "Quill" not in form.text.value
    answer(form)
    assert told()[0][-2] == "no"
    assert "Not recorded as blind: it was shown with its speakers before." in form.state.value


def test_an_empty_ledger_says_how_to_lock_forecasts(words):
    said, = resolve_events("mine").children
    assert said.value == "<p>The ledger holds nothing of &#x27;mine&#x27; yet. Lock its forecasts with: foresaid ledger add mine</p>"
    assert say_ledger("mine") == "The ledger is whole: 0 entries. Head: empty. Of 'mine' it holds, each version counted: forecasts 0, outcomes 0."
    assert told() == []


def test_where_nothing_is_due_the_form_says_so(lock, words):
    lock(words(1, "All will be well."))
    said, = resolve_events("mine", "2018-06-11").children
    assert said.value == "<p>Of 'mine' nothing is to be resolved as of 2018-06-11.</p>"


def test_a_day_that_is_none_is_refused(asked):
    with pytest.raises(ForesaidError, match=r"on: 'June' is no day\."):
        resolve_events("mine", "June")
