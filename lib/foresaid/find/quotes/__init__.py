"""Quotes: who said what, in his own words or in the article's, and what somebody believes, wants or plans.

Four steps: tokens with their sentences and quotation marks (tokens, marks, context), every way in which a reporting
word could tie words to somebody (candidates, holders), how likely each is (weigh), which stand (choose, table).
Everything is asked of all articles of a batch at once. Titles have no quotes: their offsets would be null.
"""

from foresaid.find.quotes.candidates import find_candidates
from foresaid.find.quotes.choose import choose
from foresaid.find.quotes.context import read_context
from foresaid.find.quotes.table import make_table
from foresaid.find.quotes.tokens import split_tokens
from foresaid.find.quotes.weigh import read_model, weigh
from foresaid.tables import empty
from foresaid.text.buffer import join_texts

__all__ = ["find_quotes"]


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
    found = find_candidates(context, model.vocabulary, model.reports)
    chosen = choose(found, weigh(context, found, model), model.threshold)
    if not len(chosen):
        return empty("quotes")
    return make_table(context, buffer, {name: column[chosen] for name, column in found.items()}, batch)
