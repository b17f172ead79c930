"""What tests share: a home of their own, and the sample, imported and analysed once."""

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
