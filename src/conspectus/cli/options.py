"""Options that several subcommands share."""

from __future__ import annotations

from typing import Final

import click

json_option: Final = click.option(
    "--json", "as_json", is_flag=True, help="One JSON object on standard output."
)
quiet_option: Final = click.option("--quiet", "-q", is_flag=True, help="Only what went wrong.")
