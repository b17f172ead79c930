"""Quotes: who said what, in his own words or in the article's, and what somebody believes, wants or plans.

Seven steps: tokens with their sentences and quotation marks (tokens, marks, context); every way in which a reporting
word could tie words to somebody (candidates, holders), and how likely each is (see, weigh); for the likely ones where
their content ends (ends) and who holds it (sources); a judgement of all that together (judge, trees); which stand
(choose); the table. Everything is asked of all articles of a batch at once. Titles have no quotes: their offsets would
be null.
"""

import numpy as np

from foresaid.find.quotes.candidates import find_candidates
from foresaid.find.quotes.choose import choose
from foresaid.find.quotes.context import Nearest, read_context
from foresaid.find.quotes.ends import NONE, best_of, find_ends, see_ends
from foresaid.find.quotes.judge import see_all
from foresaid.find.quotes.see import Sight, see_ways
from foresaid.find.quotes.sources import find_sources, mark_edges, overlap_of, see_sources, share_sources
from foresaid.find.quotes.table import make_table
from foresaid.find.quotes.tokens import split_tokens
from foresaid.find.quotes.trees import judge
from foresaid.find.quotes.weigh import read_model, take, weigh, weigh_pieces
from foresaid.tables import empty
from foresaid.text.buffer import join_texts

__all__ = ["find_quotes"]

HOPELESS = -1.2  # log-odds: what is less likely by its way is not looked at any further
NEARLY = 2.0     # log-odds between two ends that are both looked at


def find_quotes(batch):
    """Find the attributions of a batch.

    Returns one row per attribution in the order of the reporting words: article_id, sentence_id (where the reporting
    word stands), published, source, source_text, source_start, source_end (null where nobody is named), actor, cue,
    content_start, content_end, type. Content that goes on behind its attribution ("…", she said. "…") is one row, from
    the first to the last mark.
    """
    model = read_model()
    buffer = join_texts(batch.articles["text"].tolist())
    tokens = split_tokens(buffer, model.vocabulary)
    if not len(tokens.start):
        return empty("quotes")
    context = read_context(tokens, buffer, batch.sentences)
    chosen = _choose(context, buffer, model)
    if not len(chosen["cue"]):
        return empty("quotes")
    return make_table(context, buffer, chosen, batch)


def _choose(context, buffer, model):
    """The candidates that stand, with their ends and their holders."""
    near, weights = Nearest(context.tokens.bits), model.weights
    found = find_candidates(context, near, model.vocabulary, model.reports)
    is_cue = model.reports[context.tokens.word] & (context.sentence >= 0)
    sight = Sight(context, near, is_cue, model.vocabulary.stem)
    odds = weigh(see_ways(sight, found), weights["ways"])
    found, odds = take(found, odds > HOPELESS), odds[odds > HOPELESS]
    if not len(odds):
        return found
    ends = find_ends(context, found, near)
    ending = weigh_pieces(see_ends, (sight, found), ends, weights["ends"])
    sources = find_sources(context, found, near, mark_edges(context, near, is_cue))  # ends do not matter to them
    found, row, end, second = end_with(found, ends, ending)
    sources, twin = share_sources(row, sources)
    held, source = hold_with(found, sources, _weigh_sources(sight, found, (sources, twin), weights["sources"]))
    all_odds = {"way": odds[row], "end": end, "second": second, "source": source}
    article = buffer.owner(context.tokens.start[found["cue"]])
    score = judge(see_all(sight, found, all_odds, article), model.trees)
    return take(held, choose(found, score, model.threshold))


def _weigh_sources(sight, found, shared, weights):
    """The odds of each phrase, seen only once for both ends of a candidate where the end makes no difference."""
    sources, twin = shared
    odds = np.empty(len(twin), dtype=np.float32)
    again = np.flatnonzero(twin >= 0)
    over = overlap_of(found, sources)
    again = again[over[again] == over[twin[again]]]
    new = np.ones(len(twin), dtype=bool)
    new[again] = False
    odds[new] = weigh_pieces(see_sources, (sight, found), take(sources, new), weights)
    odds[again] = odds[twin[again]]
    return odds


def end_with(found, ends, odds):
    """The candidates with their best ends, and again with the second best where these are nearly as good.

    Returns them, which candidate each was, the odds of its end, and those of the other end.
    """
    number = len(found["cue"])
    place, best = best_of(ends["row"], odds, number)
    rest = odds.copy()
    rest[place] = -np.inf
    other, second = best_of(ends["row"], rest, number)
    twin = np.flatnonzero((second > best - NEARLY) & (second > HOPELESS))
    row = np.concatenate([np.arange(number), twin])
    order = np.argsort(row, kind="stable")
    row, at = row[order], np.concatenate([place, other[twin]])[order]
    mine, others = (np.concatenate(pair)[order] for pair in ((best, second[twin]), (second, best[twin])))
    return take(found, row) | {"last": ends["last"][at]}, row, mine, np.maximum(others, NONE)


def hold_with(found, sources, odds):
    """The candidates with their best holders, and the odds of those; without any phrase they stay as they are."""
    if not len(odds):
        return found, np.full(len(found["cue"]), -9, dtype=np.float32)
    place, best = best_of(sources["row"], odds, len(found["cue"]))
    made = {name: np.where(place >= 0, sources[column][place], found[name])
            for name, column in (("s_first", "first"), ("s_last", "last"))}
    return found | made, best
