"""Hiding who said it and how surely, so that whoever resolves judges the event and not the speaker."""

import re

HIDDEN = "▁▁▁"
SMALL = 3  # letters that a surname has at least


def hide_voice(claim, forecast, cue=None):
    """Hide in a claim the words of its speaker, its source, its cue and its likelihood; `cue` is its span in the claim.

    `forecast` has speaker, speaker_name, speaker_kind, actor, source, cue and likelihood_text.

    >>> told = {"speaker": "Mara Quill", "speaker_kind": "person", "cue": "will", "source": "The Aldern Post",
    ...         "likelihood_text": "almost certainly"}
    >>> hide_voice("Almost certainly, Quill told the Post, bread will cost more", told)
    '▁▁▁, ▁▁▁ told the Post, bread ▁▁▁ cost more'
    """
    spans = [cue] if cue else _places(claim, _text(forecast, "cue"))
    spans += _likely(claim, _text(forecast, "likelihood_text"))
    for name in _voices(forecast):
        spans += _places(claim, name)
    pieces, at = [], 0
    for start, end in _joined(spans):
        pieces += [claim[at:start], HIDDEN]
        at = end
    return "".join([*pieces, claim[at:]])


def _text(forecast, name):
    """A field of the forecast; '' where it is null."""
    value = forecast.get(name)
    return value if isinstance(value, str) else ""


def _likely(claim, phrase):
    """Where the claim has the phrase; if not as a whole, its words one by one ("will … probably")."""
    return _places(claim, phrase) or [span for word in phrase.split() for span in _places(claim, word)]


def _voices(forecast):
    """The names of whoever speaks, a person's surname by itself too, and of the outlet."""
    names = {_text(forecast, name) for name in ("speaker", "speaker_name", "actor", "source")} - {"", "AUTHOR"}
    if forecast.get("speaker_kind") in ("person", "author"):
        people = names - {forecast.get("source")}
        names |= {name.split()[-1] for name in people if len(name.split()[-1]) >= SMALL}
    return sorted(names)


def _places(text, words):
    """Where these words stand in the text, as whole ones; nowhere if there are none."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    found = re.finditer(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE) if pattern else ()
    return [one.span() for one in found]


def _joined(spans):
    """Spans in order, those that touch or overlap made one."""
    made = []
    for start, end in sorted(spans):
        if made and start <= made[-1][1]:
            made[-1][1] = max(end, made[-1][1])
        else:
            made.append([start, end])
    return made
