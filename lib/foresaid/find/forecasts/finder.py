"""Forecast statements of a batch: candidates, decision, and every field of the table."""

import re
from hashlib import sha256

import numpy as np
import pandas as pd

from foresaid.find.forecasts.candidates import cues_of, find_candidates
from foresaid.find.forecasts.classify import LABELS, probabilities, score
from foresaid.find.forecasts.clauses import find_clause, find_condition
from foresaid.find.forecasts.features import find_features
from foresaid.find.forecasts.horizon import find_horizon
from foresaid.find.forecasts.likelihood import find_likelihood
from foresaid.find.forecasts.speaker import AUTHOR, Article, find_speaker
from foresaid.find.forecasts.tokens import fold
from foresaid.tables import conform

NONE, FORECAST = LABELS.index("none"), LABELS.index("forecast")
SURE = 0.03  # from this probability on, a sentence with a cue of class "sure" is a forecast


def find_forecasts(batch, words):
    """The forward-looking statements of a batch: one row a statement, in the order of articles and clauses."""
    candidates = find_candidates(batch)
    if not len(candidates.rows):
        return conform(pd.DataFrame(), "forecasts")
    cues, chance, of_cue = decide(candidates, words.model)
    kinds = choose(chance, words.model.about.get("thresholds"))
    hits = candidates.hits
    sure = np.unique(hits["candidate"].to_numpy()[(hits["key"] == "sure").to_numpy()])
    kinds[sure[chance[sure, FORECAST] >= SURE]] = FORECAST
    chosen = pick_cues(candidates, cues, kinds, of_cue)
    sentence_ids = batch.sentences["sentence_id"].to_numpy()[candidates.rows]
    rows = Rows(batch, words, candidates, {sentence_ids[number] for number, _, _ in chosen})
    found = [
        rows.make(number, hit, LABELS[kinds[number]], chance[number, kinds[number]], ordinal)
        for number, hit, ordinal in chosen
    ]
    return conform(pd.DataFrame(found), "forecasts")


def decide(candidates, model):
    """Cues, each sentence's probabilities by label, and each cue's share in the score."""
    cues = cues_of(candidates)
    _, sentence, feature, cue = find_features(candidates.texts, cues, model.vocabulary, candidates.context)
    of_sentence, of_cue = score(model, sentence, feature, cue, (len(candidates.texts), len(cues.sentence)))
    return cues, probabilities(of_sentence), of_cue


def choose(chance, thresholds):
    """The kind of each sentence: the most probable label once each is weighed by its threshold."""
    weight = np.ones(len(LABELS))
    for label, value in (thresholds or {}).items():
        weight[LABELS.index(label)] = value
    return (chance * weight).argmax(axis=1)


MAIN = {"will", "would", "may", "expect", "predict", "likely", "risk", "sure"}
BONUS = dict.fromkeys(MAIN, 0.5) | {"sure": 100.0}  # which cue stands for a claim that holds several
BETWEEN = re.compile(r";|\b(?:and|but|or|while|whereas|yet|so|because|which|who)\b")


def pick_cues(candidates, cues, kinds, of_cue):
    """Which cues stand for statements: (sentence, cue, ordinal), the strongest of each clause that bears its kind."""
    gain = of_cue - of_cue[:, [NONE]]
    key = candidates.hits["key"].astype(str).tolist()
    bounds = np.searchsorted(cues.sentence, np.arange(len(kinds) + 1))
    starts, ends = candidates.hits["from_"].tolist(), candidates.hits["to"].tolist()
    chosen = []
    for number in np.flatnonzero(kinds != NONE).tolist():
        own = range(bounds[number], bounds[number + 1])
        value = {hit: gain[hit, kinds[number]] + BONUS.get(key[hit], 0) for hit in own}
        best = max(own, key=lambda hit: (value[hit], -hit))
        kept = [best]
        text = candidates.texts[number]
        for hit in sorted(own, key=lambda one: (-value[one], one)):
            if value[hit] < max(0.35, value[best] * 0.35) or key[hit] not in MAIN:
                continue
            if all(_parted(text, starts, ends, hit, other) for other in kept):
                kept.append(hit)
        chosen += [(number, hit, ordinal) for ordinal, hit in enumerate(sorted(kept))]
    return chosen


