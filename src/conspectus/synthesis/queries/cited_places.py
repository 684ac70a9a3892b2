"""Where the words of a citation stand, and what has become of that since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from conspectus.core.citable import Standing, line_of, told
from conspectus.synthesis.models import Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A paragraph of a contribution, or a source of another kind with a ``line`` that names it.

    ``address``: permanent, after the language. ``withdrawn`` and ``hidden``: since it was cited.
    """

    address: str
    title: str = ""
    number: int = 0
    paragraph: int = 0
    line: str = ""
    withdrawn: bool = False
    hidden: bool = False


COLUMNS = (
    *("version__title", "contribution__number", "paragraph", "version__k"),
    *("contribution__withdrawn", "kind", "address"),
)
"""What `place_of` reads of a citation; last comes `core.citable.standing_of`."""


def place_of(path: str, columns: Sequence[Any]) -> Place:
    """A citation's place. ``path``: the cycle's, as "igf/2026"; ``columns``: see `COLUMNS`."""
    title, number, paragraph, k, withdrawn, kind, address, standing = columns
    if kind:
        source = told(kind, address, standing)
        return Place(
            address=address,
            title=source.title,
            line=source.line,
            withdrawn=source.standing in (Standing.WITHDRAWN, Standing.ERASED),
            hidden=source.standing == Standing.HIDDEN,
        )
    return Place(
        address=f"/{path}/contributions/{number or 0}/v{k}/p{paragraph}/",
        title=title,
        number=number or 0,
        paragraph=paragraph,
        withdrawn=withdrawn is not None,
    )


def place_of_row(path: str, one: Citation) -> Place:
    """Of a citation with its contribution and version, annotated with ``standing``."""
    said, version = one.contribution, one.version
    number, withdrawn = (said.number, said.withdrawn) if said else (None, None)
    title, k = (version.title, version.k) if version else ("", 0)
    standing = getattr(one, "standing", "")
    return place_of(
        path, (title, number, one.paragraph, k, withdrawn, one.kind, one.address, standing)
    )


def place_of_passage(
    path: str, number: int | None, k: int | None, at: int, *, kind: str, address: str
) -> Place:
    """Of a passage of the map: without what has become of it since; "" where nothing is known."""
    if kind:
        return Place(address=address, line=line_of(kind, address))
    if number is None or k is None:
        return Place(address="")
    return place_of(path, ("", number, at, k, None, "", "", ""))
