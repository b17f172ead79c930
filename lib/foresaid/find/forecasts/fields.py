"""The fields of a statement: its words, how likely, who says it, when, on what condition, and what it names."""

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from foresaid.find.forecasts.clauses import find_clause, find_condition
from foresaid.find.forecasts.decision import MAIN, widen
from foresaid.find.forecasts.holders import Article, Sentence, read_attributions
from foresaid.find.forecasts.horizon import find_horizon
from foresaid.find.forecasts.likelihood import Likelihood, are_modal, find_likelihood
from foresaid.find.forecasts.names import AUTHOR
from foresaid.find.forecasts.speaker import Weights, find_speaker
from foresaid.find.forecasts.traces import IF, find_traces

VAGUE_OPENINGS = (["it"], ["this"], ["that"])
NO_HORIZON = {
    "horizon_text": "",
    "horizon_status": "none",
    "horizon_text_": None,
    "horizon_from": None,
    "horizon_to_min": None,
    "horizon_to_max": None,
}


class Statements:
    """Describes the statements of a batch; holds, as plain lists, what they share."""

    def __init__(self, batch, words, candidates, tokens):
        self.words, self.low = words, tokens.low
        self.traces = find_traces(tokens, words.made["traces"])
        self.raw, self.base = candidates.texts, tokens.base.tolist()
        articles, sentences = batch.articles, batch.sentences
        self.texts, self.authors = candidates.bodies, articles["authors"].tolist()
        self.days = [None if pd.isna(time) else time.date() for time in articles["published"].tolist()]
        self.article, self.sentence_id, self.begin, self.end = (
            sentences[name].to_numpy()[candidates.rows].tolist() for name in ("article", "sentence_id", "start", "end")
        )
        self.title = (sentences["part"] == "title").to_numpy()[candidates.rows].tolist()
        hits = candidates.hits
        self.spans = hits["from_"].tolist(), hits["to"].tolist()
        main = hits["key"].isin(MAIN).tolist()
        self.main = {}
        for hit, number in enumerate(hits["candidate"].tolist()):
            if main[hit]:
                self.main.setdefault(number, []).append(hit)
        self.weights = Weights(words.model.choices.get("speaker", {}))
        self.around = read_attributions(self.texts, batch)
        wanted = list(dict.fromkeys(self.sentence_id))
        self.actors = _by_sentence(batch.actors, "actor", ("surface", "kind"), wanted)
        self.known_actors = _by_name(batch)
        self.topics = _by_sentence(batch.topics, "topic", (), wanted)

    def describe(self, number, hit, kind):
        """All fields of the statement at cue `hit` of candidate `number`; spans are offsets into the sentence."""
        raw, base = self.raw[number], self.base[number]
        low, traces = self.low[base : base + len(raw)], self.traces
        bits = traces.bits[number]
        cue = widen(raw, hit, self.main.get(number, ()), self.spans)
        clause = find_clause(low, cue, traces.breaks.of(number))
        likely = bits, are_modal(raw, traces.likely.of(number)[0])
        said = find_likelihood(low, cue, clause, self.words.made["likelihood"], likely)
        if kind != "forecast":
            said = Likelihood(None, said.polarity, (None, None, None), None)
        condition = find_condition(low, cue) if bits & IF else None
        row = {
            "kind": kind,
            "": clause,
            "cue_": cue,
            "cue": raw[slice(*cue)],
            "polarity": said.polarity,
            "likelihood": said.level,
            "likelihood_text": said.words,
            "negated": said.negated,
            "p_low": said.p[0],
            "p_mid": said.p[1],
            "p_high": said.p[2],
            "scale": said.scale,
            "conditional": condition is not None,
            "condition": raw[slice(*condition)] if condition else "",
        }
        row |= self._speaker(number, *self._said(number, low), cue)
        row |= self._horizon(number, raw, low, cue)
        row |= self._named(number, clause)
        return row | _scoreable(row, low)

    def placed(self, number, hit):
        """What the speaker of the statement at cue `hit` is found by: sentence, the cue's offsets, article."""
        raw, base = self.raw[number], self.base[number]
        sentence, article = self._said(number, self.low[base : base + len(raw)])
        return sentence, widen(raw, hit, self.main.get(number, ()), self.spans), article

    def _said(self, number, low):
        """The sentence and the article it stands in; a title stands in none."""
        traces = self.traces
        verbs, edges, marks = traces.verbs.of(number), traces.edges.of(number)[1], traces.quotes.of(number)[0]
        told = traces.telling_of(number)
        sentence = Sentence(self.raw[number], low, self.begin[number], traces.bits[number], verbs, edges, marks, told)
        return sentence, Article("") if self.title[number] else self.around[self.article[number]]

    def _speaker(self, number, sentence, around, cue):
        article = self.article[number]
        who = find_speaker(sentence, cue, around, self.words.made["speaker"], self.weights)
        span = (who.start, who.end) if who.start is not None else None
        if who.name == AUTHOR:
            byline = self.authors[article]
            name, actor, kind = byline if isinstance(byline, str) else None, None, None
        else:
            name, (actor, kind) = who.name, self._actor(number, span, who)
        return {
            "speaker": who.name,
            "speaker_kind": kind or who.kind,
            "actor": actor,
            "speaker_name": name,
            "speaker_": span,
        }

    def _actor(self, number, span, who):
        """The gazetteer's actor that speaks, and its kind where that is what the speaker's words name.

        A country is an actor in "Tolland's minister", but not in the name of a person or a newspaper from there.
        """
        known = self.known_actors[self.article[number]].get(who.name)
        if known or span is None or self.title[number]:
            return known or (None, None)
        first, last = self.begin[number] + span[0], self.begin[number] + span[1]
        for actor, (_, kind), start, end in self.actors.get(self.sentence_id[number], ()):
            if start < last and end > first:
                whole = start <= first + 4 and end >= last - 2
                if whole or kind == "person" or who.kind in ("unnamed", "body"):
                    return actor, kind if whole or kind == "person" else None
        return None, None

    def _horizon(self, number, raw, low, cue):
        made, day = self.words.made["horizon"], self.days[self.article[number]]
        traces = self.traces.times[number], self.traces.telling_of(number)
        found = find_horizon(low, cue, day, made, self.words.model.choices["horizon"], traces)
        if found is None:
            return NO_HORIZON
        return {
            "horizon_text": raw[found.start : found.end],
            "horizon_status": found.status,
            "horizon_text_": (found.start, found.end),
            "horizon_from": found.begins,
            "horizon_to_min": found.ends_min,
            "horizon_to_max": found.ends_max,
        }

    def _named(self, number, clause):
        """The actors and topics inside the clause (of a title: all)."""
        sentence, title = self.sentence_id[number], self.title[number]
        first, last = self.begin[number] + clause[0], self.begin[number] + clause[1]
        named = {}
        for name, table in (("actors", self.actors), ("topics", self.topics)):
            mentions = table.get(sentence, ())
            named[name] = sorted({one for one, _, start, end in mentions if title or (start >= first and end <= last)})
        return named


