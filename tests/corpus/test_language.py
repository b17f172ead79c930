"""Languages: told offline, or not at all."""

import socket

import pytest

from foresaid.corpus import language


def test_languages_are_told_and_unsure_ones_are_not():
    texts = [
        "The ministers met on Thursday and agreed on nothing at all.",
        "Die Minister trafen sich am Donnerstag und einigten sich auf nichts.",
        "Les ministres se sont réunis jeudi et ne se sont mis d'accord sur rien.",
        "12.5 % 3:2 ...",
        "",
        None,
        "Yes.",
    ]
    assert language.detect_languages(texts) == ["en", "de", "fr", None, None, None, None]


def test_the_model_travels_with_its_package(monkeypatch):
    def refuse(*_):
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    language._detector.cache_clear()
    assert language.detect_languages(["The ministers met on Thursday and agreed on nothing."]) == ["en"]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("en", "en"),
        ("EN-us", "en"),
        ("eng", "en"),
        ("English", "en"),
        ("fre", "fr"),
        ("haw", "haw"),
        ("xx", None),
        ("", None),
        (None, None),
        ("not a language", None),
    ],
)
def test_names_of_languages_become_codes(name, code):
    assert language.language_code(name) == code
