"""Which article is which: every row gets its own id, and what the dataset has already is told from what is new."""

import pandas as pd

from foresaid.corpus.readers.rows import made_ids


def settle_ids(rows, report):
    """Give every row of a file its own id: the file's if no earlier row has it, else one made from link or text.

    Returns new rows; rows that come twice are dropped and counted in the report.
    """
    missing = rows["article_id"].fillna("").str.strip() == ""
    repeated = rows["article_id"].duplicated(keep="first") & ~missing
    if not (missing | repeated).any():
        return rows
    twice = repeated & rows.duplicated(["article_id", "url", "title", "text"])
    if twice.any():
        report.drop("the same row stands earlier in the file", number=int(twice.sum()))
    repeated &= ~twice
    if repeated.any():
        report.notes.append(f"{int(repeated.sum()):,} row(s) bear an id that stands on an earlier row; "
                            "they got one made from their link or text.")
    ids = rows["article_id"].mask(missing | repeated, made_ids(rows))
    made = rows.assign(article_id=ids)[~twice]
    again = made.duplicated("article_id")
    if again.any():
        report.drop("the same article stands earlier in the file", number=int(again.sum()))
    return made[~again].reset_index(drop=True)


def find_known(rows, given, old):
    """Say which rows are in the dataset, or stand earlier among these rows.

    Returns a boolean array, one value per row. An article is known if its id is and its link or text is the same, or
    if its link and text are. `given` holds the ids that the files gave; `old` the dataset's articles.
    """
    keys = ["article_id", "url", "text"]
    fresh = rows[keys].assign(article_id=list(given), row=range(len(rows)))
    every = pd.concat([old[keys].assign(row=-1), fresh], ignore_index=True)
    every["text"] = every["text"].fillna("")
    first = every.drop_duplicates("article_id").set_index("article_id")
    mine = every.iloc[len(old):].reset_index(drop=True)
    theirs = first.reindex(mine["article_id"]).reset_index(drop=True)
    same = (mine["url"] == theirs["url"]).fillna(False) | (mine["text"] == theirs["text"])
    by_id = same & (theirs["row"] != mine["row"])
    linked = every["url"].notna()
    by_link = (every.duplicated(["url", "text"]) & linked).iloc[len(old):]
    return by_id.to_numpy(dtype=bool) | by_link.to_numpy(dtype=bool)


def rename_clashing(rows, old):
    """Put the import's mark before an id that another article bears. Returns (rows, number renamed by import)."""
    every = pd.concat([old["article_id"], rows["article_id"]], ignore_index=True)
    clash = every.duplicated().iloc[len(old):].to_numpy()
    if not clash.any():
        return rows, {}
    marked = rows["import_id"].str[:8] + "-" + rows["article_id"]
    return (rows.assign(article_id=rows["article_id"].mask(clash, marked)),
            rows.loc[clash, "import_id"].value_counts().to_dict())
