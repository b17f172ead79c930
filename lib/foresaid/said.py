"""Forecasts to read: the sentence, who holds it, how likely in words and numbers, by when, and where it stands.

Tables for show_table, and lists for those who read one after the other. A column `x_order` is not shown: rows sort by
it under the column x.
"""

from html import escape
from urllib.parse import quote

import pandas as pd

from foresaid.days import say_day
from foresaid.errors import ForesaidError
from foresaid.excerpts import clip
from foresaid.findings import read
from foresaid.measure.statements import SURENESS
from foresaid.phrasing import cut
from foresaid.show import Shown, marked, show_table

LONGEST_NAME = 60  # characters of a speaker's name, and of the words that say when
OWN_VOICE = "In the article’s own voice"
WORDS = 5  # of a sentence's beginning and end: enough for a browser to find it


def list_forecasts(selection, forecasts, limit=200, per_article=2):
    """List forecasts to read: those with a horizon before those without, the finder's surest first, two an article.

    Returns what tell_forecasts returns, without marks and title. Raises ForesaidError for a limit below 1.
    """
    if limit < 1:
        raise ForesaidError(f"sentences = {limit}: a table lists at least one forecast.")
    ranked = forecasts.assign(timed=forecasts["horizon_text"] != "").sort_values(
        ["timed", "confidence", "forecast_id"], ascending=[False, False, True], kind="stable")
    ranked = ranked[ranked.groupby("article_id").cumcount() < per_article].head(limit)
    return tell_forecasts(selection, ranked).drop(columns=["marks", "title", "why"])


def tell_forecasts(selection, forecasts):
    """Tell forecasts in words, in the order given.

    Returns one row per forecast: sentence (at most 300 characters), marks (its cue and its words for when), speaker,
    likelihood (in words), probability (its interval in words), horizon (the words that say when), due (the last day of
    the time, in words), source, published, confidence, title, url (leads to the sentence), why (as given, else '');
    and what rows sort by: likelihood_order (1 to 5), probability_order (the interval's middle), due_order (its latest
    day).
    """
    articles = read(selection, "articles").set_index("article_id")
    rows = forecasts.to_dict("records")
    told = [_clipped(row) for row in rows]
    return pd.DataFrame({
        "sentence": [sentence for sentence, _ in told], "marks": [marks for _, marks in told],
        "speaker": [_speaker(row) for row in rows],
        "likelihood": [SURENESS.get(row["likelihood"], "") for row in rows],
        "probability": [say_interval(row) for row in rows],
        "horizon": [cut(row["horizon_text"], LONGEST_NAME) for row in rows], "due": [say_due(row) for row in rows],
        "source": forecasts["source"].to_numpy(), "published": forecasts["published"].array,
        "confidence": forecasts["confidence"].to_numpy(),
        "title": forecasts["article_id"].map(articles["title"]).to_numpy(),
        "url": [link_to(articles["url"].get(row["article_id"]), row) for row in rows],
        "why": [row.get("why", "") for row in rows],
        "likelihood_order": forecasts["likelihood"].to_numpy(dtype="float64", na_value=float("nan")),
        "probability_order": forecasts["p_mid"].to_numpy(), "due_order": forecasts["horizon_to_max"].array})


def show_forecasts(told, caption, name, empty):
    """Show forecasts (tell_forecasts) as a list to read, under a heading for each `why`; the sentence `empty` if none.

    Its data is kept beside the report as <name>.csv.
    """
    kept = show_table(told.drop(columns="marks"), caption, name).data
    if told.empty:
        return Shown(f'<p class="fs-note">{escape(empty)}</p>', kept)
    parts = []
    for why, group in told.groupby("why", sort=False):
        items = "".join(_item(row) for row in group.to_dict("records"))
        parts.append(f"<h4>{escape(why or caption)}</h4><ol>{items}</ol>")
    return Shown(f'<div class="fs-excerpts">{"".join(parts)}</div>', kept)


def say_interval(row):
    """A probability interval in words.

    >>> say_interval({"p_low": 0.55, "p_high": 0.8}), say_interval({"p_low": 0.7, "p_high": 0.7})
    ('55–80%', '70%')
    """
    if pd.isna(row["p_low"]):
        return ""
    low, high = (f"{100 * row[end]:.3g}" for end in ("p_low", "p_high"))
    return f"{low}%" if low == high else f"{low}–{high}%"


def say_due(row):
    """By when, in words: a day, or the days between which the words may end; '' where they give none.

    >>> day = pd.Timestamp("2017-03-31")
    >>> say_due({"horizon_to_min": day, "horizon_to_max": day})
    'by 31 Mar 2017'
    """
    first, last = row["horizon_to_min"], row["horizon_to_max"]
    if pd.isna(last):
        return ""
    if pd.isna(first) or first == last:
        return f"by {say_day(last)}"
    return f"between {say_day(first)} and {say_day(last)}"


def link_to(url, row):
    """An article's link that leads browsers to the sentence (a text fragment); '' where there is no http(s) link.

    >>> link_to("https://a.example/x", {"sentence": "It will rain - soon.", "part": "body"})
    'https://a.example/x#:~:text=It%20will%20rain%20%2D%20soon.'
    """
    url = url if isinstance(url, str) else ""
    if not url.startswith(("http://", "https://")):
        return ""
    words = row["sentence"].split()
    ends = [words] if len(words) <= 2 * WORDS else [words[:WORDS], words[-WORDS:]]
    text = ",".join(quote(" ".join(end), safe="").replace("-", "%2D") for end in ends)
    return f"{url}{':~:' if '#' in url else '#:~:'}text={text}"


def _item(row):
    where = " · ".join([say_day(row["published"]) or "no date",
                        str(row["source"]) if pd.notna(row["source"]) else "no source"])
    when = f"“{row['horizon']}”" if row["horizon"] else "says no time"
    when += f" ({row['due']})" if row["due"] else ""
    said = " · ".join(filter(None, [row["likelihood"], row["probability"], when]))
    title = escape(row["title"] if pd.notna(row["title"]) and row["title"] else "(no headline)")
    if row["url"]:
        title = f'<a href="{escape(row["url"])}" rel="noopener noreferrer">{title}</a>'
    speaker = row["speaker"].replace("AUTHOR", OWN_VOICE, 1) if row["speaker"].startswith("AUTHOR") else row["speaker"]
    return (f'<li><p class="fs-where"><strong>{escape(speaker)}</strong> · {escape(said)}</p>'
            f'<blockquote>{marked(row["sentence"], row["marks"])}</blockquote>'
            f'<p class="fs-where">{escape(where)} · {title}</p></li>')


def _clipped(row):
    """The sentence, cut around its cue, with cue and horizon as marks; a title has no offsets and no marks."""
    if pd.isna(row["sent_start"]):
        return clip(row["sentence"], [])
    spans = [(row["cue_start"], row["cue_end"]), (row["horizon_text_start"], row["horizon_text_end"])]
    marks = [(int(start - row["sent_start"]), int(end - row["sent_start"])) for start, end in spans if pd.notna(start)]
    return clip(row["sentence"], sorted(marks))


def _speaker(row):
    byline = row["speaker_name"] if row["speaker"] == "AUTHOR" and pd.notna(row["speaker_name"]) else ""
    name = f"AUTHOR ({byline})" if byline else row["speaker"]
    return cut(name, LONGEST_NAME)
