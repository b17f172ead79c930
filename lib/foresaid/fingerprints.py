"""What identifies code, files and packages: hashes, versions, the git revision. Light, and without a clock."""

import hashlib
import subprocess
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

CODE = Path(__file__).parent
PACKAGES = ("foresaid", "pandas", "numpy", "pyarrow", "ahocorasick-rs", "plotly", "matplotlib", "nbconvert", "nbclient",
            "papermill", "ipykernel")  # those that take part in a report


@lru_cache
def versions():
    """The packages that take part in a report, and Python's own version: name → version."""
    import platform
    found = {"python": platform.python_version()}
    for name in PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "not installed"
    return found


@lru_cache
def revision():
    """The code's git revision, and whether its files differ from it; no revision where there is no git."""
    def git(*words):
        try:
            return subprocess.run(["git", "-C", str(CODE), *words], capture_output=True, text=True, check=False).stdout
        except FileNotFoundError:
            return ""
    head = git("rev-parse", "HEAD").strip()
    return {"revision": head or None, "dirty": bool(head and git("status", "--porcelain", "--untracked-files=no"))}


@lru_cache
def code_hash():
    """SHA-256 over the package's own files."""
    return hash_files(path for path in CODE.rglob("*") if path.suffix in (".py", ".j2", ".css", ".js"))


def hash_files(paths):
    """One SHA-256 over files: their names and contents, in order of the names."""
    whole = hashlib.sha256()
    for path in sorted(paths):
        whole.update(f"{path.name}\0{hash_file(path)}\n".encode())
    return whole.hexdigest()


def hash_file(path):
    """SHA-256 of a file, read in pieces."""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
