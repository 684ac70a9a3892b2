"""The register of citable texts: how a source reaches `synthesis` whatever app it comes from.

Apps with sources register a provider; `synthesis` asks for the texts of a cycle's call and for
the address of a span. It knows none of their models (DESIGN §2). Years later, where a page shows
whose words a sentence rests on, the app tells what has become of the source: see `Teller`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import Final

from django.db.models import Case, Expression, OuterRef, Subquery, TextField, Value, When
from django.utils.module_loading import import_string

from conspectus.engine.corpus import Correction, ForumSettings, Holder, Source
from conspectus.engine.revision.acts import Act

GROUP: Final = "group"
"""Kind of a target that is what was said without attribution: nobody may be named for it."""
NOBODY: Final = "group."
"""What the id of a holder begins with that only stands for such words; no other has a dot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a span of a source's text is on the site.

    ``start`` and ``end``: offsets into the source's text. Of a contribution: the keys of it and of
    its version, and the number of the paragraph. Of anything else: ``kind`` of its teller, ``key``
    of its row there, and its permanent ``address`` ("/igf/2026/discussion/3/12/").
    """

    start: int
    end: int
    contribution: int | None = None
    version: int | None = None
    paragraph: int = 0
    kind: str = ""
    key: int | None = None
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CitableTexts:
    """The sources of one kind with their holders; ``targets`` by source id, ordered by start.

    ``addresses``: source id → permanent address of what it is ("/igf/2026/contributions/7/v1/").
    ``corrections``, ``acts``: what came with an imported folder as settled about these sources,
    and about the text of a paper that draws on them.
    """

    sources: tuple[Source, ...] = ()
    holders: tuple[Holder, ...] = ()
    targets: Mapping[str, tuple[Target, ...]] = field(default_factory=dict)
    addresses: Mapping[str, str] = field(default_factory=dict)
    corrections: tuple[Correction, ...] = ()
    acts: tuple[Act, ...] = ()


Provider = Callable[[str, str, ForumSettings], CitableTexts]
"""(scope path, call slug or "", settings of the paper) → the published texts there."""

_providers: dict[str, str] = {}


def register_provider(kind: str, provider: str) -> None:
    """Called by each app with sources when it is ready. ``provider``: its dotted name.

    By name, because what reads texts for the engine is heavy, and web processes never need it.
    """
    _providers[kind] = provider


def citable_texts(scope: str, call: str, settings: ForumSettings) -> list[CitableTexts]:
    """All published sources of a scope, by kind."""
    return [import_string(_providers[kind])(scope, call, settings) for kind in sorted(_providers)]


class Standing(StrEnum):
    """What has become of a source since a paper cited it; of what is erased no paper has words."""

    SHOWN = "s"
    WITHDRAWN = "w"
    HIDDEN = "h"
    ERASED = "e"


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sent a source: an address to write to about the paper that cites it.

    ``authorised``: why its answers bind who holds the views; empty where nobody vouches for that.
    """

    email: str
    is_verified: bool
    language: str
    authorised: str = ""


@dataclass(frozen=True, slots=True)
class Teller:
    """How an app tells of its sources where a paper cites them.

    ``standing``: the key of a source in an outer query → a text: a letter of `Standing`, then the
    title under which it stands now; so a page of any number of sources asks the database nothing
    more. ``line``: the address of a source → what it is, in the reader's language. ``senders``:
    addresses of sources of one cycle → who sent them, in one query; erased ones are left out.
    ``words``: addresses → the words that stand there now. ``places``: the scope's path → where
    sources stand that the rapporteur has chosen: [(address that theirs begin with, title)].
    """

    standing: Callable[[OuterRef], Subquery]
    line: Callable[[str], str]
    senders: Callable[[Collection[str]], Mapping[str, Sender]]
    words: Callable[[Collection[str]], Mapping[str, str]] = lambda _addresses: {}
    places: Callable[[str], Sequence[tuple[str, str]]] = lambda _path: ()


@dataclass(frozen=True, slots=True)
class Told:
    """A source as pages name it."""

    line: str
    title: str
    standing: Standing


_tellers: dict[str, str] = {}


def register_teller(kind: str, teller: str) -> None:
    """Called by each app whose sources are no contributions. ``teller``: its dotted name."""
    _tellers[kind] = teller


def is_told(kind: str) -> bool:
    """Whether an app tells of sources of a kind: of contributions none does."""
    return kind in _tellers


@cache
def _teller(dotted: str) -> Teller:
    found = import_string(dotted)
    if not isinstance(found, Teller):
        raise TypeError(dotted)
    return found


def standing_of(prefix: str = "") -> Expression:
    """For rows with ``kind`` and ``key`` of a `Target`: what `told` needs, "" where no kind is."""
    cases = [
        When(**{f"{prefix}kind": kind}, then=_teller(dotted).standing(OuterRef(f"{prefix}key")))
        for kind, dotted in sorted(_tellers.items())
    ]
    return Case(*cases, default=Value(""), output_field=TextField())


def line_of(kind: str, address: str) -> str:
    """What the source at an address is; "" where no app tells of its kind."""
    return _teller(_tellers[kind]).line(address) if is_told(kind) else ""


def told(kind: str, address: str, standing: str | None) -> Told:
    """A source by what `standing_of` gave; of what is there no more it says that it is erased."""
    code, title = (standing or Standing.ERASED)[:1], (standing or "")[1:]
    return Told(line=line_of(kind, address), title=title, standing=Standing(code))


def senders_of(addresses: Collection[str]) -> dict[str, Sender]:
    """Who sent the sources at these addresses of a cycle; one query for each kind, if any."""
    found: dict[str, Sender] = {}
    for dotted in _tellers.values() if addresses else ():
        found.update(_teller(dotted).senders(addresses))
    return found


def words_of(kind: str, addresses: Collection[str]) -> Mapping[str, str]:
    """What stands now at addresses of sources of a kind; nothing of what is there no more."""
    return _teller(_tellers[kind]).words(addresses) if is_told(kind) else {}


def places_of(path: str) -> list[tuple[str, str]]:
    """All that papers of a cycle may be limited to, besides calls: threads, meetings."""
    return [one for kind in sorted(_tellers) for one in _teller(_tellers[kind]).places(path)]
