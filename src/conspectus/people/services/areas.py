"""Countries, regions and values: found by any of their names, printed as the institution says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from conspectus.core.errors import SiteError
from conspectus.core.models import Scope
from conspectus.core.publication import mark_changed
from conspectus.core.recording import record
from conspectus.formats.intake.folding import fold
from conspectus.people.models import Area

CLOSE = 80.0
"""Likeness, 0 to 100, from which a name is proposed for what was written."""

_BETWEEN = re.compile(r"\s*(?:[,/;|()،、]|\s[-–—&]\s|\b(?:and|et|y|و|и)\b|和)\s*")
_WORD = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]\.?)*")
_LONGEST_NAME = 6


def find_area(text: str) -> Area | None:
    """The area that ``text`` names in full: by a name in any language, or a code. One query."""
    return AreaNames.of_table().find(text)


def propose_areas(text: str, *, limit: int = 5) -> list[Area]:
    """Areas that ``text`` mentions or nearly names, the most likely first. One query."""
    return AreaNames.of_table().propose(text, limit=limit)


class AreaNames:
    """All names of all areas, read once: for many look-ups in a row.

    Codes count in capitals only ("IT" is Italy, "it" is a word), and not inside a sentence.
    """

    def __init__(self, areas: Iterable[Area]) -> None:
        self._codes: dict[str, Area] = {}
        self._names: dict[str, Area] = {}
        for area in areas:
            for code in (area.code, area.alpha3, area.m49):
                if code:
                    self._codes.setdefault(code, area)
            for name in (*area.names.values(), *area.other_names):
                # The first keeps a name that two have (a country before a region).
                self._names.setdefault(_folded(name), area)

    @classmethod
    def of_table(cls) -> AreaNames:
        """What the table holds now, countries first; one query."""
        return cls(Area.objects.order_by("kind", "code"))

    def find(self, text: str) -> Area | None:
        """The area that ``text`` names in full."""
        return self._codes.get(text.strip().replace(".", "")) or self._names.get(_folded(text))

    def propose(self, text: str, *, limit: int = 5) -> list[Area]:
        """Countries that parts of the text name, then what it nearly names, then regions in it."""
        found: dict[str, Area] = {}
        exact = self.find(text)
        parts = [self.find(part) for part in _BETWEEN.split(text) if part]
        for area in (exact, *parts, *self._mentioned(text), *self._close(text, limit)):
            if area is not None:
                found.setdefault(area.code, area)
        # A country says more than the region that stands beside it.
        chosen = sorted(found.values(), key=lambda area: area.kind != Area.Kind.COUNTRY)
        return chosen[:limit]

    def _mentioned(self, text: str) -> Iterable[Area]:
        """Areas named inside a longer text, the longest names first."""
        words = _WORD.findall(text)
        for size in range(min(_LONGEST_NAME, len(words)), 0, -1):
            for start in range(len(words) - size + 1):
                piece = " ".join(words[start : start + size])
                # "US" names a country, "us" does not.
                if len(piece) > 3 or piece.isupper() or not piece.isascii():
                    area = self._names.get(_folded(piece))
                    if area is not None:
                        yield area

    def _close(self, text: str, limit: int) -> Iterable[Area]:
        key = _folded(text)
        if len(key) < 4:
            return
        hits = process.extract(
            key, list(self._names), scorer=fuzz.ratio, score_cutoff=CLOSE, limit=limit
        )
        for name, _score, _position in sorted(hits, key=lambda hit: (-hit[1], hit[0])):
            yield self._names[name]


def _folded(name: str) -> str:
    return fold(name).removeprefix("the ")


@transaction.atomic
def edit_area(
    area: Area,
    *,
    names: Mapping[str, str],
    other_names: Sequence[str],
    un_group: str,
    footnote: Mapping[str, str],
) -> Area:
    """Changes how the installation prints an area; a label that is replaced still finds it.

    Raises:
        SiteError: no name is left.
    """
    if not names:
        raise SiteError(_("An area needs a name in at least one language."), field="names_en")
    replaced = [name for name in area.names.values() if name not in names.values()]
    area.names = dict(names)
    area.other_names = list(dict.fromkeys([*other_names, *replaced]))
    area.un_group = un_group
    area.footnote = dict(footnote)
    area.save()
    record(
        "decision",
        "/",
        {"decision": "area", "code": area.code, "names": area.names, "footnote": area.footnote},
    )
    for scope in Scope.objects.filter(parent__isnull=False):
        mark_changed(scope)
    return area
