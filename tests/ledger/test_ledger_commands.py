"""`foresaid ledger …`: from forecasts to a sheet, from a spreadsheet back, from one home to another."""

import csv
import io
import json
import re

import click
import pytest

from foresaid.cli import main
from foresaid.cli.ledger import _ranged
from foresaid.ledger.store import ledger_path, read_entries, read_head

ALONE = f"{4:020x}"


@pytest.fixture
def run(asked, tmp_path, monkeypatch, run_command):
    """Run `foresaid ledger …` with the dataset `mine` locked. Returns (exit code, stdout, stderr)."""
    monkeypatch.chdir(tmp_path)
    return lambda *words: run_command("ledger", *words)


def read_sheet(path):
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


def fill(path, rows, delimiter=",", encoding="utf-8-sig"):
    """Save rows as a spreadsheet does."""
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, rows[0], delimiter=delimiter, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)


def outcomes():
    return [(one.key, json.loads(one.body)["status"], json.loads(one.body)["occurred_on"]) for one in read_entries("outcome")]


def test_every_command_of_the_ledger_says_what_it_does():
    from foresaid.cli.ledger import ledger_command
    assert list(ledger_command.commands) == ["add", "list", "verify", "score", "due", "resolve", "export", "import"]
    for command in ledger_command.commands.values():
        assert command.help
        assert [one.name for one in command.params if isinstance(one, click.Option) and not one.help] == []


def test_the_words_are_listed_with_who_how_likely_by_when_and_how_it_ended(run):
    code, out, _ = run("list", "--limit", "1")
    assert (code, out.splitlines()) == (0, [
        "1 · 2018-03-05 · The Aldern Post · Mara Quill · “likely” 55–80% · says no time · rain-by-june · open",
        "    Rain will likely fall on the capital.", "5 locked forecasts. Shown are 1; --limit or --csv gives more."])
    assert run("list", "--event", "snow-by-july")[1].splitlines()[-1] == "1 locked forecasts."
    assert run("list", "--dataset", "mien") == (2, "", "foresaid: The ledger holds nothing of 'mien' yet. Did you mean 'mine'? Lock its forecasts with: foresaid ledger add mien\n")


def test_an_empty_ledger_verifies_well_and_lists_nothing(run):
    ledger_path().unlink()
    assert run("verify") == (0, "The ledger is whole: 0 entries. Head: empty\n", "")
    begin = "The ledger is empty. Lock forecasts with: foresaid ledger add DATASET\n"
    assert run("list")[:2] == (0, begin + "0 locked forecasts.\n")
    assert run("due")[:2] == (0, begin + "0 to resolve, 0 of them overdue.\n")
    assert run("score")[:2] == (0, begin)


def test_what_is_due_is_printed_the_longest_overdue_first(run):
    assert run("due", "--on", "2018-06-11")[1].splitlines() == [
        f"{ALONE} · mine · by 2018-04-30 · 42 days overdue · 1 forecast",
        "    The bridge will probably open in April, Lind said.",
        "    What the words say will come, without any 'not': did it happen by then?",
        "    judged by the words “in April” of 2018-03-05", "    Bo Lind, The Aldern Post, 2018-03-05",
        "rain-by-june · mine · by 2018-06-01 · 10 days overdue · 2 forecasts",
        "    Rain by June", "    It rains in the capital by 1 June 2018.", "    judged by the weather office",
        "    Daily Lantern (1), The Aldern Post (1)",
        "snow-by-july · mine · by 2018-07-01 · 20 days left · 1 forecast",
        "    Snow by July", "    It snows in the capital by 1 July 2018.", "    judged by the weather office", "    The Aldern Post (1)",
        "3 to resolve, 2 of them overdue."]


def test_one_outcome_resolves_all_forecasts_of_its_event(run):
    words = ("resolve", "rain-by-june", "happened", "--on", "9.5.2018", "--evidence", "weather office, 10 May 2018", "--by", "Ada")
    assert run(*words)[1].splitlines()[-1] == "rain-by-june: happened (entry 6)."
    assert run(*words)[1].splitlines()[-1] == "rain-by-june: happened. That was known; no new entry."
    assert outcomes() == [("rain-by-june", "happened", "2018-05-09")]
    code, out, _ = run("score")
    assert (code, re.split(r" {2,}", out.splitlines()[-2].strip())[:9]) == (0, ["all", "–", "2", "1", "3", "67%", "0.040", "0.090", "0.202"])
    assert run("score", "--by", "sourc")[2].startswith("foresaid: --by sourc: there is no score for each of that. Did you mean 'source'?")


