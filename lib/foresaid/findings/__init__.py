"""Findings of datasets and files: analysed, kept, selected, read."""

from foresaid.findings.cache import analyse_dataset
from foresaid.findings.files import analyse_file
from foresaid.findings.readings import keep_reading
from foresaid.findings.selection import Selection, read, select

__all__ = ["Selection", "analyse_dataset", "analyse_file", "keep_reading", "read", "select"]
