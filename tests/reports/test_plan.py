"""A plan says what to render; what is wrong in it is named with file and line."""

import pytest

from foresaid.errors import ForesaidError
from foresaid.reports.periods import name_period, read_period
from foresaid.reports.plan import find_plan, point_at, read_plan


@pytest.fixture
def plan(tmp_path):
    (tmp_path / "one.ipynb").write_text('{"cells": []}')

    def read(text):
        path = tmp_path / "mine.toml"
        path.write_text(text, encoding="utf8")
        return read_plan(path)
    return read


def test_a_report_has_its_parameters_with_dataset_and_days(plan):
    report, = plan('[[report]]\nname = "week"\ntitle = "The week"\nnotebook = "one"\ndataset = "sample"\n'
                   'period = "2017-W10"\nparameters = { floor = 2 }\n')
    assert (report.name, report.title, report.notebook.name, report.place) == ("week", "The week", "one.ipynb",
                                                                               "mine.toml, line 1")
    assert report.parameters == {"dataset": "sample", "floor": 2, "start": "2017-03-06", "end": "2017-03-12"}


def test_a_plan_serves_another_dataset_over_all_its_days(plan):
    report, = plan('[[report]]\nname = "week"\ntitle = "The week"\nnotebook = "one"\nperiod = "2017-W10"\n'
                   'parameters = { floor = 2, event = "rain", sources = ["Herald"] }\n')  # these two are its own
    other = point_at(report, "mine")
    assert (other.name, other.title) == ("mine-week", "The week: mine")
    assert other.parameters == {"dataset": "mine", "floor": 2, "start": "", "end": ""}
    with pytest.raises(ForesaidError, match="cannot be the name of a dataset"):
        point_at(report, "../mine")


@pytest.mark.parametrize(("text", "said"), [
    ("", "mine.toml holds no report"),
    ("report = 3", "holds no report"),
    ("[[reprt]]\nname = 'a'", "no key 'reprt'. Did you mean 'report'?"),
    ("[[report]]\nname = 'a'\n", "mine.toml, line 1: the report has no notebook"),
    ("\n[[report]]\nname = 'a'\nnotbook = 'one'\n", "line 2: there is no key 'notbook'. Did you mean 'notebook'?"),
    ("[[report]]\nname = '../a'\nnotebook = 'one'\n", "line 1: '../a' cannot be the name of a report"),
    ("[[report]]\nname = 'a'\nnotebook = 'nine'\n", "line 1: there is no notebook 'nine'"),
    ("[[report]]\nname = 'a'\nnotebook = 'one'\nperiod = '2017-W60'\n", "'2017-W60' is no period"),
    ("[[report]]\nname = 'a'\nnotebook = 'one'\nperiod = '2017'\nparameters = { end = '' }\n", "also start or end"),
    ("[[report]]\nname = 'a'\nnotebook = 'one'\nparameters = 3\n", "parameters must be a table"),
    ("[[report]]\nname = 'a'\nnotebook = 'one'\ntitle = 3\n", "title must be a text in quotes"),
    ("[[report]\nname = 'a'", "mine.toml: Expected"),
    ("[[report]]\nname = 'a'\nnotebook = 'one'\n[[report]]\nname = 'a'\nnotebook = 'one'\n",
     "line 4: the name 'a' is taken already (mine.toml, line 1)"),
])
def test_what_is_wrong_is_named_with_its_line(plan, text, said):
    with pytest.raises(ForesaidError) as caught:
        plan(text)
    assert said in str(caught.value)


def test_a_plan_is_a_path_or_the_name_of_one_in_reports():
    assert find_plan("sample").name == "sample.toml"
    with pytest.raises(ForesaidError, match=r"no plan 'sampel' in reports/. Did you mean 'sample'\?"):
        find_plan("sampel")
    with pytest.raises(ForesaidError, match=r"There is no plan nowhere\.toml"):
        find_plan("nowhere.toml")


@pytest.mark.parametrize("name", ["default", "sample"])
def test_our_own_plans_are_right(name):
    from foresaid.reports.batch import Options, prepare_jobs
    jobs = prepare_jobs(read_plan(find_plan(name)), Options())
    assert len(jobs) == {"default": 8, "sample": 9}[name]
    assert {job.dataset for job in jobs} == {"news2017" if name == "default" else "sample"}


@pytest.mark.parametrize("period", ["2017", "2017-02", "2017-W10", "2017-03-06", "2016-02"])
def test_a_period_becomes_days_and_its_name_again(period):
    assert name_period(*read_period(period)) == period


def test_a_plan_in_another_encoding_is_told_and_a_mark_at_its_beginning_is_not_minded(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_bytes("[[report]]".encode("utf-16"))
    with pytest.raises(ForesaidError, match=r"mine.toml: the plan cannot be read \(it is not UTF-8\)"):
        read_plan(path)
    path.write_bytes(b"\xef\xbb\xbf")
    with pytest.raises(ForesaidError, match="holds no report"):
        read_plan(path)
