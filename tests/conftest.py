"""What tests share: a home of their own, and the sample, imported and analysed once."""

from types import SimpleNamespace

import pytest


@pytest.fixture(scope="session", autouse=True)
def home(tmp_path_factory):
    """Datasets and reports of the tests go into a temporary folder, never into the project's."""
    folder = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FORESAID_HOME", str(folder))
        yield folder


@pytest.fixture(scope="session")
def sample(home):
    """The name of the sample dataset, imported and analysed."""
    from foresaid.corpus.datasets import get_dataset
    from foresaid.findings import analyse_dataset
    get_dataset("sample")
    analyse_dataset("sample", jobs=1)
    return "sample"


@pytest.fixture
def own_ledger(tmp_path, monkeypatch):
    """A home without a ledger, and no word yet of a ledger that this process has read; returns the ledger's folder."""
    from foresaid.ledger import locking
    monkeypatch.setenv("FORESAID_HOME", str(tmp_path))
    monkeypatch.setattr(locking, "_seen", {})
    return tmp_path / "data" / "ledger"


@pytest.fixture
def own_events(own_ledger, tmp_path, monkeypatch):
    """A folder of one's own for events, corrections and outcomes, which are read from there; it holds none yet."""
    from foresaid import paths
    own = SimpleNamespace(DATA=tmp_path / "words", NAME=paths.NAME, checked_name=paths.checked_name)
    for module in ("foresaid.events.places", "foresaid.ledger.resolving"):  # the words of data/ stay where they are
        monkeypatch.setattr(f"{module}.paths", own)
    for folder in ("events", "resolutions", "actors"):
        (tmp_path / "words" / folder).mkdir(parents=True)
    return tmp_path / "words"


@pytest.fixture
def run_command(capsys):
    """Run `foresaid` with these words. Returns (exit code, stdout, stderr)."""
    from foresaid.cli import main

    def run(*words):
        try:
            main([str(word) for word in words])
            code = 0
        except SystemExit as stop:
            code = stop.code or 0
        out = capsys.readouterr()
        return code, out.out, out.err
    return run
