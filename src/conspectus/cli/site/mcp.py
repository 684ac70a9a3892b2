"""``conspectus mcp``: the reading tools of the API for language models, over stdio."""

from __future__ import annotations

import importlib
import importlib.util
from pathlib import Path

import click

from conspectus.cli.exits import CommandError, Exit
from conspectus.cli.site.installation import with_home


@click.command("mcp")
@with_home
def command(*, home: Path) -> int:  # noqa: ARG001 - entered already
    """Let a language model read what is public, by the Model Context Protocol over stdio.

    It can change nothing, and sees nothing that a reader of the site does not see.
    """
    if importlib.util.find_spec("mcp") is None:
        raise CommandError("This needs the extra mcp: pip install 'conspectus[mcp]'.")
    importlib.import_module("conspectus.site.api.mcp_server").serve()
    return Exit.DONE
