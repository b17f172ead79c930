"""Kill writers of a ledger at random moments: is anything lost that was acknowledged, is anything torn?

    python bench/ledger_kill.py [WRITERS]

Several processes add to one ledger at the same time, three entries in a transaction, and print the numbers only once
`append` has returned; each is killed with SIGKILL at a random moment: while it starts, opens the file, waits for the
others, writes, or folds the log back. Then every acknowledged entry must be there as it was acknowledged, every
transaction whole or not there at all, and the chain whole. The seed is fixed; the moments are the machine's.
"""

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

AT_ONCE = 4
A_LEDGER = 30  # writers to a ledger: every one of them is made anew, by several at once
TOGETHER = 3  # entries in a transaction
SEED = 4
WRITE = """
import sys
from foresaid.ledger.chain import Draft
from foresaid.ledger.store import append
name, number = sys.argv[1], 0
print("ready", flush=True)
while True:
    number += 1
    drafts = [Draft("forecast", f"{name}-{number}-{part}", "bench", {"words": "x" * (number * 37 % 3000)})
              for part in range(TOGETHER)]
    made = append(drafts)
    print(" ".join(f"{one.number}:{one.sha256}" for one in made), flush=True)
""".replace("TOGETHER", str(TOGETHER))


def kill_writers(writers, folder, seed=SEED):
    """Start so many writers, a few at a time, and kill each; returns the acknowledged entries as 'number:sha256'."""
    dice = random.Random(seed)  # noqa: S311 - moments, no secrets
    waiting, alive, acknowledged = list(range(writers)), [], []
    environment = {**os.environ, "FORESAID_HOME": str(folder)}
    while waiting or alive:
        while waiting and len(alive) < AT_ONCE:
            alive.append(_start(waiting.pop(0), environment, dice))
        time.sleep(0.002)
        for one in [one for one in alive if time.monotonic() >= one[2]]:
            alive.remove(one)
            acknowledged += _kill(*one[:2])
    return acknowledged


def _start(number, environment, dice):
    """Start a writer that prints into a file (a pipe could fill up); returns process, file and when to kill it."""
    output = tempfile.TemporaryFile("w+")  # noqa: SIM115 - closed when its writer is killed
    process = subprocess.Popen([sys.executable, "-c", WRITE, f"w{number}"], env=environment, stdout=output)
    return process, output, time.monotonic() + dice.uniform(0.05, 1.5)


def _kill(process, output):
    os.kill(process.pid, signal.SIGKILL)
    code = process.wait()
    if code != -signal.SIGKILL:
        raise SystemExit(f"A writer ended by itself with code {code}.")
    output.seek(0)
    lines = output.read().split("\n")[:-1]  # what follows the last line's end was not acknowledged
    output.close()
    return [entry for line in lines if line != "ready" for entry in line.split()]


def check_ledger(acknowledged):
    """Compare the ledger with what was acknowledged; returns figures by name."""
    from foresaid.ledger.store import read_entries
    from foresaid.ledger.verifying import verify
    entries, found = read_entries(), verify()
    there = {f"{one.number}:{one.sha256}" for one in entries}
    parts = Counter(one.key.rsplit("-", 1)[0] for one in entries)
    return {"entries": len(entries), "acknowledged": len(acknowledged), "lost": len(set(acknowledged) - there),
            "torn": sum(number != TOGETHER for number in parts.values()), "broken": found.broken,
            "notes": found.notes}


def main(writers=300):
    """Run the whole and print what was found; exit code 1 if anything was lost, torn or broken."""
    began, total, wrong = time.monotonic(), Counter(), []
    for seed, first in enumerate(range(0, writers, A_LEDGER), SEED):
        with tempfile.TemporaryDirectory(prefix="foresaid-") as folder:
            os.environ["FORESAID_HOME"] = folder
            figures = check_ledger(kill_writers(min(A_LEDGER, writers - first), Path(folder), seed))
        wrong += [text for text in (figures.pop("broken"), *figures.pop("notes")) if text]
        total.update(figures)
    print(f"{writers} writers killed, {AT_ONCE} at once, {A_LEDGER} to a ledger, in {time.monotonic() - began:.0f} s: "
          f"{total['acknowledged']:,} entries acknowledged, {total['entries']:,} there; lost {total['lost']}, torn "
          f"{total['torn']}, chains {'; '.join(wrong) or 'whole'}.")
    sys.exit(bool(total["lost"] or total["torn"] or wrong))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
