"""How a number came about: which articles, which words, which code. Computed in the run, without a clock."""

from foresaid.corpus.store import dataset_about, dataset_path
from foresaid.find.wordfiles import words_sha256
from foresaid.findings import read
from foresaid.fingerprints import hash_file, revision, versions
from foresaid.ledger.chain import say_head
from foresaid.ledger.locking import head_seen


def provenance(selection):
    """Everything a reader needs to make the same page again: label → value, in the order in which it is shown."""
    about = dataset_about(selection.dataset)
    articles = read(selection, "articles")
    dated = articles["published"].dropna()
    span = f"{dated.min():%Y-%m-%d} to {dated.max():%Y-%m-%d}" if len(dated) else "no dates"
    return {
        "Dataset": f"{about.get('title') or selection.dataset} ({selection.dataset})",
        "Dataset SHA-256": hash_file(dataset_path(selection.dataset) / "articles.parquet"),
        "Articles counted": f"{len(articles):,}",
        "Sources": ", ".join(sorted(articles["source"].dropna().unique())),
        "Days": span,
        "Codebooks": ", ".join(about["topics"]),
        "Gazetteers": ", ".join(about["actors"]),
        "Words SHA-256": words_sha256(about["topics"], about["actors"]),
        **({"Head of the ledger": say_head(head_seen()[1])} if head_seen()[0] else {}),
        "Packages": ", ".join(f"{name} {number}" for name, number in versions().items()),
        "Code": say_revision(revision()),
    }


def say_revision(code):
    """The code's revision in words: 'not under git' where there is none, '+ changes' where its files differ from it."""
    if not code["revision"]:
        return "not under git"
    return code["revision"][:12] + (" + changes" if code["dirty"] else "")


def ledger_used():
    """The ledger as this process read it: entries and the SHA-256 of the last one; None if it read none."""
    seen, head = head_seen()
    return {"entries": head[0] if head else 0, "sha256": head[1] if head else None} if seen else None
