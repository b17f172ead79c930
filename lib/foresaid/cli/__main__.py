"""`python -m foresaid.cli`: the command line without the installed script."""

from foresaid.cli import main

main()
