"""Parameters are read without running anything, and checked before anything runs."""

import pytest

from foresaid.errors import ForesaidError
from foresaid.reports.parameters import Parameter, check_values, read_parameters

FORM = '''
dataset: str = "news2017"     # which articles
start: str = ""               # first day
every: str = "week"           # day, week or month
floor: int = 20               # articles a period must have, 1 to 1000
share: float = 0.5            # at least 0
deep: bool = False
sources: list = []            # names of outlets; empty means every source
kinds: list = []              # person, state or group; empty means all
'''


@pytest.fixture
def form(tiny):
    return read_parameters(tiny.notebook(tiny.text("# Why?"), tiny.cell(FORM, "parameters")), "tiny.ipynb")


def check(form, **values):
    return check_values(values, form, "tiny.ipynb")


def test_the_cell_is_the_form(form):
    assert list(form) == ["dataset", "start", "every", "floor", "share", "deep", "sources", "kinds"]
    assert form["every"] == Parameter("every", "str", "week", "day, week or month", ("day", "week", "month"))
    assert form["floor"] == Parameter("floor", "int", 20, "articles a period must have, 1 to 1000", (), 1, 1000)
    assert [form[name].type for name in ("start", "share", "deep", "sources")] == ["date", "float", "bool", "list"]
    assert form["kinds"].choices == ("person", "state", "group")


def test_a_notebook_without_the_cell_takes_none(tiny):
    assert read_parameters(tiny.notebook(tiny.cell("n = 1")), "tiny.ipynb") == {}


def test_reading_runs_nothing(tiny, tmp_path):
    source = f"n: int = open({str(tmp_path / 'made')!r}, 'w').write('x')"
    with pytest.raises(ForesaidError, match="line 1: the value of 'n' must be plain"):
        read_parameters(tiny.notebook(tiny.cell(source, "parameters")), "tiny.ipynb")
    assert not (tmp_path / "made").exists()


@pytest.mark.parametrize("source", ["import os", "n, m = 1, 2", "for n in []: pass", "n: int"])
def test_only_plain_lines_may_stand_in_the_cell(tiny, source):
    with pytest.raises(ForesaidError, match="line 2: only lines like"):
        read_parameters(tiny.notebook(tiny.cell(f"a = 1\n{source}", "parameters")), "tiny.ipynb")


def test_texts_of_the_command_line_become_values(form):
    assert check(form, floor="5", share="0.25", deep="yes", sources="BBC, CNN", start="2017-02-06") == {
        "floor": 5, "share": 0.25, "deep": True, "sources": ["BBC", "CNN"], "start": "2017-02-06"}
    assert check(form, sources='["A, B"]', kinds="") == {"sources": ["A, B"], "kinds": []}


def test_values_of_a_plan_keep_their_types(form):
    import datetime
    assert check(form, floor=5, deep=True, start=datetime.date(2017, 2, 6)) == {
        "floor": 5, "deep": True, "start": "2017-02-06"}


def test_an_unknown_name_gets_a_hint(form):
    with pytest.raises(ForesaidError) as caught:
        check(form, flor="5")
    assert str(caught.value) == ("tiny.ipynb has no parameter 'flor'. Did you mean 'floor'? "
                                 "It takes: dataset, start, every, floor, share, deep, sources, kinds.")


@pytest.mark.parametrize(("name", "value", "said"), [
    ("floor", "abc", "floor must be a whole number, not 'abc'"),
    ("floor", "1.5", "a whole number"),
    ("floor", True, "a whole number"),
    ("floor", "0", "1 to 1000, not '0'"),
    ("floor", 5000, "1 to 1000"),
    ("share", "nan", "a number"),
    ("share", "-1", "at least 0"),
    ("deep", "perhaps", "true or false"),
    ("every", "weak", "day, week or month, not 'weak'. Did you mean 'week'?"),
    ("every", 7, "a text"),
    ("kinds", "person,stat", "person, state or group, not 'stat'. Did you mean 'state'?"),
    ("start", "2017-13-01", "a day like 2017-02-06"),
    ("start", "6 Feb", "a day like 2017-02-06"),
    ("sources", "[1", "a list such as"),
    ("dataset", "a\x00b", "a control character (U+0000)"),
    ("dataset", "a\nb", "a control character (U+000A)"),
    ("dataset", "a\ud800", "a control character (U+D800)"),
    ("sources", ["a\x1b[31m"], "a control character (U+001B)"),
    ("dataset", "x" * 5000, "longer than 4,000"),
])
def test_a_wrong_value_is_refused_in_plain_words(form, name, value, said):
    with pytest.raises(ForesaidError) as caught:
        check(form, **{name: value})
    assert said in str(caught.value)


def test_a_span_may_not_end_before_it_begins(tiny):
    form = read_parameters(tiny.notebook(tiny.cell('start = ""\nend = ""', "parameters")), "tiny.ipynb")
    with pytest.raises(ForesaidError, match="start 2017-03-01 lies after end 2017-02-01"):
        check(form, start="2017-03-01", end="2017-02-01")
