"""The quotes table has its columns even before the finding is there."""

from foresaid.find.quotes import find_quotes
from foresaid.tables import check


def test_quotes_are_an_empty_table_with_all_columns():
    assert check(find_quotes(None), "quotes").empty
