"""The gazetteer: a CSV file of names that a reader may edit in any spreadsheet, one row per actor and role.

    actor,kind,country,aliases,capital,case,not,role,from,to,note

The actor's name and its aliases (parted by |) are what is looked for. `not` holds phrases in which a name means
something else. A state needs no names: they come from pycountry by its code; its row adds demonyms and what else it is
called, and `capital`, which stands for the state ("Moscow said") but not for the place ("in Moscow"). A later row of an
actor gives another role, and may leave kind, country and names empty. Lines beginning with # are for the reader.
"""

import csv
import io
import re

import pandas as pd

from foresaid.errors import did_you_mean, listing
from foresaid.find.words import Problem, check_term, read_words, refuse, touches
from foresaid.tables import ACTOR_KINDS

COLUMNS = ("actor", "kind", "country", "aliases", "capital", "case", "not", "role", "from", "to", "note")
NEEDED = ("actor", "kind")
LISTS = ("aliases", "capital", "not")
KOSOVO = {"XKX": "Kosovo"}  # in wide use, and not in ISO 3166
DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


def read_gazetteer(path):
    """Read a gazetteer.

    Returns one row per actor and role period: actor, kind, country, aliases, capital and exclude (lists), any_case,
    role, start, end (first and last day, datetime64; null where open), line. A year or month stands for its first day
    under `from` and for its last day under `to`. Raises ForesaidError with the file's first problem.
    """
    rows, problems = _parse(path)
    refuse(problems)
    table = pd.DataFrame(rows, columns=["actor", "kind", "country", "aliases", "capital", "exclude", "any_case",
                                        "role", "start", "end", "line"])
    texts = dict.fromkeys(("actor", "kind", "country", "role"), "str")
    return table.astype(texts | {"any_case": "bool", "start": "datetime64[s]", "end": "datetime64[s]"})


def check_gazetteer(path):
    """All problems of a gazetteer, in the order of their lines: a list of Problem, empty if it is right."""
    return _parse(path)[1]


def _parse(path):
    """The file's rows as tuples, and its problems."""
    problems = []
    records = _records(path, problems)
    actors, rows = {}, []
    for line, record in records:
        row = _parse_row(path, line, record, problems)
        if row:
            rows.append(row)
            actors.setdefault(row["actor"], row)
    for row in rows:
        _inherit(row, actors[row["actor"]], path, problems)
    _add_state_names(rows)
    _check_names(rows, path, problems)
    made = [(row["actor"], row["kind"], row["country"], row["aliases"], row["capital"], row["not"],
             row["case"] != "yes", row["role"], row["start"], row["end"], row["line"]) for row in rows]
    return made, sorted(problems, key=lambda problem: problem.line)


def _records(path, problems):
    """The file's records as [(line, {column: cell})]; notes what is wrong with its header."""
    text = read_words(path)
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        header = [cell.strip() for cell in next(reader, [])]
        missing = [name for name in NEEDED if name not in header]
        if missing:
            problems.append(Problem(path, 1, f"there is no column {listing(missing)}. The first line names the "
                                    f"columns: {','.join(COLUMNS)}."))
            return []
        for name in header:
            if name not in COLUMNS:
                problems.append(Problem(path, 1, f"the column '{name}' is not known.{did_you_mean(name, COLUMNS)} "
                                        f"A gazetteer has {', '.join(COLUMNS)}."))
        return _cells(reader, header, path, problems)
    except csv.Error as error:
        problems.append(Problem(path, reader.line_num, f"this line cannot be read as CSV ({error}). "
                                "Look at its quotes."))
        return []


def _cells(reader, header, path, problems):
    records, line = [], reader.line_num + 1
    for cells in reader:
        if any(cell.strip() for cell in cells) and not cells[0].startswith("#"):
            if len(cells) > len(header):
                problems.append(Problem(path, line, f"{len(cells)} cells, but the first line names {len(header)} "
                                        "columns. Put a cell with a comma in quotes, and part aliases by |."))
            record = dict.fromkeys(COLUMNS, "")
            record.update({name: cell.strip() for name, cell in zip(header, cells, strict=False)})
            records.append((line, record))
        line = reader.line_num + 1
    return records


def _parse_row(path, line, record, problems):
    """Check one row by itself. Returns it with its lists and days, or None if it has no name."""
    note = _Notes(path, line, problems)
    row = record | {"line": line}
    row["country"] = _checked_country(record["country"], note)
    row["kind"] = record["kind"]
    if record["kind"] and record["kind"] not in ACTOR_KINDS:
        note(f"the kind '{record['kind']}' is not known.{did_you_mean(record['kind'], ACTOR_KINDS)} "
             f"It is {listing(ACTOR_KINDS)}.")
    if not record["actor"] and record["kind"] == "state" and row["country"]:
        row["actor"] = _state_names(row["country"])[0]
    if not row["actor"]:
        note("the row has no actor. Write its name in the first column "
             "(a state's may be left out if its country is there).")
        return None
    if record["case"] not in ("", "yes"):
        note(f"case is '{record['case']}'. Write yes where a name of several words must have these capitals, "
             "else nothing.")
    for name in LISTS:
        row[name] = _parse_list(record[name], name, note)
    row["start"], row["end"] = _parse_day(record, "from", note), _parse_day(record, "to", note)
    if row["start"] is not None and row["end"] is not None and row["start"] > row["end"]:
        note(f"the role ends ({record['to']}) before it begins ({record['from']}). Change the two.")
    if not record["role"] and (record["from"] or record["to"]):
        note("there are days but no role. Write the role, or take the days out.")
    return row


