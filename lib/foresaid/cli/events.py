"""`foresaid events`: which forecasts speak of which event."""

import click

from foresaid.cli.printing import iso_day, say_columns


@click.command("events")
@click.argument("dataset")
@click.option("--csv", "csv_path", type=click.Path(), default=None,
              help="Write every pair of forecast and event to a CSV file, ready to be corrected.")
@click.option("--force", is_flag=True, help="Replace the file if it is there.")
def events_command(dataset, csv_path, force):
    """List a dataset's events: how each ended, and how many forecasts speak of it.

    Events stand in data/events/DATASET.yml, outcomes in data/resolutions/DATASET.csv and in the ledger. A pair that is
    wrong is put right in data/events/DATASET.matches.csv: write same, opposite or none under orientation, in the sheet
    that --csv makes or in lines of your own (forecast_id,event_id,orientation,note).
    """
    from foresaid.errors import ForesaidError
    from foresaid.events import count_matches, match_events, read_events, read_matches
    from foresaid.findings import read, select
    from foresaid.ledger.outcomes import outcomes_of
    events = read_events(dataset)
    if events.empty:
        raise ForesaidError(f"There are no events for '{dataset}'. Write them into data/events/{dataset}.yml; "
                            "data/events/README.md says how.")
    corrections, outcomes = read_matches(dataset), outcomes_of(dataset)
    selection = select(dataset)
    forecasts = read(selection, "forecasts")
    matches = match_events(forecasts, events, corrections, outcomes)
    _say_events(count_matches(events, matches, outcomes))
    _say_corrections(corrections, forecasts, matches)
    if csv_path:
        _write_pairs(selection, (forecasts, events, matches), csv_path, force)


def _say_events(counts):
    lines = [("event", "deadline", "outcome", "decided", "forecasts", "opposite")]
    lines += [(row["event_id"], iso_day(row["deadline"]), row["status"], iso_day(row["occurred_on"]),
               f"{row['forecasts']:,}", f"{row['opposite']:,}") for row in counts.to_dict("records")]
    say_columns(lines, left=4)


def _say_corrections(corrections, forecasts, matches):
    click.echo(f"{matches['forecast_id'].nunique():,} forecasts in {len(matches):,} pairs.")
    if len(corrections):
        kept = forecasts.loc[forecasts["kind"] == "forecast", "forecast_id"]
        found = corrections["forecast_id"].isin(kept)
        late = (found & (corrections["orientation"] != "none")).sum() - (matches["by"] == "coder").sum()
        click.echo(f"{len(corrections):,} pairs were coded by hand: {(~found).sum():,} of statements that the finder "
                   f"does not call forecasts today, {late:,} of the day of decision or later, which never count.")


def _write_pairs(selection, found, path, force):
    from foresaid.corpus.exporting import write_csv
    from foresaid.events import list_matches
    from foresaid.sheets import as_text
    forecasts, events, matches = found
    pairs = list_matches(selection, forecasts, events, matches, longest=None)
    write_csv(pairs.assign(forecast_id=[as_text(one) for one in pairs["forecast_id"]]), path, force)
    click.echo(f"{path}: {len(matches):,} pairs. Correct the column orientation, keep the lines that you judged, and "
               f"save them as data/events/{selection.dataset}.matches.csv.")
