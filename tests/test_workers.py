"""Many batches at once: the same tables in the same order, and a clear word when a process dies."""

import os
import signal

import pandas as pd
import pytest

from foresaid import workers
from foresaid.analyse import analyse, load_words
from foresaid.errors import ForesaidError
from foresaid.tables import FINDINGS
from foresaid.workers import analyse_many, run_many


def batches(number):
    return [(pd.DataFrame({"article_id": [f"{batch}-{row}" for row in range(3)], "text": "Russia will vote."}), None)
            for batch in range(number)]


def test_processes_give_what_one_process_gives_in_the_same_order():
    words = load_words()
    many = list(analyse_many(iter(batches(4)), words, jobs=2))
    assert len(many) == 4
    for (articles, _), found in zip(batches(4), many, strict=True):
        alone = analyse(articles, words)
        for name in FINDINGS:
            pd.testing.assert_frame_equal(found[name], alone[name])


def test_spawned_processes_as_on_windows_and_macos_do_too(monkeypatch):
    monkeypatch.setattr(workers, "FORK", "spawn")
    found = list(analyse_many(iter(batches(2)), load_words(), jobs=2))
    assert [one["actors"]["actor"].tolist() for one in found] == [["Russia"] * 3] * 2


def own_process(_):
    return os.getpid()


def test_one_item_alone_needs_no_process():
    assert list(run_many(own_process, iter([1]), jobs=2)) == [os.getpid()]
    assert os.getpid() not in list(run_many(own_process, iter([1, 2]), jobs=2))
    assert list(run_many(own_process, iter([]), jobs=2)) == []


def die(item):
    if item == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return item


@pytest.mark.skipif(os.name != "posix", reason="needs a signal that cannot be caught")
def test_a_process_that_dies_is_an_error_that_names_the_batch():
    with pytest.raises(ForesaidError, match=r"at batch [123] or soon after it.*--jobs 1"):
        list(run_many(die, iter([1, 2, 3, 4, 5, 6]), jobs=2))


def fail(item):
    raise ForesaidError(f"item {item} is wrong")


def test_an_error_in_a_process_arrives_as_itself():
    with pytest.raises(ForesaidError, match="item 1 is wrong"):
        list(run_many(fail, iter([1, 2]), jobs=2))


def warn(item):
    import warnings
    warnings.warn(f"mind {item}", stacklevel=1)
    return item


def test_warnings_come_with_the_results():
    with pytest.warns(UserWarning, match="mind [12]") as told:
        assert list(run_many(warn, iter([1, 2]), jobs=2)) == [1, 2]
    assert [str(one.message) for one in told] == ["mind 1", "mind 2"]


def test_only_a_few_items_are_held_at_a_time():
    taken = []
    results = run_many(own_process, (taken.append(number) or number for number in range(50)), jobs=2)
    next(results)
    assert len(taken) <= 5
    results.close()
