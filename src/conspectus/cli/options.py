"""Options that several subcommands share."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import click

json_option: Final = click.option(
    "--json", "as_json", is_flag=True, help="One JSON object on standard output."
)
quiet_option: Final = click.option("--quiet", "-q", is_flag=True, help="Only what went wrong.")
config_option: Final = click.option(
    "--config",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="The forum's settings; default: forum.toml in DIR.",
)


def processors() -> int:
    """Processors that this process may use: how many jobs there are where nobody says."""
    return len(os.sched_getaffinity(0))
