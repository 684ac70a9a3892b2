"""Pages of lists by cursor: what is added or taken away meanwhile moves no other row.

A cursor holds the values of the last row by which the list is sorted (keyset pagination), as
URL-safe base64 of JSON. It is no secret and no promise: what a list holds is looked at again.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Sequence
from typing import Any, Final

from django.core.exceptions import FieldError, ValidationError
from django.db.models import Model, Q, QuerySet
from django.http import Http404, HttpRequest
from ninja import Schema
from pydantic import Field

from conspectus.core.prepared import LARGEST

USUAL: Final = 50
MOST: Final = 200


class Page(Schema):
    """Which part of a list: after ``cursor`` (empty: from the beginning), ``limit`` rows."""

    cursor: str = Field(
        "",
        max_length=600,
        pattern="^[A-Za-z0-9_-]*$",
        description="What the page before gave as next.",
    )
    limit: int = Field(USUAL, ge=1, le=MOST, description="Rows of this page.")


def written(values: Sequence[str | int]) -> str:
    """The cursor for a row with these values."""
    text = json.dumps(list(values), ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read(cursor: str, count: int) -> list[str | int]:
    """The values of a cursor.

    Raises:
        Http404: no list of this kind has given it.
    """
    try:
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
        values = json.loads(text)
        if isinstance(values, list) and len(values) == count and all(map(_fits, values)):
            return values
    except (ValueError, binascii.Error, RecursionError) as error:
        raise _wrong() from error
    raise _wrong()


def _fits(value: object) -> bool:
    if isinstance(value, str):
        value.encode()  # a lone surrogate fails here
        return "\0" not in value
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) <= LARGEST


def _wrong() -> Http404:
    """There is no such page of the list."""
    return Http404("cursor")


def page_of(
    request: HttpRequest, rows: QuerySet[Any], page: Page, *, by: Sequence[str]
) -> tuple[list[Any], str | None]:
    """A page of rows sorted by ``by``, whose last name is unique, and the next cursor; one query.

    Raises:
        Http404: the cursor is of another list.
    """
    if page.cursor:
        try:
            rows = rows.filter(_after(by, read(page.cursor, len(by))))
        except (TypeError, ValueError, ValidationError, FieldError) as error:
            raise _wrong() from error
    found = list(rows.order_by(*by)[: page.limit + 1])
    if len(found) <= page.limit:
        return found, None
    last = found[page.limit - 1]
    return found[: page.limit], _next(request, [_value(last, name) for name in by])


def part_of(request: HttpRequest, rows: Sequence[Any], page: Page) -> tuple[list[Any], str | None]:
    """The same of what is a whole already; the cursor counts."""
    start = read(page.cursor, 1)[0] if page.cursor else 0
    if not isinstance(start, int) or start < 0:
        raise _wrong()
    shown = list(rows[start : start + page.limit])
    end = start + len(shown)
    return shown, _next(request, [end]) if end < len(rows) and shown else None


def counted_page(page: Page) -> int:
    """The number of a page of a ranked list, from 1."""
    number = read(page.cursor, 1)[0] if page.cursor else 1
    if not isinstance(number, int) or not 1 <= number <= 1_000:
        raise _wrong()
    return number


def next_number(request: HttpRequest, number: int) -> str:
    """The cursor of a page of a ranked list."""
    return _next(request, [number])


def _next(request: HttpRequest, values: Sequence[str | int]) -> str:
    made = written(values)
    request.next_cursor = made  # type: ignore[attr-defined] # for the header Link
    return made


def _after(by: Sequence[str], values: Sequence[str | int]) -> Q:
    """Rows behind the values: greater in the first name that differs, or less behind a minus."""
    found, same = Q(), Q()
    for name, value in zip(by, values, strict=True):
        field, over = name.removeprefix("-"), "lt" if name.startswith("-") else "gt"
        found |= same & Q(**{f"{field}__{over}": value})
        same &= Q(**{field: value})
    return found


def _value(row: Model, name: str) -> str | int:
    value: Any = row
    for part in name.removeprefix("-").split("__"):
        value = getattr(value, part)
    return value if isinstance(value, str | int) else str(value)
