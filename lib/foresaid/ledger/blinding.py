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
    spans = [cue] if cue else _places(claim, [forecast.get("cue")])
    spans += _places(claim, _likely(claim, forecast.get("likelihood_text") or ""))
    for name in _voices(forecast):
        spans += _places(claim, [name])
    pieces, at = [], 0
    for start, end in _joined(spans):
        pieces += [claim[at:start], HIDDEN]
        at = end
    return "".join([*pieces, claim[at:]])


def _likely(claim, phrase):
    """The phrase if the claim has it as a whole, else its words one by one ("will … probably")."""
    return [phrase] if _places(claim, [phrase]) else phrase.split()


def _voices(forecast):
    """The names of whoever speaks, a person's surname by itself too, and of the outlet."""
    names = [forecast.get(name) for name in ("speaker", "speaker_name", "actor", "source")]
    names = {name for name in names if isinstance(name, str) and name not in ("", "AUTHOR")}
    if forecast.get("speaker_kind") in ("person", "author"):
        people = names - {forecast.get("source")}
        names |= {name.split()[-1] for name in people if len(name.split()[-1]) >= SMALL}
    return sorted(names)


def _places(text, words):
    found = []
    for word in filter(None, words):
        pattern = r"\s+".join(map(re.escape, word.split()))
        found += [one.span() for one in re.finditer(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE)]
    return found


def _joined(spans):
    """Spans in order, those that touch or overlap made one."""
    made = []
    for start, end in sorted(spans):
        if made and start <= made[-1][1]:
            made[-1][1] = max(end, made[-1][1])
        else:
            made.append([start, end])
    return made
