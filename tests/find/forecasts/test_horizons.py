"""Properties of horizons: they run forward, grow, and move with the calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foresaid.find.forecasts import read_forecast_words
from foresaid.find.forecasts.horizon import find_horizon

WORDS = read_forecast_words()
DAYS = st.dates(date(1990, 1, 1), date(2080, 12, 31))
PHRASES = st.sampled_from(
    [
        "by the end of next year",
        "within 18 months",
        "in the coming weeks",
        "in the first half of 2090",
        "before the election",
        "on nov. 8",
        "over the next decade",
        "by mid-2090",
        "this autumn",
        "tomorrow",
        "soon",
        "eventually",
        "next week",
        "on friday",
        "by christmas",
        "in the short term",
        "later this year",
        "this weekend",
        "by the end of the month",
        "before the end of the week",
        "next summer",
        "until march",
        "in the long run",
        "for years to come",
        "between 2090 and 2095",
        "by 2 may 2091",
        "early next year",
        "this winter",
    ]
)


def horizon(phrase, published):
    low = f"prices will fall {phrase}."
    return find_horizon(low, (7, 11), published, WORDS.made["horizon"], {"always": 1.0})


@given(PHRASES, DAYS)
def test_an_interval_never_ends_before_it_begins(phrase, published):
    found = horizon(phrase, published)
    assert f"prices will fall {phrase}."[found.start : found.end] == phrase
    assert found.begins <= found.ends_min <= found.ends_max


@given(st.integers(1, 400), st.sampled_from(["days", "weeks", "months", "years"]), DAYS)
def test_within_n_grows_with_n(count, unit, published):
    one, more = horizon(f"within {count} {unit}", published), horizon(f"within {count + 1} {unit}", published)
    assert one.ends_max < more.ends_max


@given(
    st.sampled_from(
        [
            "by the end of next year",
            "within 18 months",
            "next year",
            "by the end of this year",
            "in the first half of next year",
        ]
    ),
    DAYS.filter(lambda day: day.day <= 28),
)
def test_the_same_words_a_year_later_move_a_year(phrase, published):
    one, later = horizon(phrase, published), horizon(phrase, published.replace(year=published.year + 1))
    assert (later.ends_max - one.ends_max) in (timedelta(days=365), timedelta(days=366))


@pytest.mark.parametrize(
    ("phrase", "begins", "ends_min", "ends_max"),
    [
        ("tomorrow", "2022-01-16", "2022-01-16", "2022-01-16"),
        ("by 2024", "2022-01-15", "2024-01-01", "2024-12-31"),
        ("before 2024", "2022-01-15", "2023-12-31", "2023-12-31"),
        ("by the end of next year", "2022-01-15", "2023-12-31", "2023-12-31"),
        ("within 18 months", "2022-01-15", "2023-07-15", "2023-07-15"),
        ("in the first half of 2024", "2024-01-01", "2024-07-02", "2024-07-02"),
        ("on nov. 8", "2022-11-08", "2022-11-08", "2022-11-08"),
        ("over the next decade", "2022-01-15", "2032-01-15", "2032-01-15"),
        ("in the short term", "2022-01-15", "2022-02-15", "2022-07-15"),
        ("on friday", "2022-01-21", "2022-01-21", "2022-01-21"),
        ("next week", "2022-01-17", "2022-01-23", "2022-01-23"),
        ("in the next few years", "2022-01-15", "2024-01-15", "2027-01-15"),
        ("into the 2030s", "2030-01-01", "2039-12-31", "2039-12-31"),
        ("for another year", "2022-01-15", "2023-01-15", "2023-01-15"),
        ("in the 2024 senate election", "2024-01-01", "2024-01-01", "2024-12-31"),
        ("before the 2024 election", "2022-01-15", "2024-01-01", "2024-12-31"),
        ("before easter", "2022-01-15", "2022-04-16", "2022-04-16"),
        ("by thanksgiving", "2022-01-15", "2022-11-24", "2022-11-24"),
        ("by labor day", "2022-01-15", "2022-09-05", "2022-09-05"),
        ("before memorial day", "2022-01-15", "2022-05-29", "2022-05-29"),
        ("before the end of the month", "2022-01-15", "2022-01-31", "2022-01-31"),
        ("before the middle of the month", "2022-01-15", "2022-01-16", "2022-01-21"),
        ("before next month", "2022-01-15", "2022-01-31", "2022-01-31"),
        ("in autumn next year", "2023-09-01", "2023-11-30", "2023-11-30"),
    ],
)
def test_the_window_of_plain_phrases(phrase, begins, ends_min, ends_max):
    found = horizon(phrase, date(2022, 1, 15))  # a Saturday
    assert [str(one) for one in (found.begins, found.ends_min, found.ends_max)] == [begins, ends_min, ends_max]


def test_a_sentence_without_time_has_no_horizon():
    assert horizon("a lot", date(2022, 1, 15)) is None


def test_a_year_that_was_over_is_no_horizon():
    assert horizon("as in 2008", date(2022, 1, 15)) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "fox would be the first hare to win in 20 years.",
        "prices could rise for the first time in more than a decade.",
        "it will be the worst drought in 30 years.",
        "a vote would mark the second time in two years.",
        "that will be its most violent storm in decades.",
        "turnout will be the lowest for ten years.",
        "it could be the driest year since the 1990s.",
        "prices would fall in the 2012 election.",
    ],
)
def test_a_record_or_a_time_that_was_over_looks_back(sentence):
    assert horizon_in(sentence) is None


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("the first ships will arrive in two years.", "in two years"),
        ("the first deliveries are expected in just three years.", "in just three years"),
        ("the town will be the largest in a few years.", "in a few years"),
        ("the best of us could be rich in ten years.", "in ten years"),
        ("prices will fall into the 2030s.", "into the 2030s"),
        ("prices will fall for another year.", "for another year"),
        ("prices will fall in the 2030 senate election.", "in the 2030 senate election"),
        ("prices will fall in an election year.", "in an election year"),
    ],
)
def test_what_looks_ahead_is_a_horizon(sentence, words):
    assert horizon_in(sentence) == words


def horizon_in(sentence):
    cue = sentence.index(next(one for one in ("will", "would", "could", "are expected") if one in sentence))
    found = find_horizon(sentence, (cue, cue + 4), date(2022, 1, 15), WORDS.made["horizon"], {"always": 1.0})
    return found and sentence[found.start : found.end]
