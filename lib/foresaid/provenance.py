"""How a number came about: which articles, which words, which code. Computed in the run, without a clock."""

import subprocess
from importlib.metadata import version

from foresaid.analyse import words_sha256
from foresaid.corpus.store import dataset_about, dataset_path
from foresaid.findings import read
from foresaid.paths import ROOT

PACKAGES = ("foresaid", "pandas", "pyarrow", "ahocorasick-rs", "plotly")


def provenance(selection):
    """Everything a reader needs to make the same page again: label → value, in the order in which it is shown."""
    about = dataset_about(selection.dataset)
    articles = read(selection, "articles")
    dated = articles["published"].dropna()
    span = f"{dated.min():%Y-%m-%d} to {dated.max():%Y-%m-%d}" if len(dated) else "no dates"
    return {
        "Dataset": f"{about.get('title') or selection.dataset} ({selection.dataset})",
        "Dataset SHA-256": file_sha256(dataset_path(selection.dataset) / "articles.parquet"),
        "Articles counted": f"{len(articles):,}",
        "Sources": ", ".join(sorted(articles["source"].dropna().unique())),
        "Days": span,
        "Codebooks": ", ".join(about["topics"]),
        "Gazetteers": ", ".join(about["actors"]),
        "Words SHA-256": words_sha256(about["topics"], about["actors"]),
        "Packages": ", ".join(f"{name} {version(name)}" for name in PACKAGES),
        "Code": git_revision(),
    }


def file_sha256(path):
    """SHA-256 of a file, read in pieces."""
    import hashlib
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def git_revision():
    """The revision of the code, with '+ changes' if files differ from it; 'not under git' where it is not."""
    def git(*words):
        return subprocess.run(["git", "-C", str(ROOT), *words], capture_output=True, text=True, check=False)
    try:
        head = git("rev-parse", "--short=12", "HEAD")
    except FileNotFoundError:
        return "not under git"
    if head.returncode:
        return "not under git"
    changed = git("status", "--porcelain", "--untracked-files=no").stdout.strip()
    return head.stdout.strip() + (" + changes" if changed else "")
