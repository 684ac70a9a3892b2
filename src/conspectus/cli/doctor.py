"""``conspectus doctor``: what is installed, what is missing, what it is for, how to get it."""

from __future__ import annotations

import importlib
import os
import platform
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path
from typing import Final

import click

from conspectus.cli.cache import cache_folder
from conspectus.cli.exits import Exit
from conspectus.cli.findings import Finding, wrong
from conspectus.cli.options import json_option
from conspectus.cli.site.homes import home_option, is_installed
from conspectus.cli.terminal import Terminal

OLDEST_PYTHON: Final = (3, 11)


@dataclass(frozen=True, slots=True)
class Program:
    """A program of the system, any of ``names`` on the path, from a Debian ``package``."""

    names: tuple[str, ...]
    purpose: str
    package: str


PROGRAMS: Final = (
    Program(("soffice", "libreoffice"), "reads .doc files", "libreoffice-writer"),
    Program(
        ("chromium-headless-shell", "chromium", "chromium-browser"),
        "tests of pages in a browser",
        "chromium-headless-shell",
    ),
    Program(("epubcheck",), "tests of EPUB files", "epubcheck"),
    Program(("pdftoppm",), "tests of PDF pages", "poppler-utils"),
)


@dataclass(frozen=True, slots=True)
class Font:
    """A font that the PDF needs for a script: its file, from a Debian ``package``."""

    file: str
    script: str
    package: str


FONTS: Final = (
    Font("NotoNaskhArabic-Regular.ttf", "Arabic", "fonts-noto-core"),
    Font("NotoSerifCJK-Regular.ttc", "Chinese", "fonts-noto-cjk"),
)
FONT_FOLDERS: Final = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.fonts",
    "~/.local/share/fonts",
)


@click.command("doctor")
@home_option
@json_option
def command(*, home: Path, as_json: bool) -> int:
    """Say what is installed, what is missing, and how to get it; and how the site in --home is.

    Exits with 1 where something is missing or wrong without which the site does not work.
    """
    terminal = Terminal(as_json=as_json)
    findings = [_python(), *_libraries(), _model(), *_fonts(), *_programs(), _cache()]
    if all(finding.found for finding in findings if finding.needed):
        findings += _site(home)
    for finding in findings:
        terminal.say(_line(finding))
    healthy = all(finding.found for finding in findings if finding.needed)
    terminal.result({"healthy": healthy, "findings": [asdict(finding) for finding in findings]})
    return Exit.DONE if healthy else Exit.CHECK_FAILED


def _site(home: Path) -> Iterator[Finding]:
    """What a library or a damaged home keeps from starting is itself a finding."""
    if not is_installed(home):
        return
    of_home = importlib.import_module("conspectus.cli.site.condition_of_home")
    findings = list(of_home.condition_of_home(home))
    yield from findings
    if any(finding.needed and not finding.found and finding.name == "keys" for finding in findings):
        return
    try:
        importlib.import_module("conspectus.cli.site.installation").enter(home)
    except (ValueError, OSError, _improper()) as error:
        sentence = f"The settings cannot be read ({error}): look at the CONSPECTUS_ variables."
        yield wrong("settings", "the site", sentence)
        return
    yield from importlib.import_module("conspectus.cli.site.condition").condition(home)


def _improper() -> type[Exception]:
    """Django's error for a setting that makes no sense; asked for where Django is there."""
    found: type[Exception] = importlib.import_module("django.core.exceptions").ImproperlyConfigured
    return found


def _python() -> Finding:
    recent = sys.version_info >= OLDEST_PYTHON
    return Finding(
        name="Python",
        purpose="everything",
        found=platform.python_version() if recent else None,
        needed=True,
        how="apt-get install python3.11 python3.11-venv",
    )


def _libraries() -> Iterator[Finding]:
    """What the installed distribution requires, its extras apart."""
    for requirement in metadata.requires("conspectus") or ():
        name = re.match(r"[A-Za-z0-9._-]+", requirement)
        if name is None or "extra ==" in requirement:
            continue
        try:
            found = metadata.version(name[0])
        except metadata.PackageNotFoundError:
            found = None
        yield Finding(
            name=name[0],
            purpose="a library of the core",
            found=found,
            needed=True,
            how="pip install --require-hashes -r requirements/run.txt",
        )


def _model() -> Finding:
    """Imported here: where numpy itself is missing, that is for ``_libraries`` to say."""
    try:
        model = importlib.import_module("conspectus.engine.embedding").load_default()
    except ImportError:
        model = None
    return Finding(
        name="sentence model",
        purpose="finds the same view in other words and other languages",
        found=model.name if model is not None else None,
        needed=False,
        how="pip install 'conspectus[model]'",
    )


def _fonts() -> Iterator[Finding]:
    folders = [Path(folder).expanduser() for folder in FONT_FOLDERS]
    for font in FONTS:
        paths = (path for folder in folders for path in folder.rglob(font.file))
        yield Finding(
            name=f"{font.script} font",
            purpose=f"{font.script} in PDF",
            found=next(map(str, paths), None),
            needed=False,
            how=f"apt-get install {font.package}",
        )


def _programs() -> Iterator[Finding]:
    for program in PROGRAMS:
        paths = (shutil.which(name) for name in program.names)
        yield Finding(
            name=program.names[0],
            purpose=program.purpose,
            found=next((path for path in paths if path), None),
            needed=False,
            how=f"apt-get install {program.package}",
        )


def _cache() -> Finding:
    folder = cache_folder()
    nearest = next(parent for parent in (folder, *folder.parents) if parent.exists())
    return Finding(
        name="cache",
        purpose="makes a second run quick",
        found=str(folder) if os.access(nearest, os.W_OK) else None,
        needed=False,
        how=f"make {nearest} writable, or set XDG_CACHE_HOME",
    )


def _line(finding: Finding) -> str:
    if finding.found:
        return f"ok       {finding.name} {finding.found} ({finding.purpose})"
    if finding.is_wrong:
        return f"{'WRONG' if finding.needed else 'note':<9}{finding.name}: {finding.how}"
    mark = "MISSING" if finding.needed else "missing"
    return f"{mark}  {finding.name} ({finding.purpose}): {finding.how}"
