"""The documents of the project as tests read them: pages, links, anchors, commands."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from pathlib import Path

from tests.contracts.sources import ROOT

PAGES = [
    *(ROOT / name for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
]
_FENCE = re.compile(r"^```(\S*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
_PROGRAMS = "conspectus|make|python3?|git|systemctl|docker|pip|curl|createdb|scripts/\\S+"
_COMMAND = re.compile(
    rf"^(?:\$ )?((?:[A-Z_]+=\S+ )*(?:\.venv/bin/)?(?:{_PROGRAMS}) .+?)(?:\s+#.*)?$", re.MULTILINE
)
LANGUAGES_OF_COMMANDS = {"", "sh", "console", "bash"}


@dataclass(frozen=True)
class Command:
    """A line that a reader is told to type, without its comment."""

    page: Path
    text: str

    @property
    def words(self) -> list[str]:
        return shlex.split(self.text)


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def prose(page: Path) -> str:
    """Without blocks of code and inline code."""
    return re.sub(r"`[^`\n]*`", "``", _FENCE.sub("", page.read_text(encoding="utf-8")))


def commands(page: Path) -> list[Command]:
    return [
        Command(page, text)
        for language, block in _FENCE.findall(page.read_text(encoding="utf-8"))
        if language in LANGUAGES_OF_COMMANDS
        for text in _COMMAND.findall(block)
    ]


def links(page: Path) -> list[str]:
    return re.findall(r"(?<!!)\]\(([^)\s]+)\)", prose(page))


def anchors(page: Path) -> set[str]:
    """Of headings, as GitHub and MyST make them."""
    text = _FENCE.sub("", page.read_text(encoding="utf-8"))
    return {_slug(heading) for heading in re.findall(r"^#{1,6} (.+?)\s*$", text, re.MULTILINE)}


def _slug(heading: str) -> str:
    plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).replace("`", "").lower()
    return re.sub(r"[^\w\- ]", "", plain).replace(" ", "-")