def widen(text, hit, own, starts, ends):
    """The cue with the cues that stand right beside it: "will probably"."""
    begin, end = starts[hit], ends[hit]
    for other in own:
        if starts[other] - end >= 0 and not text[end : starts[other]].strip():
            end = ends[other]
    for other in reversed(own):
        if begin - ends[other] >= 0 and not text[ends[other] : begin].strip():
            begin = starts[other]
    return begin, end


def _parted(text, starts, ends, one, other):
    first, second = sorted((one, other))
    between = text[ends[first] : starts[second]]
    return len(between.split()) >= 4 and bool(BETWEEN.search(between.lower()))


class Rows:
    """Makes the table's rows out of chosen cues; holds what all rows of a batch share."""

    def __init__(self, batch, words, candidates, wanted):
        self.batch, self.words, self.candidates = batch, words, candidates
        articles = batch.articles
        self.texts, self.ids = articles["text"].tolist(), articles["article_id"].tolist()
        self.published = articles["published"].tolist()
        self.days = [None if pd.isna(time) else time.date() for time in self.published]
        self.sources = articles["source"].tolist()
        self.authors = articles["authors"].tolist() if "authors" in articles else [None] * len(articles)
        place = batch.sentences.iloc[candidates.rows]
        self.article, self.sentence_id = place["article"].tolist(), place["sentence_id"].tolist()
        self.part, self.begin, self.end = (
            place["part"].astype(str).tolist(),
            place["start"].tolist(),
            place["end"].tolist(),
        )
        self.keys = candidates.hits["key"].astype(str).tolist()
        self.hit_of = candidates.hits["candidate"].to_numpy()
        self.starts, self.ends = candidates.hits["from_"].tolist(), candidates.hits["to"].tolist()
        self.actors = _by_sentence(batch.actors, "actor", ("surface", "kind"), wanted)
        self.topics = _by_sentence(batch.topics, "topic", ("term", "topic"), wanted)
        self.low = {}

    def make(self, number, hit, kind, confidence, ordinal):
        """One row: the statement at cue `hit` of candidate `number`."""
        raw = self.candidates.texts[number]
        low = self.low.setdefault(number, fold(raw))
        article, title = self.article[number], self.part[number] == "title"
        offset = None if title else self.begin[number]
        near = range(*np.searchsorted(self.hit_of, (number, number + 1)).tolist())
        own = [one for one in near if self.keys[one] in MAIN]
        cue = widen(raw, hit, own, self.starts, self.ends)
        clause = find_clause(low, cue)
        day = self.days[article]
        row = {
            "forecast_id": forecast_id(self.ids[article], raw, ordinal),
            "article_id": self.ids[article],
            "sentence_id": self.sentence_id[number],
            "published": self.published[article],
            "source": self.sources[article],
            "part": self.part[number],
            "sentence": raw,
            "sent_start": offset,
            "sent_end": None if title else self.end[number],
            "kind": kind,
            "cue": raw[slice(*cue)],
            "confidence": round(float(confidence), 4),
        }
        row |= _place("", clause, offset) | _place("cue_", cue, offset)
        forecast = kind == "forecast"
        level, polarity, p, scale = find_likelihood(low, cue, clause, self.words.made["likelihood"])
        row["polarity"] = polarity
        if forecast:
            row |= {"likelihood": level, "p_low": p[0], "p_mid": p[1], "p_high": p[2], "scale": scale}
        row |= self._speaker(number, article, raw, low, cue, offset, title)
        row |= self._horizon(raw, low, cue, day, offset)
        condition = find_condition(low, cue)
        row |= {"conditional": condition is not None, "condition": raw[slice(*condition)] if condition else ""}
        row |= self._named(number, clause, offset)
        return row | _scoreable(row, forecast)

    def _speaker(self, number, article, raw, low, cue, offset, title):
        around = Article("" if title else self.texts[article], self.begin[number], self.end[number])
        who = find_speaker(raw, low, cue, around, self.words.made["speaker"])
        author = who.name == AUTHOR
        byline = self.authors[article]
        span = (who.start, who.end) if who.start is not None else None
        actor, kind = self._actor(number, span, offset, who.name) if not author else (None, None)
        return {
            "speaker": who.name,
            "speaker_kind": kind or who.kind,
            "actor": actor,
            "speaker_name": (byline if author and isinstance(byline, str) else None if author else who.name),
            **_place("speaker_", span, offset),
        }

    def _actor(self, number, span, offset, name):
        mentions = self.actors.get(self.sentence_id[number], [])
        if span is not None and offset is not None:
            for actor, (_, kind), start, end in mentions:
                if start < offset + span[1] and end > offset + span[0]:
                    whole = start <= offset + span[0] + 4 and end >= offset + span[1] - 2
                    return actor, kind if whole or kind == "person" else None
        return next(
            ((actor, None) for actor, (surface, _), _, _ in mentions if surface and surface in name), (None, None)
        )

    def _horizon(self, raw, low, cue, day, offset):
        found = find_horizon(low, cue, day, self.words.made["horizon"], self.words.model.choices["horizon"])
        if found is None:
            return {"horizon_text": "", "horizon_status": "none", **_place("horizon_text_", None, offset)}
        return {
            "horizon_text": raw[found.start : found.end],
            "horizon_status": found.status,
            "horizon_from": found.begins,
            "horizon_to_min": found.ends_min,
            "horizon_to_max": found.ends_max,
            **_place("horizon_text_", (found.start, found.end), offset),
        }

    def _named(self, number, clause, offset):
        named = {}
        for name, table in (("actors", self.actors), ("topics", self.topics)):
            mentions = table.get(self.sentence_id[number], [])
            inside = [
                one
                for one, _, start, end in mentions
                if offset is None or start is None or (start >= offset + clause[0] and end <= offset + clause[1])
            ]
            named[name] = sorted(set(inside))
        return named


