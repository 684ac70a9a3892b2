"""What a mail quoted, and its signature: kept with the draft, published only where it is added."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from conspectus.contributions.models import Version
from conspectus.contributions.services.documents import add_text
from conspectus.contributions.services.drafting import keep_typed, typed_of

STEP: Final = "letter"
"""The step under which a draft keeps it, until it is sent (`drafting.typed_of`)."""

SHOWN: Final = 20
"""Lines that the page shows."""

_LONGEST_LINE: Final = 160
_TITLES: Final = {"quoted": gettext_noop("Quoted text"), "signature": gettext_noop("Signature")}


@dataclass(frozen=True, slots=True)
class ApartPart:
    """A part as the page shows it. ``name``: "quoted" or "signature"."""

    name: str
    title: str
    lines: list[str]
    is_cut: bool


def keep_apart(version: Version, *, quoted: str, signature: str) -> None:
    """Keeps what there is with the draft."""
    typed = {"quoted": quoted, "signature": signature}
    if any(typed.values()):
        keep_typed(version, step=STEP, typed=typed)


def apart_of(version: Version) -> list[ApartPart]:
    """What is kept of a draft's mail; no query."""
    kept = typed_of(version, STEP) or {}
    return [
        _part(name, title, kept[name])
        for name, title in _TITLES.items()
        if kept.get(name, "").strip()
    ]


def add_apart(version: Version, button: str) -> None:
    """Makes a text of the draft of the part that a button names ("apart-quoted"), and once.

    Raises:
        SiteError: there are too many documents, or it holds no words.
    """
    action, _dash, name = button.partition("-")
    kept = typed_of(version, STEP) or {}
    if action != "apart" or not kept.get(name, "").strip():
        return
    add_text(version, text=kept[name], title=_(_TITLES[name]))
    keep_typed(version, step=STEP, typed={**kept, name: ""})


def _part(name: str, title: str, text: str) -> ApartPart:
    lines = [line[:_LONGEST_LINE] for line in text.splitlines() if line.strip()]
    return ApartPart(name, _(title), lines[:SHOWN], is_cut=len(lines) > SHOWN)
