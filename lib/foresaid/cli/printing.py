"""How the commands print: harmless text, columns that stand below one another, the first rows of many. Light."""

import click


def printable(text):
    """A line for a terminal: control characters, which could move its cursor, become '·'."""
    return "".join(sign if sign.isprintable() else "·" for sign in str(text))


def say_columns(lines, left=1, indent=""):
    """Print lines of cells below one another: the first `left` columns begin at the left, the others end at the right.

    >>> say_columns([("name", "articles"), ("sample", "43")])
    name    articles
    sample        43
    """
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        cells = [cell.ljust(width) if at < left else cell.rjust(width)
                 for at, (cell, width) in enumerate(zip(line, widths, strict=True))]
        click.echo(f"{indent}{'  '.join(cells).rstrip()}")


def say_first(table, limit, say):
    """Print the first rows of a table with the function `say`; returns a sentence about the others, '' if none are."""
    for row in table.head(limit).to_dict("records"):
        say(row)
    return f" Shown are {limit}; --limit or --csv gives more." if len(table) > limit else ""


def iso_day(day):
    """A day as it is typed, – where there is none."""
    return "–" if day != day else f"{day:%Y-%m-%d}"  # NaT is not itself
