"""The kernel of a report: IPython's own, started by the same Python as the report, with the import guard in place.

Run as `python -m foresaid.reports.kernel -f CONNECTION_FILE`.
"""

import os
import sys

from foresaid.reports.guard import keep_grammars_out


def main():
    """Start the kernel; the folder it was started in is no place to import from."""
    keep_grammars_out()
    here = {"", os.getcwd()}
    sys.path[:] = [place for place in sys.path if place not in here]
    from ipykernel.kernelapp import launch_new_instance
    launch_new_instance()


if __name__ == "__main__":
    main()
