"""Analysis of many batches at once, in processes. A cluster would call the same function on the same partitions."""

import gc
import os
import signal
import sys
import threading
import warnings
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from itertools import chain, count, islice
from multiprocessing import get_context

from foresaid.analyse import analyse
from foresaid.errors import ForesaidError

FORK = "fork" if sys.platform == "linux" else "spawn"  # forked workers have the compiled words at once
GARBAGE = 50_000  # objects made before garbage is looked for; a batch makes hundreds of thousands, hardly any garbage
_work = None  # in a worker: what it does with each item


def analyse_many(batches, words, jobs=None):
    """Analyse batches, each a pair (articles, parts or None); yields their dicts of tables in the same order.

    `jobs` processes work at once (as many as the machine has cores, if not given); one batch alone needs none. Only a
    few batches are held at a time. Raises ForesaidError if a process dies.
    """
    return run_many(partial(_analyse_pair, words), batches, jobs)


def run_many(work, items, jobs=None):
    """Yield work(item) for each item in order, in processes if there are two items or more and jobs is not 1."""
    items = iter(items)
    jobs = jobs or os.cpu_count() or 1
    first = list(islice(items, 2))
    items = chain(first, items)
    return map(work, items) if jobs == 1 or len(first) < 2 else _in_processes(work, items, jobs)


def _analyse_pair(words, pair):
    articles, parts = pair
    return analyse(articles, words, parts)


def _in_processes(work, items, jobs):
    """Keep at most jobs + 1 items going; results come in order, warnings with them."""
    # beside other Python threads, as in a notebook's kernel, a fork may copy a lock that nobody will open
    way = FORK if threading.active_count() == 1 else "spawn"
    pool = ProcessPoolExecutor(jobs, mp_context=get_context(way), initializer=_begin, initargs=(work,))
    going, numbers = deque(), count(1)
    try:
        for item in items:
            if len(going) > jobs:
                yield _result_of(going.popleft())
            going.append((next(numbers), _submit(pool, item)))
            del item
        while going:
            yield _result_of(going.popleft())
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _submit(pool, item):
    """Hand over an item. The first ones start the workers: Python warns of Arrow's threads, which survive a fork."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "This process .* is multi-threaded", DeprecationWarning)
        return pool.submit(_do, item)


def _begin(work):
    """Set up a worker; an interrupt is the main process's business."""
    global _work
    _work = work
    gc.freeze()  # the words stay for good: looking through them for garbage costs a third of the time
    gc.set_threshold(GARBAGE)
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _do(item):
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always", UserWarning)
        result = _work(item)
    return result, [str(one.message) for one in told if issubclass(one.category, UserWarning)]


def _result_of(numbered):
    number, future = numbered
    try:
        result, told = future.result()
    except BrokenProcessPool as error:
        raise ForesaidError(f"A worker process ended abruptly at batch {number} or soon after it; most likely the "
                            "memory ran out. Try again with fewer at once: --jobs 1.") from error
    for message in told:
        warnings.warn(message, stacklevel=4)
    return result
