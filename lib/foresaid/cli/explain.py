"""`foresaid explain`: what was found in a sentence, and why."""

import click


@click.command("explain", short_help="Say what is found in a sentence, and why.")
@click.argument("sentence")
@click.option("--published", metavar="DATE", default="", help="The day it appeared, like 2017-01-05; horizons need it.")
@click.option("--title", metavar="TEXT", default="", help="The headline above it; it is looked at too.")
def explain_command(sentence, published, title):
    """Show every field of each forecast, intention or retrospective in SENTENCE, and what spoke for and against.

    Several sentences in one text are read in their order, as those of an article. Weights are natural logarithms of
    odds: +0.69 doubles the odds of the kind against none.
    """
    from foresaid.explanations import explain
    click.echo(repr(explain(sentence, published, title)))