class _Notes:
    """Notes problems of one line."""

    def __init__(self, path, line, problems):
        self.path, self.line, self.problems = path, line, problems

    def __call__(self, text):
        self.problems.append(Problem(self.path, self.line, text))


def _parse_list(cell, name, note):
    """The terms of a cell, parted by |, without those that are wrong."""
    terms = []
    for term in (part.strip() for part in cell.split("|") if cell):
        wrong = check_term(term)
        if wrong:
            note(f"{name}: {wrong}")
        elif term in terms:
            note(f"{name}: '{term}' stands twice. Take one out.")
        else:
            terms.append(term)
    return terms


def _parse_day(record, name, note):
    """The first day that 'from' can mean, or the last that 'to' can mean; None where the cell is empty."""
    cell = record[name]
    if not cell:
        return None
    try:
        year, month, day = DAY.fullmatch(cell).groups()
        first = pd.Timestamp(int(year), int(month or 1), int(day or 1))
    except (AttributeError, ValueError):
        note(f"'{cell}' under '{name}' is no day, month or year. Write it like 2017-01-20, 2017-01 or 2017.")
        return None
    if name == "from" or day:
        return first
    return first + (pd.offsets.MonthEnd(0) if month else pd.offsets.YearEnd(0))


def _checked_country(code, note):
    """The country's code if there is one such, else '' and a problem."""
    import pycountry
    if not code or code in KOSOVO or (len(code) == 3 and code.isupper() and pycountry.countries.get(alpha_3=code)):
        return code
    try:
        meant = f" Did you mean '{pycountry.countries.lookup(code).alpha_3}'?"
    except LookupError:
        meant = did_you_mean(code.upper(), [country.alpha_3 for country in pycountry.countries])
    note(f"'{code}' is no country's code.{meant} Use the three letters of ISO 3166, like FRA, or leave it empty.")
    return ""


def _state_names(code):
    """What pycountry calls a state, the shortest usual name first."""
    import pycountry
    if code in KOSOVO:
        return [KOSOVO[code]]
    country = pycountry.countries.get(alpha_3=code)
    names = [getattr(country, "common_name", ""), country.name, getattr(country, "official_name", "")]
    plain = [name.removeprefix("the ") for name in names if name and "," not in name and "(" not in name]
    return list(dict.fromkeys(plain)) or [country.name.split(",")[0].split(" (")[0]]


def _inherit(row, first, path, problems):
    """Fill what a later row of an actor leaves empty from its first row, and note what contradicts it."""
    for name in ("kind", "country"):
        if not row[name]:
            row[name] = first[name]
        elif row[name] != first[name] and first[name]:
            problems.append(Problem(path, row["line"], f"{name} of {row['actor']} is '{row[name]}' here and "
                                    f"'{first[name]}' in line {first['line']}. Make them the same, or leave it empty "
                                    "here."))
    if not row["kind"]:
        problems.append(Problem(path, row["line"], f"{row['actor']} has no kind. It is {listing(ACTOR_KINDS)}."))


def _add_state_names(rows):
    """Put each actor's own name among the aliases of its first row, and a state's names by pycountry.

    A name that another row claims, or that the row's own `not` holds, is not added: Congo is not both Congos.
    """
    claimed = {}
    for row in rows:
        for alias in (row["actor"], *row["aliases"], *row["capital"]):
            claimed.setdefault(alias, row["actor"])
    seen = set()
    for row in rows:
        if row["actor"] in seen:
            continue
        seen.add(row["actor"])
        names = [row["actor"]]
        if row["kind"] == "state" and row["country"]:
            names += _state_names(row["country"])
        row["aliases"] = list(dict.fromkeys([name for name in names if claimed.get(name, row["actor"]) == row["actor"]
                                             and name not in row["not"]] + row["aliases"]))
        row["not"] = [phrase for phrase in row["not"] if phrase not in names]


def _check_names(rows, path, problems):
    """Note a name of two actors, and exclusions that take nothing away."""
    owners, names_of = {}, {}
    for row in rows:
        for alias in (*row["aliases"], *row["capital"]):
            owner, line = owners.setdefault(alias, (row["actor"], row["line"]))
            names_of.setdefault(row["actor"], []).append(alias)
            if owner != row["actor"]:
                problems.append(Problem(path, row["line"], f"'{alias}' is a name of {row['actor']} and, in line "
                                        f"{line}, of {owner}. A name can lead to one actor only: take it out of one."))
    for row in rows:
        for phrase in row["not"]:
            if not touches(phrase, names_of.get(row["actor"], [])):
                problems.append(Problem(path, row["line"], f"not: '{phrase}' contains no name of {row['actor']}, so it "
                                        "takes nothing away. Write a phrase with a name in it, or take it out."))

