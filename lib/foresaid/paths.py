"""Where things are. What the project ships lies under ROOT; what users make lies under home()."""

import os
import re
from pathlib import Path

from foresaid.errors import ForesaidError

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"
NOTEBOOKS = ROOT / "notebooks"
PLANS = ROOT / "reports"

NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")


def home():
    """The folder that holds data/datasets and reports: FORESAID_HOME, or else the project's own folder."""
    return Path(os.environ.get("FORESAID_HOME") or ROOT)


def datasets_dir():
    """Where datasets live, one folder each."""
    return home() / "data" / "datasets"


def ledger_dir():
    """Where the ledger of forecasts and outcomes lies, one for all datasets."""
    return home() / "data" / "ledger"


def reports_dir():
    """Where rendered reports go."""
    return home() / "reports"


def checked_name(name, what="dataset"):
    """Return a name that is safe as a folder's, or say what is wrong with it.

    >>> checked_name("news2017")
    'news2017'
    >>> checked_name("../secret")
    Traceback (most recent call last):
    foresaid.errors.ForesaidError: '../secret' cannot be the name of a dataset. Use lower-case letters, ...
    """
    if not isinstance(name, str) or not NAME.fullmatch(name):
        raise ForesaidError(
            f"{str(name)!r} cannot be the name of a {what}. "
            "Use lower-case letters, digits, - and _ (64 at most), beginning with a letter or digit."
        )
    return name