def _by_name(batch):
    """For each article of a batch its actors and their kinds by the words that name them."""
    names = [{} for _ in range(len(batch.articles))]
    number = {article: place for place, article in enumerate(batch.articles["article_id"].tolist())}
    columns = (batch.actors[name].tolist() for name in ("article_id", "surface", "actor", "kind"))
    for article, surface, actor, kind in zip(*columns, strict=True):
        names[number[article]].setdefault(surface, (actor, kind))
        names[number[article]].setdefault(actor, (actor, kind))
    return names


def _by_sentence(table, name, columns, wanted):
    """Mentions by sentence, for the wanted sentences only: name, words, start, end (-1 in titles)."""
    made = {}
    place = pc.index_in(pa.array(table["sentence_id"], pa.large_string()), pa.array(wanted, pa.large_string()))
    table = table[["sentence_id", name, "start", "end", *columns]].take(np.flatnonzero(place.is_valid()))
    sentences, names = table["sentence_id"].tolist(), table[name].tolist()
    words = list(zip(*(table[column].tolist() for column in columns), strict=True)) or [()] * len(table)
    starts, ends = (table[column].to_numpy(dtype="int64", na_value=-1).tolist() for column in ("start", "end"))
    for sentence, *mention in zip(sentences, names, words, starts, ends, strict=True):
        made.setdefault(sentence, []).append(mention)
    return made


def _scoreable(row, low):
    """Whether time could ever tell, and what is missing for that."""
    missing = []
    if not row["actors"] and not row["topics"] and low.split(None, 1)[:1] in VAGUE_OPENINGS:
        missing.append("event")
    if row["horizon_status"] == "none":
        missing.append("horizon")
    if row["p_mid"] is None:
        missing.append("probability")
    if row["speaker_kind"] == "unnamed":
        missing.append("speaker")
    return {"missing": missing, "scoreable": not missing}