def test_the_score_follows_the_scale_that_is_asked_for(run):
    run("resolve", "rain-by-june", "happened", "--on", "2018-05-09", "--evidence", "weather office", "--by", "Ada")
    cells = re.split(r" {2,}", run("score", "--scale", "ipcc")[1].splitlines()[-2].strip())
    assert cells[6:9] == ["0.000", "0.029", "0.116"], "likely is 66 to 100 % there"


def test_scores_of_enough_events_have_their_interval_in_brackets():
    row = {"brier_mid": 0.09, "brier_mid_low": 0.0412, "brier_mid_high": 0.15, "rank": 1, "rank_low": 1, "rank_high": 3, "base_rate": 0.5, "skill_coin": float("nan")}
    assert [_ranged(row, name, form) for name, form in (("brier_mid", ".3f"), ("rank", "d"), ("base_rate", ".3f"), ("skill_coin", ".3f"))] == [
        "0.090 (0.041 to 0.150)", "1 (1 to 3)", "0.500", "–"]


def test_the_blind_who_resolve_are_shown_no_voice_and_it_is_recorded(run):
    out = run("resolve", ALONE, "happened", "--on", "2018-04-28", "--evidence", "town hall", "--by", "Ada", "--blind")[1]
    assert out.splitlines() == ["    The bridge ▁▁▁ ▁▁▁ open in April, ▁▁▁ said.", "    What the words say will come, without any 'not': did it happen by then?",
                                "    judged by the words “in April” of 2018-03-05", f"{ALONE}: happened (entry 6)."]
    assert read_entries("outcome")[0].read()["blinded"] is True


def test_a_slip_in_an_outcome_is_told_and_nothing_recorded(run):
    words = ("--evidence", "weather office", "--by", "Ada")
    assert run("resolve", "rain-by-june", "happened", "--on", "3/4/2018", *words)[2] == "foresaid: --on '3/4/2018' can be 2018-04-03 or 2018-03-04. Write which, in this form.\n"
    assert run("resolve", "rain-by-june", "hapened", *words)[2].startswith("foresaid: 'rain-by-june': the status is 'hapened'. Did you mean 'happened'?")
    assert outcomes() == []


def test_a_sheet_goes_out_and_comes_back_through_a_spreadsheet(run, tmp_path):
    sheet = tmp_path / "due.csv"
    assert run("due", "--on", "2018-06-11", "--csv", "due.csv")[1].startswith("due.csv: 3 rows to resolve. Fill in status,")
    assert sheet.read_bytes().startswith(b"\xef\xbb\xbfdataset,event_id,title,"), "Excel needs the mark"
    alone, rain, snow = read_sheet(sheet)
    assert alone["event_id"] == f"'{ALONE}", "a spreadsheet would make a number of it"
    rain |= {"status": "Did not happen", "occurred_on": "01.06.2018", "evidence": "Wetterbüro", "resolver": "Ada"}
    alone |= {"status": "happened", "occurred_on": "4/28/2018", "evidence": "town hall", "resolver": "Bo"}
    fill(sheet, [snow, rain, alone], ";", "cp1252")
    code, out, err = run("import", "due.csv")
    assert (code, out) == (0, "due.csv: 2 outcomes recorded, 0 contrary to what was known, 0 with more evidence, 0 known already, 1 rows without a status.\n")
    assert "it was read as cp1252" in err
    assert outcomes() == [("rain-by-june", "did_not_happen", "2018-06-01"), (ALONE, "happened", "2018-04-28")]
    assert [one.read()["evidence"] for one in read_entries("outcome")] == ["Wetterbüro", "town hall"]
    assert "2 known already" in run("import", "due.csv")[1]
    assert run("due", "--on", "2018-06-11")[1].splitlines()[-1] == "1 to resolve, 0 of them overdue."


def test_a_contrary_outcome_is_said_so(run, tmp_path):
    run("resolve", "rain-by-june", "happened", "--on", "2018-05-09", "--evidence", "weather office", "--by", "Ada")
    fill(tmp_path / "s.csv", [{"event_id": "rain-by-june", "status": "ambiguous", "occurred_on": "", "evidence": "two gauges", "resolver": "Bo"}])
    assert run("import", "s.csv")[1].splitlines() == [
        "rain-by-june: ambiguous (entry 7). This is contrary to what was known: happened on 2018-05-09.",
        "s.csv: 0 outcomes recorded, 1 contrary to what was known, 0 with more evidence, 0 known already, 0 rows without a status."]


