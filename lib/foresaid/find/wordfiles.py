"""Where the words lie, and the hash that names them. Light: whoever asks whether words changed reads none of them."""

import hashlib
from pathlib import Path

from foresaid.errors import ForesaidError, did_you_mean
from foresaid.paths import DATA

SUFFIX = {"topics": ".yml", "actors": ".csv"}
CODE = Path(__file__).parents[1]
RULES = ("analyse.py", "tables.py", "text", "find")  # code that decides what is found


def word_files(kind, names):
    """The files of these names (kind 'topics' or 'actors'), or an error that says which there are."""
    folder, suffix = DATA / kind, SUFFIX[kind]
    known = sorted(path.stem for path in folder.glob("*" + suffix))
    found = []
    for name in names:
        path = Path(name) if Path(name).suffix or len(Path(name).parts) > 1 else folder / f"{name}{suffix}"
        if not path.is_file():
            raise ForesaidError(f"There are no {kind} '{name}' in data/{kind}.{did_you_mean(name, known)} "
                                f"There are: {', '.join(known)}; or give the path of a {suffix} file.")
        found.append(path)
    return found


def words_sha256(topics=("world",), actors=("world",)):
    """SHA-256 over the words' files and the rules that use them: findings with the same hash need no second look."""
    rules = [path for rule in RULES for path in (CODE.glob(rule) if "." in rule else (CODE / rule).rglob("*.py"))]
    own = [path for kind in ("forecasts", "quotes") for path in (DATA / kind).rglob("*") if path.is_file()]
    made = hashlib.sha256()
    for path in [*word_files("topics", topics), *word_files("actors", actors), *sorted(own), *sorted(rules)]:
        made.update(f"{path.name}\0{path.stat().st_size}\0".encode())
        made.update(path.read_bytes())
    return made.hexdigest()
