"""Dates as exports print them."""

import pytest

from foresaid.corpus.dates import parse_dates
from foresaid.errors import ForesaidError


@pytest.mark.parametrize(("text", "time", "precision"), [
    ("2017-02-07", "2017-02-07T00:00:00Z", "day"),
    ("2017/2/7", "2017-02-07T00:00:00Z", "day"),
    ("20170207", "2017-02-07T00:00:00Z", "day"),
    ("20170207T063000Z", "2017-02-07T06:30:00Z", "second"),
    ("2017-02-07T06:30:00+02:00", "2017-02-07T04:30:00Z", "second"),
    ("2017-02-07T06:30:00.123Z", "2017-02-07T06:30:00Z", "second"),
    ("2017-02-07 6:30 AM EST", "2017-02-07T11:30:00Z", "second"),
    ("Tue, 07 Feb 2017 06:30:00 GMT", "2017-02-07T06:30:00Z", "second"),
    ("Tue, 07 Feb 2017 06:30:00 +0100", "2017-02-07T05:30:00Z", "second"),
    ("7 February 2017", "2017-02-07T00:00:00Z", "day"),
    ("February 7, 2017", "2017-02-07T00:00:00Z", "day"),
    ("Feb. 7, 2017 3:04 pm", "2017-02-07T15:04:00Z", "second"),
    ("          2016/12/30 7:11", "2016-12-30T07:11:00Z", "second"),
    ("25.12.2016", "2016-12-25T00:00:00Z", "day"),
    ("2017-02", "2017-02-01T00:00:00Z", "month"),
    ("February 2017", "2017-02-01T00:00:00Z", "month"),
    ("1486449000", "2017-02-07T06:30:00Z", "second"),
    ("1486449000000", "2017-02-07T06:30:00Z", "second"),
])
def test_common_prints_are_read(text, time, precision):
    dates = parse_dates([text])
    assert dates.published[0].floor("s").isoformat().replace("+00:00", "Z") == time
    assert dates.precision[0] == precision


@pytest.mark.parametrize("text", ["2017-02-31", "31/02/2017", "0000-00-00", "None", "yesterday", "12", "2017", "", None,
                                  "99999999999999999999", "2017-13-45T99:99:99", "\x00", "May", float("nan")])
def test_what_is_no_date_is_unknown(text):
    dates = parse_dates([text])
    assert dates.published.isna().all()
    assert dates.precision.tolist() == ["unknown"]


def test_an_impossible_date_is_counted_and_shown():
    assert parse_dates(["2017-02-31", "2017-02-28"]).notes == [
        "1 article(s) had an impossible date (such as '2017-02-31') and are undated."]


def test_a_time_without_a_zone_is_read_in_the_zone_that_was_named():
    dates = parse_dates(["2017-07-01 12:00"], zone="Europe/Berlin")
    assert dates.published[0].isoformat() == "2017-07-01T10:00:00+00:00"
    assert dates.notes == ["1 time(s) had no zone and were read as Europe/Berlin."]


def test_a_day_stays_the_day_in_every_zone():
    assert parse_dates(["2017-07-01"], zone="Pacific/Auckland").published[0].isoformat() == "2017-07-01T00:00:00+00:00"


def test_midnights_only_are_days():
    assert parse_dates(["2017-02-07 00:00:00", "2017-02-08 00:00:00"]).precision.tolist() == ["day", "day"]
    assert parse_dates(["2017-02-07 00:00:00", "2017-02-08 09:00:00"]).precision.tolist() == ["second", "second"]


@pytest.mark.parametrize(("others", "month", "said"), [
    (["25/04/2017"], 4, "day first: no month is above 12"),
    (["04/25/2017"], 3, "month first: no month is above 12"),
    (["03/05/2017", "03/06/2017"], 3, "month first (a guess: so they lie closer together)"),
    (["05/04/2017", "06/04/2017"], 4, "day first (a guess: so they lie closer together)"),
    ([], 4, "day first (a guess: nothing in the file tells)"),
])
def test_the_file_decides_whether_the_day_comes_first(others, month, said):
    dates = parse_dates(["03/04/2017", *others])
    assert dates.published[0].month == month
    assert said in dates.notes[0]


def test_the_reader_may_settle_it():
    assert parse_dates(["03/04/2017"], day_first=False).published[0].month == 3


def test_an_unknown_zone_is_told():
    with pytest.raises(ForesaidError, match="'Berlin' is no time zone"):
        parse_dates([], zone="Berlin")
