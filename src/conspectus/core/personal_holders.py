"""Which apps keep data of persons, and what they are asked about whom; no model is needed here.

Apps import downwards only, so each names here, when it is ready and by dotted name, the functions
that know its own rows (`core.personal_data` calls them).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.db import models
from django.db.models import Q
from django.db.models.lookups import Exact

from conspectus.core.text import InSmallLetters

ERASED: Final = "erased person"
"""What stands in place of a name where something has to say that somebody acted."""

REASON: Final = "Asked for by the person."
"""In the public record, for ever."""

Row = dict[str, Any]


class Wish(models.TextChoices):
    """What is to become of the contributions of a person who wants to be forgotten."""

    KEEP = "keep"
    WITHDRAW = "withdraw"
    ERASE = "erase"


@dataclass(frozen=True, slots=True, kw_only=True)
class Whose:
    """Of whom. ``addresses``: in lower case. ``account``, ``person``: keys, where there are such.

    ``name``: as the account's person is printed. ``contribution``: the key of the one contribution
    whose private link was shown: then nothing else counts, for a link may have been passed on.
    """

    addresses: frozenset[str] = frozenset()
    account: int | None = None
    person: int | None = None
    name: str = ""
    contribution: int | None = None

    def has_address(self, column: str) -> Q:
        """Rows whose column holds one of the addresses, in whatever case; none where none is.

        In small letters: among capitals "ı" is "I" and "ſ" is "S", so that whoever owned an address
        with one of them would get, and erase, what is kept of another person.
        """
        found = Q(pk__in=())
        for address in sorted(self.addresses):
            found |= Q(Exact(InSmallLetters(column), address))
        return found


@dataclass(frozen=True, slots=True)
class Part:
    """One file of JSON. ``says``: what it is, for a reader; ``files``: name there → path kept."""

    name: str
    says: str
    rows: Sequence[Row]
    files: Mapping[str, str] = field(default_factory=dict)


_modules: dict[str, str] = {}


def hold(app: str, module: str) -> None:
    """An app says which module of it knows its rows of persons; the lower apps first.

    The module has ``export(whose)``, which gives its `Part`s; ``prepare(whose, wish)``, which
    raises SiteError where somebody cannot go, and does what takes long or has transactions of its
    own, perhaps twice; ``erase(whose, wish)`` for the rest, in one transaction with all other apps,
    the upper ones first.
    """
    _modules[app] = module


def holders() -> list[str]:
    """The modules, those of the lower apps first."""
    return list(_modules.values())
