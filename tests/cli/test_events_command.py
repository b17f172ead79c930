"""foresaid events."""

import csv

import pytest


@pytest.fixture
def run(sample, run_command):
    """Run a command in the tests' home, where the sample is."""
    return run_command


def test_events_are_listed_with_their_forecasts_and_outcomes(run):
    code, out, err = run("events", "sample")
    lines = out.splitlines()
    assert (code, err) == (0, "")
    assert lines[0].split() == ["event", "deadline", "outcome", "decided", "forecasts", "opposite"]
    assert [line.split()[:4] for line in lines if line.startswith("rate-cut-april")] == [
        ["rate-cut-april", "2018-04-26", "happened", "2018-04-26"]]
    assert " forecasts in " in out


def test_every_pair_goes_into_a_sheet_that_can_be_read_again(run, tmp_path):
    from foresaid.events.coded import check_matches
    path = tmp_path / "sample.matches.csv"
    code, out, _ = run("events", "sample", "--csv", path)
    assert code == 0
    assert "Correct the column orientation" in out
    with path.open(encoding="utf8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert f"{len(rows)} pairs." in out
    assert {row["orientation"] for row in rows} <= {"same", "opposite"}
    assert [one for one in check_matches(path) if "there is no event" not in one.text] == []
    assert run("events", "sample", "--csv", path)[0] == 2  # the file exists
    assert run("events", "sample", "--csv", path, "--force")[0] == 0


def test_a_dataset_without_events_is_told_where_to_write_them(run):
    code, _, err = run("events", "nothing")
    assert code == 2
    assert err == ("foresaid: There are no events for 'nothing'. Write them into data/events/nothing.yml; "
                   "data/events/README.md says how.\n")
