"""Files of five formats, whole, damaged and hostile."""

import gzip
import json

import pandas as pd
import pytest

from foresaid.corpus.readers import find_files, read_articles_file, read_file, streams
from foresaid.corpus.readers.encodings import west_or_centre
from foresaid.corpus.readers.options import Options
from foresaid.errors import ForesaidError


@pytest.fixture
def put(tmp_path):
    """Write a file and return its path; a name that ends in .gz is packed."""
    def put(name, content):
        data = content.encode("utf-8") if isinstance(content, str) else content
        path = tmp_path / name
        path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
        return path
    return put


def read(path, **options):
    return read_file(path, Options(**options))


def cells(rows, *names):
    return rows[list(names)].astype("object").where(rows[list(names)].notna(), None).to_numpy().tolist()


@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "a.csv.gz", "a.CSV"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_of_a_table_is_found(put, name, delimiter):
    lines = [["Headline", "Body", "Outlet"], ["One", "First text", "Herald"]]
    path = put(name, "\n".join(map(delimiter.join, lines)))
    rows, report = read(path)
    assert cells(rows, "title", "text", "source") == [["One", "First text", "Herald"]]
    assert report.notes[0] == "Columns: source from Outlet, title from Headline, text from Body."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_the_encoding_is_found(put, encoding):
    text = "title,text\nMüller geht,Minister äußerte sich über die Förderung für Städte und Länder in großer Höhe.\n"
    rows, _ = read(put("a.csv", text.encode(encoding)))
    assert rows["title"].tolist() == ["Müller geht"]
    assert rows["text"][0].endswith("über die Förderung für Städte und Länder in großer Höhe.")


def test_a_bad_row_costs_one_row_and_is_listed(put):
    rows, report = read(put("a.csv", 'id,title,text\n1,One,"First"\n2,Two,"never closed\n3,Three,"Third"\n4,Four\n'
                                     '5,Five,"two\nlines, ""quoted"""\n6,Six,He said "hi"\n'))
    assert cells(rows, "article_id", "text") == [["1", "First"], ["3", "Third"], ["5", 'two\nlines, "quoted"'],
                                                 ["6", 'He said "hi"']]
    assert (report.read, report.dropped) == (6, {"not a row (',' expected after '\"')": 1, "too few columns": 1})
    assert [problem.split(":")[0] for problem in report.problems] == ["line 3", "line 5"]


def test_backslashes_before_quotes_are_understood(put):
    rows, _ = read(put("a.csv", 'title,text\nOne,"He said \\"no\\", twice"\n'))
    assert rows["text"].tolist() == ['He said "no", twice']


def test_lines_of_json_are_read_and_bad_ones_listed(put):
    path = put("a.jsonl.gz", "\n".join([
        '{"id": 7, "text": "x", "authors": ["A", {"name": "B"}], "source": {"id": 1, "name": "S"}}', "", "not json",
        "[" * 50_000, "[1]", '{"id": ' + "9" * 5000 + "}", '{"id": "b", "text": "y", "n": {}}']))
    rows, report = read(path)
    assert cells(rows, "article_id", "text", "authors", "source") == [["7", "x", "A; B", "S"], ["b", "y", None, None]]
    assert report.read == 6
    assert [problem.split(":")[0] for problem in report.problems] == ["line 3", "line 4", "line 5", "line 6"]


def test_half_a_surrogate_keeps_the_length(put):
    rows, _ = read(put("a.jsonl", r'{"text": "a\ud800b"}'))
    assert rows["text"].tolist() == ["a\ufffdb"]


def test_json_lists_are_found_bare_nested_and_cut_short(put):
    bare, _ = read(put("a.json", '[{"title": "a", "text": "b"}]'))
    nested, _ = read(put("b.json", '{"status": "ok", "response": {"results": [{"webTitle": "a", "bodyText": "b"}]}}'))
    cut, report = read(put("c.json", '[{"title": "a", "text": "b"}, {"tit'))
    lines, _ = read(put("d.json", '{"title": "a", "text": "b"}\n{"title": "c", "text": "d"}\n'))
    assert [cells(rows, "title", "text") for rows in (bare, nested, cut, lines)] == [
        [["a", "b"]], [["a", "b"]], [["a", "b"]], [["a", "b"], ["c", "d"]]]
    assert report.problems == ["after item 1: the rest of the list is cut short or not JSON"]


