"""Which column of a file is which field of an article: guessed from common names, or as a map file says."""

import re

from foresaid.errors import ForesaidError, did_you_mean, listing

# field -> names that exports use for it, the likeliest first; compared in lower case, without blanks and signs
NAMES = {
    "article_id": "article_id id _id uid uuid guid doc_id document_id story_id stories_id news_id post_id",
    "url": "url link article_url article_link article_source_link web_url canonical_url permalink page_url href",
    "source": "source outlet media_name publication publisher source_name medium newspaper site_name "
              "publication_title source_domain domain site",
    "title": "title headline article_title news_title web_title head heading",
    "subtitle": "subtitle subheadline standfirst dek teaser description abstract summary",
    "authors": "authors author byline creator writer journalist journalists",
    "editor": "editor editors",
    "agency": "agency news_agency wire",
    "section": "section section_name category rubric news_desk department",
    "published": "published published_at publish_date date_publish date_published published_date publication_date "
                 "pub_date date_time datetime web_publication_date seendate date timestamp time created_at",
    "language": "language lang language_code",
    "text": "text body content maintext main_text full_text article_text article_body body_text news_text story_text "
            "article_content content_text plain_text article story",
}
SYNONYMS = {field: list(dict.fromkeys(re.sub(r"[^a-z0-9]", "", name) for name in names.split()))
            for field, names in NAMES.items()}
KNOWN = {name for names in SYNONYMS.values() for name in names}
FILLED_FROM_OTHERS = ("article_id", "title", "text")  # a file may mix records of two kinds; dates are never mixed
EXTRAS = ("day_first",)  # what a map file may say besides columns


def plain_name(column):
    """A column's name as it is compared.

    >>> plain_name("Publish Date")
    'publishdate'
    """
    return re.sub(r"[^a-z0-9]", "", str(column).casefold())


def guess_columns(header):
    """Guess the columns of a file. Returns {field: [columns, the likeliest first]}; a column serves one field."""
    plain = {}
    for column in header:
        plain.setdefault(plain_name(column), column)
    found = {}
    for field, names in SYNONYMS.items():
        columns = [plain[name] for name in names if name in plain]
        if columns:
            found[field] = columns if field in FILLED_FROM_OTHERS else columns[:1]
    return found


def read_map(path):
    """Read a map file: YAML lines such as `text: my_column`. Returns ({field: column}, day_first or None).

    Raises ForesaidError with the line for what is wrong.
    """
    import yaml
    try:
        with open(path, encoding="utf-8-sig") as file:
            root = yaml.compose(file.read(1 << 20), Loader=yaml.SafeLoader)
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ForesaidError(f"{path}: the map file cannot be read ({reason}).") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        raise ForesaidError(f"{path}{line}: this is not valid YAML ({getattr(error, 'problem', error)}). "
                            "Write one `field: column` a line.") from error
    if not isinstance(root, yaml.MappingNode):
        raise ForesaidError(f"{path}: a map file has one `field: column` a line, such as `text: my_column`.")
    return _read_map_lines(path, root)


def _read_map_lines(path, root):
    import yaml
    columns, day_first, lines = {}, None, {}
    for key, value in root.value:
        where, field = f"{path}, line {key.start_mark.line + 1}", key.value
        if not isinstance(key, yaml.ScalarNode) or not isinstance(value, yaml.ScalarNode):
            raise ForesaidError(f"{where}: write one `field: column` a line, nothing nested.")
        if field in lines:
            raise ForesaidError(f"{where}: '{field}' stands already in line {lines[field]}. Keep one of them.")
        lines[field] = key.start_mark.line + 1
        if field == "day_first":
            day_first = _read_yes_no(where, value.value)
        elif field in NAMES:
            columns[field] = value.value
        else:
            raise ForesaidError(f"{where}: articles have no field '{field}'.{did_you_mean(field, [*NAMES, *EXTRAS])} "
                                f"Fields are {', '.join(NAMES)}.")
    return columns, day_first


def _read_yes_no(where, text):
    answers = {"true": True, "yes": True, "false": False, "no": False}
    if text.casefold() not in answers:
        raise ForesaidError(f"{where}: day_first is {text!r}; it should be true or false.")
    return answers[text.casefold()]


def choose_columns(path, header, mapped, map_path=""):
    """Choose the columns of a file: as mapped, the rest as guessed. Raises ForesaidError without text or title."""
    for field, column in mapped.items():
        if column not in header:
            raise ForesaidError(f"{map_path}: {path} has no column '{column}' (for {field})."
                                f"{did_you_mean(column, header)} Its columns: {_short_list(header)}.")
    taken = set(mapped.values())
    found = {field: [column for column in columns if column not in taken]
             for field, columns in guess_columns(header).items() if field not in mapped}
    found = {**{field: columns for field, columns in found.items() if columns},
             **{field: [column] for field, column in mapped.items()}}
    if "text" not in found and "title" not in found:
        raise ForesaidError(f"{path}: no column for the text or the title was found among {_short_list(header)}. "
                            "Name it in a map file (`text: my_column`) and add --map map.yml.")
    return found


def _short_list(names, most=20):
    shown = [str(name)[:40] for name in list(names)[:most]]
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return (", ".join(shown) if more else listing(shown).replace(" or ", " and ")) + more if shown else "no columns"


def describe_columns(columns):
    """Say which column was taken for what.

    >>> describe_columns({"text": ["body"], "title": ["title"]})
    'Columns: text from body, title.'
    """
    parts = [field if names == [field] else f"{field} from {' or '.join(map(str, names))}"
             for field, names in columns.items()]
    return f"Columns: {', '.join(parts)}."
