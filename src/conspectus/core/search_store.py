"""Where the index keeps its tokens: a table of each database, with the same answers from both.

SQLite ranks by its own `bm25` (FTS5). PostgreSQL has no such function, and what it counts in a
`tsvector` ends at 256 occurrences and 16,383 words: so it keeps how often each token stands in
each text, and works the same formula out of that (Robertson and Zaragoza 2009; k1 = 1.2, b = 0.75,
as FTS5 has them). A row of tokens one after another is looked for in the few texts that hold all.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from conspectus.core.search_query import Query, Sought

TABLE = "core_searchtokens"
AT_ONCE = 50
"""Texts whose tokens PostgreSQL is given in one statement."""

TITLE, HOLDER, TEXT = 4, 3, 1
"""How much a word counts in title, holder and text."""

Row = tuple[Any, ...]
"""kind, key, language, title, holder, text, anchors, tokens of the text, how many texts in all."""


@dataclass(frozen=True, slots=True)
class Line:
    """The tokens of an entry (its primary key), between spaces."""

    entry: int
    title: str
    holder: str
    text: str
    place: str


def write_lines(lines: Sequence[Line]) -> None:
    """Adds the tokens of entries that have none."""
    with connection.cursor() as cursor:
        rows = [(one.entry, one.title, one.holder, one.text, one.place) for one in lines]
        if connection.vendor == "sqlite":
            cursor.executemany(
                f"INSERT INTO {TABLE}(rowid, title, holder, text, place)"  # noqa: S608 - our table
                " VALUES (%s, %s, %s, %s, %s)",
                rows,
            )
            return
        cursor.executemany(
            f"INSERT INTO {TABLE}(entry, title, holder, text, place, length)"  # noqa: S608 - our table
            " VALUES (%s, %s, %s, %s, string_to_array(%s, ' '), %s)",
            [(*row, sum(len(part.split()) for part in row[1:])) for row in rows],
        )
        for begin in range(0, len(lines), AT_ONCE):
            often = [(one.entry, _often(one)) for one in lines[begin : begin + AT_ONCE]]
            cursor.execute(
                "INSERT INTO core_searchposting(entry, token, often)"
                " SELECT * FROM unnest(%s::bigint[], %s::text[], %s::int[])",
                [
                    [entry for entry, counted in often for _ in counted],
                    [token for _, counted in often for token in counted],
                    [times for _, counted in often for times in counted.values()],
                ],
            )


def _often(line: Line) -> Counter[str]:
    """Each token with how often it stands in the entry, as much as each place counts."""
    often: Counter[str] = Counter()
    for part, weight in ((line.title, TITLE), (line.holder, HOLDER), (line.text, TEXT)):
        for token, times in Counter(part.split()).items():
            often[token] += weight * times
    return often


def delete_lines(entries: Sequence[int]) -> None:
    """Takes the tokens of entries out."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany(
                f"DELETE FROM {TABLE} WHERE rowid = %s",  # noqa: S608 - our table
                [(entry,) for entry in entries],
            )
            return
        # By the tokens that the entries have: the postings need no second index.
        cursor.execute(
            f"DELETE FROM core_searchposting AS posting USING {TABLE} AS line,"  # noqa: S608 - our table
            " LATERAL (SELECT DISTINCT regexp_split_to_table("
            "concat_ws(' ', line.title, line.holder, line.text), '\\s+') AS token) AS found"
            " WHERE line.entry = ANY(%s) AND posting.entry = line.entry"
            " AND posting.token = found.token",
            [list(entries)],
        )
        cursor.execute(f"DELETE FROM {TABLE} WHERE entry = ANY(%s)", [list(entries)])  # noqa: S608 - our table


def sweep_lines() -> None:
    """Writes the index anew, without what was taken out of it."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {TABLE}({TABLE}) VALUES ('optimize')")  # noqa: S608 - our table
    else:
        transaction.on_commit(_vacuum)


def _vacuum() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"VACUUM {TABLE}, core_searchposting")


def found_rows(
    wanted: Query, places: Sequence[str], window: tuple[int, int], *, every: bool
) -> list[Row]:
    """The texts that hold all that is wanted, or any of it; the best first. One statement.

    ``window``: how many, and how many before them.
    """
    if connection.vendor == "sqlite":
        expression = wanted.expression(places, every=every)
        sql = _FTS5
        parameters: list[Any] = [expression, expression, *window]
    else:
        sql, parameters = _postings(wanted.sought, places, every=every)
        parameters += window
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall())


_FTS5 = f"""
SELECT entry.kind, entry.key, entry.language, entry.title, entry.holder, entry.text,
       entry.anchors, tokens.text, found.hits
