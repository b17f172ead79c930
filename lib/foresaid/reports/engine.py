"""Runs a notebook in a kernel of its own and says truly how it went.

papermill puts the parameters in and drives the kernel through nbclient. What we add: a kernel of the same Python with
nothing left over from the user's own sessions, no writing after each cell, a kernel that is stopped at once, and a
true record: papermill marks every cell `completed` after a timeout or a dead kernel, here the cell that failed says
so and the rest say `not run`.
"""

import os
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass, field

from foresaid.paths import home
from foresaid.reports.guard import keep_grammars_out

KERNEL_ARGUMENTS = ["--HistoryManager.enabled=False", "--IPKernelApp.exec_files=[]"]


@dataclass
class Ran:
    """How a notebook went: its cells' fates in order, and the error if there was one."""

    cells: list = field(default_factory=list)  # {"cell", "status": ok | failed | not run, "seconds"}, code cells only
    error: dict | None = None                  # {"kind": error | timeout | died, "name", "message", "cell"}


def run_notebook(notebook, parameters, cwd, timeout=600, log=None):
    """Put the parameters into a notebook and run its cells; the notebook's outputs are filled in place.

    `timeout` is in seconds and holds for each cell; `log` is an open file for what the kernel itself says.
    Returns the notebook with the parameters in it, and a Ran.
    """
    keep_grammars_out()
    from papermill.engines import NotebookExecutionManager
    notebook = put_parameters(notebook, parameters)
    manager = NotebookExecutionManager(notebook, output_path=None, progress_bar=False, autosave_cell_every=0)
    manager.notebook_start()
    ran = Ran()
    channel = tempfile.mkdtemp(prefix="fs-")
    client = make_client(manager, ran, timeout, channel)
    try:
        client.execute(cwd=str(cwd), env=kernel_environment(), **({"stderr": log, "stdout": log} if log else {}))
    except Exception as error:  # noqa: BLE001 - whatever nbclient raises becomes a record; nothing is hidden
        ran.error = ran.error or {"kind": kind_of(error), "name": type(error).__name__, "message": str(error),
                                  "cell": None}
    finally:
        forget_clock(notebook)
        shutil.rmtree(channel, ignore_errors=True)
    say_rest_not_run(notebook, ran)
    return notebook, ran


def put_parameters(notebook, parameters):
    """Add papermill's cell of injected parameters, and make the cells' ids the same on every run."""
    from papermill.parameterize import parameterize_notebook
    own = [cell.get("id") for cell in notebook.cells]
    for number, cell in enumerate(notebook.cells):
        cell["id"] = own[number] or f"cell-{number}"
        cell.metadata.setdefault("tags", [])
    notebook.metadata["kernelspec"] = {"name": "python3", "language": "python", "display_name": "Python 3"}
    notebook.metadata.setdefault("papermill", {})
    notebook.nbformat, notebook.nbformat_minor = 4, max(5, notebook.nbformat_minor)
    if parameters:
        notebook = parameterize_notebook(notebook, parameters)
        for cell in notebook.cells:
            if "injected-parameters" in cell.metadata.get("tags", []):
                cell["id"] = "injected-parameters"
    return notebook


def private_channel(folder):
    """Talk to the kernel through sockets in a folder of our own, where there are such: no port, nobody else's ear."""
    path = os.path.join(folder, "kernel.json")
    fits = sys.platform != "win32" and len(path) < 80  # a socket's path has 104 characters at most
    return {"transport": "ipc", "connection_file": path} if fits else {"connection_file": path}


def make_client(manager, ran, timeout, channel):
    """Build papermill's notebook client with our kernel, and with cells that are recorded as they end."""
    from jupyter_client.kernelspec import KernelSpec
    from jupyter_client.manager import AsyncKernelManager
    from nbclient.exceptions import CellExecutionError
    from papermill.clientwrap import PapermillNotebookClient

    class ReportClient(PapermillNotebookClient):
        def create_kernel_manager(self):
            self.km = AsyncKernelManager(kernel_name="python3", **private_channel(channel))
            self.km._kernel_spec = KernelSpec(
                argv=[sys.executable, "-m", "foresaid.reports.kernel", "-f", "{connection_file}"],
                language="python", display_name="Python 3")
            return self.km

        def papermill_execute_cells(self):
            for index, cell in enumerate(self.nb.cells):
                if cell.cell_type != "code":
                    continue
                began = time.perf_counter()
                entry = {"cell": index, "status": "failed", "seconds": 0.0}
                ran.cells.append(entry)
                try:
                    self.execute_cell(cell, index)
                    entry["status"] = "ok"
                except CellExecutionError as error:
                    ran.error = {"kind": "error", "name": error.ename, "message": error.evalue, "cell": index}
                    break
                except Exception as error:
                    ran.error = {"kind": kind_of(error), "name": type(error).__name__,
                                 "message": say_why(error, timeout), "cell": index}
                    raise
                finally:
                    entry["seconds"] = round(time.perf_counter() - began, 3)

    return ReportClient(manager, timeout=timeout, startup_timeout=120, kernel_name="python3",
                        shutdown_kernel="immediate", extra_arguments=list(KERNEL_ARGUMENTS))


def kind_of(error):
    """Name what ended a run: timeout, died (the kernel), or error."""
    name = type(error).__name__
    return {"CellTimeoutError": "timeout", "TimeoutError": "timeout", "DeadKernelError": "died"}.get(name, "error")


def say_why(error, timeout):
    """Say in one line what ended a run that no exception in the notebook ended."""
    kind = kind_of(error)
    if kind == "timeout":
        return f"the cell took longer than {timeout} seconds. Give it more with --timeout, or ask less of it"
    if kind == "died":
        return "the notebook's process ended. Most often the memory was used up: try a shorter time span"
    return str(error)


def kernel_environment():
    """The environment of a kernel: plotly figures as data only, drawings inline, the same hashes on every run."""
    return {**os.environ, "PLOTLY_RENDERER": "plotly_mimetype", "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1",
            "MPLBACKEND": "module://matplotlib_inline.backend_inline", "FORESAID_HOME": str(home().resolve()),
            "PYDEVD_DISABLE_FILE_VALIDATION": "1"}


def forget_clock(notebook):
    """Take papermill's times and random ids out: the same inputs give the same notebook."""
    notebook.metadata.pop("papermill", None)
    for cell in notebook.cells:
        cell.metadata.pop("papermill", None)
        cell.metadata.pop("execution", None)


def say_rest_not_run(notebook, ran):
    """Complete the record with the cells that were never reached."""
    reached = {entry["cell"] for entry in ran.cells}
    ran.cells += [{"cell": index, "status": "not run", "seconds": 0.0} for index, cell in enumerate(notebook.cells)
                  if cell.cell_type == "code" and index not in reached]
