"""The head of the chain stands on every page whose notebook read the ledger."""

from foresaid.findings import select
from foresaid.ledger.locking import lock_forecasts, read_ledger
from foresaid.ledger.store import read_head
from foresaid.show import LEDGER, show_method


def test_a_page_names_the_head_only_if_its_notebook_read_the_ledger(sample, home, own_ledger, story, monkeypatch):
    lock_forecasts(story.table(story.forecast(1, "It will rain.")), sample)
    number, sha256 = read_head()
    own_home = str(own_ledger.parents[1])

    def method():
        monkeypatch.setenv("FORESAID_HOME", str(home))
        return show_method(select(sample))._repr_mimebundle_()

    before = method()
    assert (LEDGER in before, "Head of the ledger" in before["text/html"]) == (False, False)
    monkeypatch.setenv("FORESAID_HOME", own_home)
    read_ledger(sample)
    after = method()
    assert after[LEDGER] == {"entries": 1, "sha256": sha256}
    assert f"Head of the ledger</th><td style=\"text-align:left\">{number}:{sha256}</td>" in after["text/html"]


def test_a_page_says_that_the_ledger_was_empty(sample, own_ledger, home, monkeypatch):
    read_ledger(sample)
    monkeypatch.setenv("FORESAID_HOME", str(home))
    shown = show_method(select(sample))._repr_mimebundle_()
    assert shown[LEDGER] == {"entries": 0, "sha256": None}
    assert ">empty</td>" in shown["text/html"]