def test_all_slips_of_a_sheet_are_told_with_their_lines_and_nothing_is_recorded(run, tmp_path):
    good = {"event_id": "rain-by-june", "status": "happened", "occurred_on": "2018-05-09", "evidence": "weather\noffice", "resolver": "Ada", "blinded": "no"}
    fill(tmp_path / "s.csv", [good, {**good, "event_id": "rain-by-jun"}, {**good, "event_id": "snow-by-july", "status": "snowed"},
                              {**good, "event_id": ALONE, "occurred_on": "3/4/2018", "blinded": "perhaps"}, good])
    assert run("import", "s.csv") == (2, "", "foresaid: " + "\n".join([
        "s.csv, line 4: There is no event and no locked forecast 'rain-by-jun'. Did you mean 'rain-by-june'? `foresaid ledger due` lists what can be resolved.",
        "s.csv, line 6: the status is 'snowed'. It is happened, did_not_happen, partly, annulled, ambiguous, unscoreable or open.",
        "s.csv, line 8: occurred_on: '3/4/2018' can be 2018-04-03 or 2018-03-04. Write which, in this form.",
        "s.csv, line 8: blinded is 'perhaps'. Write yes or no.",
        "s.csv, line 10: 'rain-by-june' stands already in line 2. Take one out.",
        "Nothing was recorded. Mend the lines and import the sheet again."]) + "\n")
    assert outcomes() == []


def test_an_event_of_another_dataset_is_told_by_the_dataset_it_is_of(run, tmp_path):
    fill(tmp_path / "s.csv", [{"dataset": "sampel", "event_id": "rain-by-june", "status": "happened", "occurred_on": "2018-05-09", "evidence": "weather office", "resolver": "Ada"}])
    assert "s.csv, line 2: 'rain-by-june' is not of the dataset 'sampel', but of " in run("import", "s.csv")[2]


def test_check_says_what_would_be_recorded_and_records_nothing(run, tmp_path):
    row = {"event_id": "rain-by-june", "status": "happened", "occurred_on": "2018-05-09", "evidence": "weather office", "resolver": ""}
    fill(tmp_path / "s.csv", [row])
    assert run("import", "s.csv", "--check")[2].startswith("foresaid: s.csv, line 2: there is no resolver.")
    assert run("import", "s.csv", "--check", "--by", "Ada")[1] == "s.csv: 1 outcomes are right, 0 rows have no status yet. Nothing was recorded.\n"
    assert outcomes() == []


def test_the_blind_sheet_hides_voices_and_its_outcomes_are_blinded(run, tmp_path):
    run("due", "--on", "2018-06-11", "--csv", "s.csv", "--blind")
    text = (tmp_path / "s.csv").read_text(encoding="utf-8-sig")
    assert [word for word in ("Lind", "Quill", "Post", "Lantern", "probably") if word in text] == []
    rows = read_sheet(tmp_path / "s.csv")
    rows[1] |= {"status": "happened", "occurred_on": "2018-05-09", "evidence": "weather office", "resolver": "Ada"}
    fill(tmp_path / "s.csv", rows)
    run("import", "s.csv")
    assert [one.read()["blinded"] for one in read_entries("outcome")] == [True]


def test_no_cell_of_a_sheet_is_a_formula(run, tmp_path, story):
    from foresaid.ledger.locking import lock_forecasts
    evil = story.forecast(9, "=HYPERLINK(1) will be.", source="@SUM(A1)", horizon_to_max="2018-04-01")
    lock_forecasts(story.table(evil), "mine")
    run("due", "--on", "2018-06-11", "--csv", "s.csv")
    assert read_sheet(tmp_path / "s.csv")[0]["title"] == "'=HYPERLINK(1) will be."


@pytest.mark.parametrize(("text", "said"), [
    ("", "there is no column 'event_id'"), ("a,b\n1,2\n", "there is no column 'event_id', 'status', 'occurred_on', 'evidence' or 'resolver'"),
    ("number,sha256\n1,2\n", "this is an export of the ledger's entries for reading"), ('event_id,status\n"x', "there is no column 'occurred_on'")])
def test_a_file_that_is_no_sheet_is_said_so(run, tmp_path, text, said):
    (tmp_path / "s.csv").write_text(text)
    code, _, err = run("import", "s.csv")
    assert (code, said in err) == (2, True)


def test_a_sheet_that_is_not_there_is_said_so(run):
    run("due", "--csv", "due.csv")
    assert run("import", "deu.csv") == (2, "", "foresaid: There is no sheet deu.csv. Did you mean 'due.csv'?\n")


