"""The ``conspectus`` command: finds the subcommand, and turns errors into one sentence."""

from __future__ import annotations

import importlib
import json
import os
import sys
from collections.abc import Sequence
from typing import Final

import click

from conspectus import __version__
from conspectus.cli.cycles import end_without_cycle_search, without_cycle_search
from conspectus.cli.exits import Exit, NothingUsableError
from conspectus.cli.terminal import ListenerGoneError
from conspectus.engine.errors import ConspectusError, InvariantError
from conspectus.record.errors import RecordError

COMMANDS: Final = {
    "synthesize": ("conspectus.cli.synthesize", "Write the paper of a folder of submissions."),
    "verify": ("conspectus.cli.verify", "Check a paper against its evidence."),
    "audit": ("conspectus.cli.audit.command", "Judge a sample of a paper's sentences."),
    "inspect": ("conspectus.cli.inspection", "Show what is read from one file."),
    "manifest": ("conspectus.cli.manifest", "Say what is unclear about a folder of submissions."),
    "import-paper": (
        "conspectus.cli.handwritten.command",
        "Say whom a paper by people cites, and where the words stand.",
    ),
    "init": ("conspectus.cli.site.init", "Make an installation of the site."),
    "serve": ("conspectus.cli.site.serve", "Serve the site, with its jobs and its record."),
    "createadmin": ("conspectus.cli.site.createadmin", "Give somebody the whole installation."),
    "demo": ("conspectus.cli.site.demo", "The embedded sample as a complete forum."),
    "import": ("conspectus.cli.site.importing", "Take submissions into the register of a site."),
    "import-discussion": (
        "conspectus.cli.site.import_discussion",
        "Take a mailing list's archives into the online forum.",
    ),
    "export": ("conspectus.cli.site.export", "Everything public as a folder of open data."),
    "person": ("conspectus.cli.site.person", "Hand out or erase what is kept of somebody."),
    "worker": ("conspectus.cli.site.worker", "Jobs, record and mail without a web process."),
    "receive": ("conspectus.cli.site.receive", "Take contributions by e-mail."),
    "migrate": ("conspectus.cli.site.migrate", "Bring the database to this version."),
    "upgrade": ("conspectus.cli.site.upgrade", "Check, back up, migrate, check again."),
    "backup": ("conspectus.cli.site.backup", "One file with everything, while the site runs."),
    "restore": ("conspectus.cli.site.restore", "An installation from a backup."),
    "verify-record": ("conspectus.cli.site.verify_record", "Check a public record or a receipt."),
    "mcp": ("conspectus.cli.site.mcp", "Let a language model read what is public, over stdio."),
    "doctor": ("conspectus.cli.doctor", "Say what is installed, what is missing, how to get it."),
}
"""Subcommands in the order of use, with their modules; each holds its command as ``command``."""


class Commands(click.Group):
    """Subcommands, imported when called.

    ``--help`` is quick, and ``doctor`` works where a library of another command is missing.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        """Names in the order of use."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command called ``cmd_name``, if there is one."""
        if cmd_name not in COMMANDS:
            return None
        with without_cycle_search():
            found = importlib.import_module(COMMANDS[cmd_name][0]).command
        return found if isinstance(found, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """The list under ``--help``, from the table instead of the commands."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, short) for name, (_, short) in COMMANDS.items()])


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="conspectus")
def conspectus() -> None:
    """From a folder of submissions to a synthesis paper that can be checked.

    Exit codes: 0 done; 1 a check failed; 2 wrong usage or configuration; 3 nothing usable in the
    input.
    """


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    end_without_cycle_search()
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        # Not Command.main(): it would take any broken pipe, a reader's child included, for a
        # terminal that went away.
        with conspectus.make_context("conspectus", given) as context:
            code = conspectus.invoke(context)
    except click.exceptions.Exit as done:
        return done.exit_code
    except ListenerGoneError:
        return Exit.DONE
    except click.exceptions.NoArgsIsHelpError as shown:
        click.echo(shown.format_message(), err=True)
        return Exit.USAGE
    except (Exception, KeyboardInterrupt) as error:
        sentence, failed = _explanation(error)
        if failed is Exit.INTERNAL and os.environ.get("CONSPECTUS_DEBUG"):
            raise
        click.echo(sentence, err=True)
        if "--json" in given:
            click.echo(json.dumps({"error": sentence, "exit": failed}, ensure_ascii=False))
        return failed
    return code if isinstance(code, int) else Exit.DONE


def _explanation(error: BaseException) -> tuple[str, Exit]:
    """One sentence for the person at the terminal, and the exit code."""
    sentence, code = str(error), Exit.USAGE
    match error:
        case click.UsageError(ctx=click.Context() as context):
            sentence = f"{error.format_message()} See '{context.command_path} --help'."
        case click.ClickException():
            sentence = error.format_message()
        case click.Abort() | KeyboardInterrupt():
            sentence, code = "Stopped.", Exit.STOPPED
        case NothingUsableError():
            code = Exit.NOTHING_USABLE
        case InvariantError():
            code = Exit.INTERNAL
            sentence = f"{sentence} This is a defect of Conspectus; please report it."
        case ConspectusError() | RecordError():
            pass
        case OSError(filename=str(name), strerror=reason):
            sentence = f"The system refused {name}: {reason}."
        case OSError():
            sentence = f"The system refused: {error}."
        case _:
            code = Exit.INTERNAL
            sentence = (
                f"Something is wrong inside Conspectus ({type(error).__name__}: {error}); please "
                "report it, with what the same command prints under CONSPECTUS_DEBUG=1."
            )
    return sentence, code


if __name__ == "__main__":
    sys.exit(main())
