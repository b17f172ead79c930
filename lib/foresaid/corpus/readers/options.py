"""What a reader may be told, and what it tells."""

from dataclasses import dataclass, field

MOST_PROBLEMS = 200  # problems listed with their place; the rest is counted only


@dataclass(frozen=True)
class Options:
    """How to read files, and what the new dataset says of itself."""

    format: str = "auto"
    map: str = ""  # path of a map file
    zone: str = "UTC"
    title: str = ""
    about: str = ""
    topics: tuple = ()
    actors: tuple = ()


@dataclass
class Report:
    """What happened to a file while it was read."""

    path: str
    format: str = ""
    sha256: str = ""
    read: int = 0
    kept: int = 0
    zone: str = ""
    dropped: dict = field(default_factory=dict)
    notes: list = field(default_factory=list)
    problems: list = field(default_factory=list)
    header: list = field(default_factory=list)  # the names of all columns

    def drop(self, reason, place="", number=1):
        """Count rows that are lost, and list the first of them with their place."""
        self.dropped[reason] = self.dropped.get(reason, 0) + number
        if place and len(self.problems) < MOST_PROBLEMS:
            self.problems.append(f"{place}: {reason}")