def test_an_exported_ledger_is_restored_with_the_same_hashes(run, tmp_path):
    head, entries = read_head(), read_entries()
    assert run("export", "ledger.jsonl")[1] == "ledger.jsonl: 5 entries.\n"
    ledger_path().unlink()
    assert run("import", "ledger.jsonl", "--check")[1] == "ledger.jsonl: 5 entries, all links whole; 5 would be added, the others are here already.\n"
    assert read_head() is None
    assert run("import", "ledger.jsonl")[1] == "ledger.jsonl: 5 entries, all links whole; 5 added, the others are here already.\n"
    assert (read_head(), read_entries()) == (head, entries)
    assert "0 added" in run("import", "ledger.jsonl")[1]


def test_a_longer_export_of_the_same_ledger_is_appended_and_another_one_refused(run, tmp_path):
    run("export", "short.jsonl")
    run("resolve", "rain-by-june", "happened", "--on", "2018-05-09", "--evidence", "weather office", "--by", "Ada")
    run("export", "long.jsonl")
    ledger_path().unlink()
    run("import", "short.jsonl")
    assert "1 added" in run("import", "long.jsonl")[1]
    assert "0 added" in run("import", "short.jsonl")[1], "it is the beginning of what is here"
    ledger_path().unlink()
    run("import", "short.jsonl")
    run("resolve", "snow-by-july", "happened", "--on", "2018-06-30", "--evidence", "weather office", "--by", "Ada")
    code, _, err = run("import", "long.jsonl")
    assert (code, "long.jsonl, line 6: entry 6 is not the one that stands in the ledger here" in err) == (2, True)


@pytest.mark.parametrize(("change", "said"), [
    (lambda text: text.replace("Snow will", "Snow may"), "entry 3 was changed"), (lambda text: "\n".join(text.split("\n")[1:]), "entry 1 is missing"),
    (lambda text: text + "{}\n", "line 6: this is no entry of a ledger"), (lambda text: text.replace('"number": 2', '"number": "2"'), "line 2: 'number' is not what an entry has there"),
    (lambda text: text.replace("Snow will", "\\ud800 will"), "line 3: this is no entry of a ledger"), (lambda text: text.replace('"body": {', '"body": {"p": NaN, ', 1), "line 1: this is no entry of a ledger")])
def test_a_broken_export_is_refused_as_a_whole(run, tmp_path, change, said):
    run("export", "ledger.jsonl")
    (tmp_path / "ledger.jsonl").write_text(change((tmp_path / "ledger.jsonl").read_text(encoding="utf8")), encoding="utf8")
    ledger_path().unlink()
    code, _, err = run("import", "ledger.jsonl")
    assert (code, said in err, read_head()) == (2, True, None)


def test_an_export_for_reading_has_a_line_for_each_entry(run, tmp_path):
    run("export", "ledger.csv")
    assert [row["sha256"] for row in read_sheet(tmp_path / "ledger.csv")] == [one.sha256 for one in read_entries()]
    assert run("export", "ledger.csv")[2] == "foresaid: ledger.csv: the file exists. Name another, or add --force to replace it.\n"
    assert run("export", "ledger.txt")[2] == "foresaid: ledger.txt: a ledger is exported as .csv or .jsonl. Name the file so.\n"


def test_a_broken_ledger_ends_verify_with_exit_code_1(run):
    import sqlite3
    from contextlib import closing
    with closing(sqlite3.connect(ledger_path(), isolation_level=None)) as database:
        database.execute("DROP TRIGGER entries_stay")
        database.execute("UPDATE entries SET dataset = 'yours' WHERE number = 4")
    assert run("verify") == (1, "", "foresaid: The file lacks a guard against changes (entries_stay): another program has changed it.\nThe ledger is broken: entry 4 was changed: its hash is not that of what it says.\n")


def test_verify_compares_with_a_published_head(run):
    number, sha256 = read_head()
    assert run("verify", "--head", f"{number}:{sha256}")[0] == 0
    assert run("verify", "--head", f"{number}:{'0' * 64}")[2].startswith(f"The ledger is broken: entry {number} is not what was published: it is ")


def test_the_forecasts_of_a_dataset_are_locked_by_a_command(sample, home, monkeypatch, capsys, tmp_path):
    monkeypatch.setattr("foresaid.paths.ledger_dir", lambda: tmp_path / "ledger")
    monkeypatch.setattr("foresaid.ledger.store.ledger_dir", lambda: tmp_path / "ledger")
    main(["ledger", "add", sample, "--event", "velmark-approves"])
    few = capsys.readouterr().out.splitlines()
    main(["ledger", "add", sample])
    rest = capsys.readouterr().out.splitlines()
    some = int(few[0].split()[0])
    assert few[0] == f"{some} forecasts of 'sample' locked (entries 1 to {some}), 0 were there already, 0 are read differently today and became new versions."
    assert f", {some} were there already, 0 are read differently" in rest[0]
    assert rest[1] == f"Head: {read_head()[0]}:{read_head()[1]}"
