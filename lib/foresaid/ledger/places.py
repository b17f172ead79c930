"""Drives on which the ledger cannot be kept: those that are on another computer."""

from pathlib import Path

from foresaid.errors import ForesaidError

MOUNTS = Path("/proc/self/mounts")  # Linux; elsewhere the failure itself must tell
NETWORK = ("nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ncpfs", "fuse.sshfs", "davfs", "fuse.davfs2", "9p")


def refuse_network_drive(path):
    """Raise ForesaidError if a path lies on a network drive, where a write-ahead log is not safe."""
    kind = drive_of(path)
    if kind in NETWORK:
        raise ForesaidError(f"{path}: this is a network drive ({kind}), on which the ledger's write-ahead log is not "
                            "safe. Set FORESAID_HOME to a folder on a disk of this computer.")


def drive_of(path, mounts=MOUNTS):
    """The type of file system that a path lies on, as the system names it; '' where it does not tell."""
    try:
        lines = mounts.read_text(encoding="utf8", errors="replace").splitlines()
    except OSError:
        return ""
    path, best = Path(path).resolve(), ("", "")
    for line in lines:
        _, place, kind, *_ = [*line.split(" "), "", "", ""]
        place = place.replace("\\040", " ")
        if path.is_relative_to(place or "?") and len(place) >= len(best[0]):
            best = (place, kind)
    return best[1]
