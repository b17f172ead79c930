"""The command line: `foresaid …`. One module a family of commands; each command is thin and calls the library.

Exit codes: 0 done or nothing to do, 1 a report failed, 2 wrong usage or input that cannot be read.
"""

import importlib
import sys

import click

from foresaid.errors import ForesaidError

# command → module that holds it; imported only when the command is called, so that `foresaid --help` is quick
COMMANDS = {
    "get": "corpus", "import": "corpus", "datasets": "corpus", "export": "corpus",
    "analyse": "analyse", "explain": "explain", "check": "words",
    "report": "reports", "params": "reports",
    "events": "events", "ledger": "ledger",
    "dictionary": "words",
}


class LazyGroup(click.Group):
    """A group whose commands are imported when they are asked for."""

    def list_commands(self, ctx):
        """Names in the order in which a newcomer needs them."""
        return list(COMMANDS)

    def get_command(self, ctx, name):
        """Import the module of a command and return it: the click command `<name>_command`."""
        if name not in COMMANDS:
            return None
        module = importlib.import_module(f"foresaid.cli.{COMMANDS[name]}")
        return getattr(module, f"{name}_command")

    def resolve_command(self, ctx, args):
        """Say which command was probably meant."""
        from foresaid.errors import did_you_mean
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            ctx.fail(f"No such command '{args[0]}'.{did_you_mean(args[0], COMMANDS)}")
        return super().resolve_command(ctx, args)


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="foresaid", prog_name="foresaid")
def cli():
    """Foresaid: topics, actors and forecast statements in the news, with the sentences behind every number."""


def main(argv=None):
    """Run the command line; a reader's own slip is one line on stderr and exit code 2."""
    try:
        cli.main(args=argv, prog_name="foresaid", standalone_mode=False)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.Abort:
        click.echo("Stopped.", err=True)
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except ForesaidError as error:
        click.echo(f"foresaid: {error}", err=True)
        sys.exit(2)
    except OSError as error:  # a full disk, a missing right: for the reader to mend, whatever was being written
        where = f"{error.filename}: " if error.filename else ""
        click.echo(f"foresaid: {where}{error.strerror or error}. Make room there or allow it, or set FORESAID_HOME to "
                   "another folder, and run this again.", err=True)
        sys.exit(1)