@pytest.mark.parametrize(("content", "said"), [
    ('{"a": [{"text": "x"}], "b": [{"text": "y"}]}', "several lists \\(a, b\\)"),
    ('{"a": 1}', "no list of objects"), ("{", "line 1: this is not valid JSON"), ("3", "neither a list nor an object")])
def test_json_without_one_list_is_told(put, content, said):
    with pytest.raises(ForesaidError, match=said):
        read(put("a.json", content))


def test_parquet_is_read_also_gzipped(put, tmp_path):
    frame = pd.DataFrame({"id": [1, 2], "body": ["x", None], "headline": ["One", "Two"], "embedding": [[0.1], [0.2]],
                          "date": pd.to_datetime(["2020-01-01 10:00", None])})
    frame.to_parquet(tmp_path / "a.parquet")
    packed = put("b.parquet.gz", (tmp_path / "a.parquet").read_bytes())
    for path in (tmp_path / "a.parquet", packed):
        rows, _ = read(path)
        assert cells(rows, "article_id", "title", "text") == [["1", "One", "x"], ["2", "Two", None]]
        assert rows["published"][0] == pd.Timestamp("2020-01-01 10:00", tz="UTC")


def test_plain_text_has_a_title_a_text_and_no_date(put):
    rows, _ = read(put("story.txt", "\ufeff\n\n  A title \r\n\r\nFirst.\r\nSecond.\n"))
    assert cells(rows, "article_id", "title", "text") == [["story", "A title", "First.\nSecond."]]
    assert rows["published"].isna().all()


@pytest.mark.parametrize(("name", "content", "said"), [
    ("zero.csv", b"", "the file is empty"), ("blank.txt", b" \n\n", "the file is empty"),
    ("zero.jsonl.gz", b"", "the file is empty"), ("header.csv", b"title,text\n", "no article in it"),
    ("picture.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a picture"),
    ("picture.txt", b"\xff\xd8\xff\xe0\0\x10JFIF", "a picture"),
    ("random.txt", bytes(range(256)) * 20, "no text"), ("word.txt", b"PK\x03\x04....", "an Office document"),
    ("fake.parquet", b"title,text\na,b\n", "no Parquet file"),
    ("fake2.parquet", b"PAR1 and so on PAR1", "Parquet file cannot be read"),
    ("columns.csv", b"a,b\n1,2\n", "no column for the text or the title was found among a and b.*--map"),
    ("odd.xyz", b"hello\n", "does not say which format"), ("bad.jsonl", b"x\ny\n", "none of 2 rows could be read")])
def test_what_cannot_be_read_is_told_with_the_way_out(put, name, content, said):
    path = put(name, content)
    with pytest.raises(ForesaidError, match=said) as told:
        read(path)
    assert str(told.value).startswith(str(path))
    assert "\n" not in str(told.value)