def _by_sentence(table, name, columns, wanted):
    """Mentions by sentence, for the wanted sentences only: name, words, start, end."""
    made = {}
    table = table[table["sentence_id"].isin(wanted).to_numpy()]
    starts, ends = (
        table[column].astype("object").where(table[column].notna(), None).tolist() for column in ("start", "end")
    )
    names = (
        table["sentence_id"].tolist(),
        table[name].tolist(),
        list(zip(*(table[column].tolist() for column in columns), strict=True)),
    )
    for sentence, one, words, start, end in zip(*names, starts, ends, strict=True):
        made.setdefault(sentence, []).append((one, words, start, end))
    return made


def _place(prefix, span, offset):
    if span is None or offset is None:
        return {f"{prefix}start": None, f"{prefix}end": None}
    return {f"{prefix}start": offset + span[0], f"{prefix}end": offset + span[1]}


def forecast_id(article_id, sentence, ordinal):
    """The statement's id: stable as long as article, words and order of clauses are.

    >>> forecast_id("a", "It will  rain.", 0) == forecast_id("a", "It will rain.", 0)
    True
    """
    return sha256(
        f"{article_id}\n{' '.join(sentence.split())}\n{ordinal}".encode("utf-8", "surrogatepass")
    ).hexdigest()[:20]


def _scoreable(row, forecast):
    """Whether time could ever tell, and what is missing for that."""
    missing = []
    if (
        not row["actors"]
        and not row["topics"]
        and (row["sentence"].split() or [""])[0].casefold() in ("it", "this", "that")
    ):
        missing.append("event")
    if row["horizon_status"] == "none":
        missing.append("horizon")
    if not forecast or row.get("p_mid") is None:
        missing.append("probability")
    if row["speaker_kind"] == "unnamed":
        missing.append("speaker")
    return {"missing": missing, "scoreable": not missing}
