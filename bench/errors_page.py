"""The page of mistakes: one HTML file that loads nothing, with the most confident ones first and the reasons beside."""

from html import escape

import numpy as np
import pandas as pd
from scoring import KINDS, belongs_to

from foresaid.find.forecasts.classify import LABELS
from foresaid.find.forecasts.reasons import one_line, weigh_reasons

MOST = 100  # mistakes on the page
REASONS = 4  # told for and against
NAMES = {letter: kind for kind, letter in KINDS.items()} | {"N": "none"}
COLUMNS = ("coded", "found", "confidence", "corpus", "article", "sentence, between its neighbours",
           "for what was found", "for what was coded")
STYLE = """body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:90rem;padding:0 1rem;color:#222}
table{border-collapse:collapse;margin:1rem 0}th,td{text-align:left;vertical-align:top;padding:.35rem .6rem;
border-bottom:1px solid #ddd}th button{font:inherit;font-weight:700;border:0;background:none;cursor:pointer;padding:0}
.sorts td:nth-child(6){min-width:28rem}.sorts td:nth-child(n+7){min-width:13rem}
.near{color:#666}td.n{text-align:right;font-variant-numeric:tabular-nums}svg{max-width:26rem}"""
POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"
SCRIPT = """for(const table of document.querySelectorAll('table.sorts'))table.tHead.addEventListener('click',event=>{
const button=event.target.closest('button');if(!button)return;const head=button.parentNode,at=head.cellIndex;
const up=head.getAttribute('aria-sort')!=='ascending';for(const one of head.parentNode.cells)
one.removeAttribute('aria-sort');head.setAttribute('aria-sort',up?'ascending':'descending');
const key=row=>row.cells[at].dataset.key??row.cells[at].textContent;const body=table.tBodies[0];
[...body.rows].sort((a,b)=>(up?1:-1)*key(a).localeCompare(key(b),'en',{numeric:true})).forEach(row=>body.append(row))})"""


def list_mistakes(articles, sentences, batch, look):
    """The most confident mistakes, one row a coded sentence: the columns of the page.

    The confidence of "none" is the model's probability of it; 1 where no cue was seen.
    """
    wrong = sentences[(sentences["gold"] != sentences["found"]).to_numpy()]
    numbers = candidates_of(articles, batch, look)
    by_id = {str(one["id"]): one for one in articles}
    rows = []
    for row in wrong.to_dict("records"):
        number = numbers.get((row["article"], row["place"]))
        found, coded = NAMES[row["found"]], NAMES[row["gold"]]
        sure = row["confidence"] if row["found"] != "N" else _none(look, number)
        rows.append((coded, found, sure, row["corpus"], row["article"], _around(by_id[row["article"]], row["place"]),
                     number))
    rows.sort(key=lambda row: (-row[2], row[4]))
    return [(*row[:-1], *_reasons(look, row[-1], row[1], row[0])) for row in rows[:MOST]]


def candidates_of(articles, batch, look):
    """(article id, place of the coded sentence) → number of the candidate that the finder looked at there."""
    coded = {str(one["id"]): one["sentences"] for one in articles}
    if look is None:
        return {}
    places = batch.sentences.iloc[look.candidates.rows]
    made = {}
    for number, row in enumerate(places.to_dict("records")):
        place = None if row["part"] == "title" else belongs_to(coded[row["article_id"]], row["start"], row["end"])
        if place is not None:
            made.setdefault((row["article_id"], place), number)
    return made


def _none(look, number):
    return 1.0 if number is None else float(look.decided.chance[number, LABELS.index("none")])


def _around(article, place):
    """The sentence before, the sentence, the one after."""
    spans = article["sentences"]
    texts = [article["text"][spans[at]["start"]:spans[at]["end"]] if 0 <= at < len(spans) else ""
             for at in (place - 1, place, place + 1)]
    return [one_line(text, 600) for text in texts]


def _reasons(look, number, found, coded):
    if number is None:
        return "no cue was seen", ""
    reasons = weigh_reasons(look, number, found, coded)
    return tuple("; ".join(f"{one.words} ({abs(one.weight):.2f})" for one in some if one.weight * sign > 0)
                 for some, sign in ((reasons[:REASONS], 1), (reasons[::-1][:REASONS], -1)))


def render_page(tables, mistakes):
    """The page as text: figures, those of each corpus, how far confidence can be trusted, mistakes; all escaped."""
    figures, corpora, reliability = tables
    head = "".join(f'<th scope="col"><button type="button">{escape(name)}</button></th>' for name in COLUMNS)
    rows = "".join(_row(one) for one in mistakes)
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>What the forecast finder gets wrong</title>
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<style>{STYLE}</style></head><body><h1>What the forecast finder gets wrong</h1>
<h2>Figures</h2><p>Intervals hold 95 % of the figures of articles drawn at random from these.</p>{_plain_table(figures)}
<h2>By corpus</h2>{_plain_table(corpora)}
<h2>How far confidence can be trusted</h2>{_chart(reliability)}{_plain_table(reliability)}
<h2>The {len(mistakes)} most confident mistakes</h2><p>A click on a heading sorts. The numbers beside reasons are
weights in the logarithm of the odds of what was found against what was coded.</p>
<table class="sorts"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>
<script>{SCRIPT}</script></body></html>
"""


def _row(mistake):
    coded, found, sure, corpus, article, (before, own, after), speaks, against = mistake
    plain = "".join(f"<td>{escape(text)}</td>" for text in (coded, found))
    return (f'<tr>{plain}<td class="n">{sure:.2f}</td><td>{escape(corpus)}</td><td>{escape(article)}</td>'
            f'<td data-key="{escape(own)}"><span class="near">{escape(before)}</span> <b>{escape(own)}</b> '
            f'<span class="near">{escape(after)}</span></td><td>{escape(speaks)}</td><td>{escape(against)}</td></tr>')


def _plain_table(frame):
    head = "".join(f'<th scope="col">{escape(str(name))}</th>' for name in frame)
    rows = "".join("<tr>" + "".join(_cell(value) for value in row) + "</tr>" for row in frame.itertuples(index=False))
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _cell(value):
    if isinstance(value, str):
        return f"<td>{escape(value)}</td>"
    text = "" if pd.isna(value) else f"{value:,}" if isinstance(value, (int, np.integer)) else f"{value:.3f}"
    return f'<td class="n">{text}</td>'


def _chart(reliability):
    """A point a bin with its interval: said across, was right upwards; the diagonal is what should be."""
    marks = "".join(
        f'<line x1="{30 + 250 * row.said:.1f}" x2="{30 + 250 * row.said:.1f}" y1="{270 - 250 * row.low:.1f}" '
        f'y2="{270 - 250 * row.high:.1f}" stroke="#2a6f97"/><circle cx="{30 + 250 * row.said:.1f}" '
        f'cy="{270 - 250 * row.right:.1f}" r="4" fill="#2a6f97"/>' for row in reliability.itertuples())
    return ('<svg viewBox="0 0 300 300" role="img" aria-label="How often statements were right, by confidence">'
            '<rect x="30" y="20" width="250" height="250" fill="none" stroke="#999"/>'
            '<line x1="30" y1="270" x2="280" y2="20" stroke="#bbb" stroke-dasharray="4"/>'
            f'{marks}<text x="155" y="292" font-size="11" text-anchor="middle">confidence</text>'
            '<text x="18" y="145" font-size="11" text-anchor="middle" transform="rotate(-90 18 145)">was right</text>'
            "</svg>")