FROM (SELECT rowid AS number, bm25({TABLE}, {TITLE}.0, {HOLDER}.0, {TEXT}.0, 0.0) AS worth,
             (SELECT count(*) FROM {TABLE} WHERE {TABLE} MATCH %s) AS hits
      FROM {TABLE} WHERE {TABLE} MATCH %s
      ORDER BY worth, number LIMIT %s OFFSET %s) AS found
JOIN core_searchentry AS entry ON entry.id = found.number
JOIN {TABLE} AS tokens ON tokens.rowid = found.number
ORDER BY found.worth, found.number
"""  # noqa: S608 - our own names and figures; what is looked for is a parameter

_ROWS = f"""
SELECT entry.kind, entry.key, entry.language, entry.title, entry.holder, entry.text,
       entry.anchors::text, line.text, found.hits
FROM (SELECT entry, worth, count(*) OVER () AS hits FROM ranked
      ORDER BY worth DESC, entry LIMIT %s OFFSET %s) AS found
JOIN core_searchentry AS entry ON entry.id = found.entry
JOIN {TABLE} AS line ON line.entry = found.entry
ORDER BY found.worth DESC, found.entry
"""  # noqa: S608 - our own names

_RANKED = f"""
all_lines AS (SELECT count(*)::float8 AS lines, sum(length)::float8 / count(*) AS usual
              FROM {TABLE}),
phrase AS ({{phrases}}),
weight AS (SELECT nth, CASE WHEN 2 * count(*) < max(lines)
                  THEN ln((max(lines) - count(*) + 0.5) / (count(*) + 0.5)) ELSE 1e-6 END AS idf
           FROM phrase CROSS JOIN all_lines GROUP BY nth),
matched AS ({{matched}}),
ranked AS (SELECT phrase.entry, sum(weight.idf * phrase.often * 2.2
                  / (phrase.often + 1.2 * (0.25 + 0.75 * line.length / all_lines.usual))
                  ORDER BY nth) AS worth
           FROM phrase JOIN weight USING (nth) JOIN {TABLE} AS line USING (entry)
           CROSS JOIN all_lines
           WHERE phrase.entry IN (SELECT entry FROM matched) AND line.place @> %s::text[]
           GROUP BY phrase.entry)
"""  # noqa: S608 - our own names


def _postings(
    sought: Sequence[Sought], places: Sequence[str], *, every: bool
) -> tuple[str, list[Any]]:
    """The statement without its window, and its parameters."""
    phrases: list[str] = []
    parameters: list[Any] = []
    groups: list[str] = []
    for one in sought:
        numbers = []
        for tokens in one.choices:
            numbers.append(str(len(phrases)))
            sql, own = _phrase(tokens, beginning=one.beginning)
            phrases.append(f"SELECT {len(phrases)} AS nth, entry, often FROM ({sql}) AS held")  # noqa: S608 - a number and our own names
            parameters += own
        groups.append(f"SELECT entry FROM phrase WHERE nth IN ({', '.join(numbers)})")  # noqa: S608 - numbers
    matched = (" INTERSECT " if every else " UNION ").join(groups)
    ranked = _RANKED.format(phrases=" UNION ALL ".join(phrases), matched=matched)
    return f"WITH {ranked} {_ROWS}", [*parameters, list(places)]


def _phrase(tokens: Sequence[str], *, beginning: bool) -> tuple[str, list[Any]]:
    """Entries that hold a row of tokens, and how often."""
    if beginning:
        sql = (
            "SELECT entry, sum(often)::float8 AS often FROM core_searchposting"
            " WHERE token >= %s AND token < %s GROUP BY entry"
        )
        return sql, [tokens[-1], tokens[-1] + "\U0010ffff"]
    if len(tokens) == 1:
        sql = "SELECT entry, often::float8 AS often FROM core_searchposting WHERE token = %s"
        return sql, [tokens[0]]
    one_of = "SELECT entry FROM core_searchposting WHERE token = %s"
    all_of = " INTERSECT ".join([one_of] * len(tokens))
    counted = " + ".join(
        f"{weight} * (SELECT count(*) FROM regexp_matches({part}, %s, 'g'))"  # noqa: S608 - our own names
        for part, weight in (("title", TITLE), ("holder", HOLDER), ("text", TEXT))
    )
    # What follows is looked at and not taken, so that rows which overlap are all counted.
    first, *others = map(re.escape, tokens)
    pattern = rf"(?:^|\s){first}(?=\s+" + r"\s+".join(others) + r"(?:\s|$))"
    sql = (
        f"SELECT entry, often::float8 AS often FROM (SELECT entry, {counted} AS often"  # noqa: S608 - our own names
        f" FROM {TABLE} WHERE entry IN ({all_of})) AS counted WHERE often > 0"
    )
    return sql, [pattern] * 3 + list(tokens)