def test_a_packed_file_that_is_cut_short_gives_what_it_has(put, tmp_path):
    whole = put("a.csv.gz", "title,text\n" + "".join(f"t{n},text {n * n}\n" for n in range(20_000))).read_bytes()
    (tmp_path / "cut.csv.gz").write_bytes(whole[:len(whole) // 2])
    rows, report = read(tmp_path / "cut.csv.gz")
    assert 1_000 < len(rows) < 20_000
    assert "ends early" in report.notes[1]


@pytest.mark.parametrize("name", ["bomb.csv.gz", "bomb.jsonl.gz", "bomb.json.gz", "bomb.txt.gz"])
def test_a_gzip_bomb_is_stopped_by_its_ratio(put, monkeypatch, name):
    monkeypatch.setattr(streams, "RATIO_FROM", 1 << 20)
    path = put(name, b'[{"text": "' + b"0" * (8 << 20))
    with pytest.raises(ForesaidError, match=r"more than 200 times its size.*FORESAID_MAX_BYTES"):
        read(path)


def test_the_limit_on_bytes_can_be_set(put, monkeypatch):
    path = put("a.csv", "title,text\n" + "one,text\n" * 200)
    monkeypatch.setenv("FORESAID_MAX_BYTES", "1000")
    with pytest.raises(ForesaidError, match=r"more than 1,000 bytes.*FORESAID_MAX_BYTES=4000"):
        read(path)
    monkeypatch.setenv("FORESAID_MAX_BYTES", "4000")
    assert len(read(path)[0]) == 200
    monkeypatch.setenv("FORESAID_MAX_BYTES", "much")
    with pytest.raises(ForesaidError, match="should be a number of bytes"):
        read(path)


def test_a_map_names_columns_and_settles_dates(put):
    mapped = put("map.yml", "text: story_so_far\npublished: day\nday_first: false\n")
    rows, _ = read(put("a.csv", "story_so_far,day,title\nThe text,03/04/2017,One\n"), map=str(mapped))
    assert cells(rows, "title", "text") == [["One", "The text"]]
    assert rows["published"][0].month == 3


@pytest.mark.parametrize(("content", "said"), [
    ("text: storry", "no column 'storry' \\(for text\\). Did you mean 'story'"),
    ("title: story\ntxt: story", "line 2: articles have no field 'txt'. Did you mean 'text'"),
    ("text: [a", "line \\d: this is not valid YAML"), ("- a", "one `field: column` a line"),
    ("text: {a: b}", "line 1: write one"), ("text: a\ntext: b", "line 2: 'text' stands already in line 1"),
    ("day_first: maybe", "line 1: day_first is 'maybe'"),
    ("!!python/object:os.system x", "one `field: column` a line")])
def test_a_slip_in_a_map_is_told_with_its_line(put, content, said):
    with pytest.raises(ForesaidError, match=said):
        read(put("a.csv", "story,title\nx,y\n"), map=str(put("map.yml", content)))


def test_links_are_http_or_nothing(put):
    rows, report = read(put("a.jsonl", "\n".join(json.dumps({"text": "x", "url": url}) for url in (
        "https://example.org/a", "javascript:alert(1)", "file:///etc/passwd", "https://exa mple.org", "http://[", ""))))
    assert rows["url"].notna().tolist() == [True, False, False, False, False, False]
    assert "4 link(s) were not http or https and were left out." in report.notes


def test_folders_are_walked_and_other_files_named(put, tmp_path):
    (tmp_path / "in").mkdir()
    for name in ("in/b.txt", "in/a.csv", "in/c.html", "in/.hidden.csv"):
        put(name, "x")
    bad = []
    found = find_files([tmp_path / "in", tmp_path / "none"], Options(), bad)
    assert [path.name for path in found] == ["a.csv", "b.txt"]
    assert "1 file(s) of other formats were left alone (c.html)" in bad[0]
    assert "there is no such file or folder" in bad[1]


def test_for_analysis_ids_and_texts_stay_untouched(put):
    texts = [" two  blanks &amp; a tab\t\r\n", "é", "x"]
    lines = [{"id": " a/1 ", "text": texts[0], "published": None, "nested": {"a": [1]}}, {"id": 5, "text": texts[1]},
             {"text": texts[2], "title": None}]
    rows = read_articles_file(put("a.jsonl.gz", "\n".join(map(json.dumps, lines))))
    assert rows["text"].tolist() == texts
    assert rows["article_id"].tolist()[:2] == [" a/1 ", "5"]
    assert len(rows["article_id"][2]) == 16


@pytest.mark.parametrize(("text", "encoding"), [
    ("El señor Muñoz habló: mañana será otro año.", "cp1252"), ("Où est-il ? À la fenêtre, très tôt.", "cp1252"),
    ("A eleição não trará soluções à região.", "cp1252"), ("Größe, Übermaß, Ängste", "cp1252"),
    ("Zażółć gęślą jaźń, będzie później.", "cp1250"), ("Příští týden může vláda říci více.", "cp1250"),
    ("A jövő héten eldőlhet, hogy fűtenek-e.", "cp1250"), ("Guvernul va hotărî şi săptămâna viitoare.", "cp1250")])
def test_western_and_central_europe_are_told_apart_by_their_letters(text, encoding):
    assert west_or_centre(text.encode(encoding)) == encoding
