"""The README is a promise: every command in it runs, every file it names is there."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

from foresaid.cli import COMMANDS
from foresaid.paths import ROOT

README = (ROOT / "README.md").read_text(encoding="utf8")
COMMAND_LINES = [line for block in re.findall(r"^```sh\n(.*?)^```", README, re.M | re.S) for line in block.splitlines()]

# These are run by something else than a shell in this test, and here is by what.
ELSEWHERE = {
    "make test": "this very run",
    "make lab": "test_jupyterlab_opens_the_first_notebook",
    "python3 -m venv .venv": "make, in the rule for .venv",
    ".venv/bin/pip install --editable .": "make, in the rule for .venv",
}
ARTICLES = """id,url,source,published,title,text
1,https://example.org/1,The Herald,2021-05-03,Rates,"The central bank will raise interest rates in June, analysts expect."
2,https://example.org/2,The Post,2021-05-04,Vote,"The election is unlikely to change anything. Voters went to the polls."
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A folder as a user's: a file of articles, and everything that foresaid makes goes here too."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "articles.csv").write_text(ARTICLES, encoding="utf8")
    for name in ("Makefile", "requirements.txt", "pyproject.toml", "data", "notebooks", "reports", "lib", "README.md"):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=lambda path, names: {
                one for one in names if one in ("datasets", "__pycache__") or (one == "ledger" and Path(path).name == "data")
                or (Path(path).name == "reports" and Path(path).parent == ROOT and not one.endswith((".toml", ".md")))})
        else:
            shutil.copy(ROOT / name, folder / name)
    # the folder borrows this run's environment, so that make has nothing to install; sources come from the folder
    (folder / ".venv" / "bin").mkdir(parents=True)
    for tool in ("foresaid", "python"):
        script = folder / ".venv" / "bin" / tool
        start = f'exec "{sys.executable}"' + (" -m foresaid.cli" if tool == "foresaid" else "")
        script.write_text(f'#!/bin/sh\nPYTHONPATH="{folder}/lib" {start} "$@"\n', encoding="utf8")
        script.chmod(0o755)
    (folder / ".venv" / ".installed").touch()
    return folder


def run(line, folder):
    path = f"{folder / '.venv' / 'bin'}{os.pathsep}{os.environ['PATH']}"
    environment = {name: value for name, value in os.environ.items() if name != "FORESAID_HOME"} | {"PATH": path}
    return subprocess.run(["sh", "-c", line], cwd=folder, env=environment, capture_output=True, text=True,
                          encoding="utf8", check=False)


@pytest.mark.notebooks
@pytest.mark.parametrize("line", [line for line in COMMAND_LINES if line not in ELSEWHERE])
def test_every_command_of_the_readme_runs(line, desk):
    done = run(line, desk)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    assert "Traceback" not in done.stderr


def test_the_commands_that_are_run_elsewhere_still_stand_in_the_readme():
    assert set(ELSEWHERE) <= set(COMMAND_LINES)


def test_every_command_of_the_command_line_is_documented():
    documents = README + (ROOT / "data" / "README.md").read_text(encoding="utf8")
    assert [name for name in COMMANDS if f"foresaid {name}" not in documents] == []


def test_every_command_says_what_it_does():
    from foresaid.cli import cli
    for name in COMMANDS:
        command = cli.get_command(None, name)
        assert command.help, f"foresaid {name} has no help"
        silent = [one.name for one in command.params if isinstance(one, click.Option) and not one.help]
        assert silent == [], f"foresaid {name}: options without help"


@pytest.mark.parametrize("name", sorted(set(re.findall(r"`((?:data|reports|notebooks)/[\w./-]+)`", README))))
def test_every_file_that_the_readme_names_is_there(name):
    made_by_a_command = {"reports/index.html"}
    assert name in made_by_a_command or (ROOT / name).exists()


@pytest.mark.notebooks
def test_jupyterlab_opens_the_first_notebook(tmp_path):
    """`make lab`, without a browser: the server starts on loopback and serves the notebook."""
    import json
    import socket
    import time
    import urllib.error
    import urllib.request
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", f"--port={port}", "--ip=127.0.0.1",
             "--IdentityProvider.token=", f"--notebook-dir={ROOT}", "--ServerApp.port_retries=0"]
    environment = os.environ | {"JUPYTER_RUNTIME_DIR": str(tmp_path), "JUPYTER_CONFIG_DIR": str(tmp_path)}
    with open(tmp_path / "log.txt", "w", encoding="utf8") as log:
        server = subprocess.Popen(words, stdout=log, stderr=log, env=environment)
    try:
        for _ in range(240):
            try:
                url = f"http://127.0.0.1:{port}/api/contents/notebooks/00_start.ipynb?content=0"
                with urllib.request.urlopen(url, timeout=5) as answer:
                    assert json.load(answer)["type"] == "notebook"
                break
            except (urllib.error.URLError, ConnectionError):
                assert server.poll() is None, (tmp_path / "log.txt").read_text(encoding="utf8")[-2000:]
                time.sleep(0.25)
        else:
            pytest.fail("JupyterLab did not answer within a minute")
    finally:
        server.terminate()
        server.wait(timeout=30)
