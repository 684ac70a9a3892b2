"""Names that look alike: attacks that are found, honest names that are let alone, and the time.

``python benchmarks/lookalike.py [--names N] [--index N] [--attacks N] [--keep HOME] [--details]``.
N honest names (default 1,000,000) of organisations and persons in twenty locales, made of CLDR's
names of territories and languages and of ``data/honest_names.toml``, are written into the tables
of an installation (SQLite), whose index is filled up to the size of ``--index`` names. Distinct
names are taken as such that a reader tells apart, and each that is found to look like another, or
to be oddly written, is a false flag.

An attack is a change of a name of the table that keeps its look, by characters listed here and not
by the project's table: letters of other scripts, nothing, turned order, spaces, digits, marks, one
letter of another alphabet, and two of these together. It is flagged where the name of which it was
made is found by its skeletons, or where it is oddly written. Refused: a name that
`create_organisation` does not take in. Milliseconds: skeletons, query and comparison of one name;
``ms_processor``: what the processor worked for it, whatever else the machine did;
``ms_created_processor``: the same for taking a name in as an organisation.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from babel import Locale

from conspectus.people.lookalike import doubts_about, looks_like, skeletons_of

WORDS = tomllib.loads((Path(__file__).parent / "data" / "honest_names.toml").read_text("utf-8"))
LETTERS = {
    "cyrillic": dict(zip("aceopxyijshAEKMHOPCTXB", "асеорхуіјѕһАЕКМНОРСТХВ", strict=True)),
    "greek": dict(zip("ovuABEZHIKMNOPTYX", "ονυΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", strict=True)),
    "armenian": dict(zip("ouhng", "օսհոց", strict=True)),
    "cherokee": dict(zip("DRTAJEWMHGZSVLCPKB", "ᎠᎡᎢᎪᎫᎬᎳᎷᎻᏀᏃᏚᏙᏞᏟᏢᏦᏴ", strict=True)),
    "full width": {chr(c): chr(c + 0xFEE0) for c in range(0x41, 0x7B) if chr(c).isalpha()},
    "latin": {"I": "l", "l": "I", "m": "rn"},
    "east asian": dict(
        zip("工口力二卜夕八エロカニトタハ", "エロカニトタハ工口力二卜夕八", strict=True)
    ),
    "arabic": dict(zip("كيیکةه", "کییكهة", strict=True)),
}
UNSEEN = "\u200b\u200c\u200d\u2060\u00ad\ufeff\u034f\u180e\ufe0e"
TURNING = "\u202a\u202b\u202d\u202e\u2066\u2067\u2068"
SPACES = ["", "  ", "\u00a0", "\u2009", "-", " \u3000"]
DIGITS = {"o": "0", "l": "1", "i": "1", "e": "3", "a": "4@", "s": "5$", "t": "7", "g": "9"}
MARKS = "\u0300\u0301\u0304\u0306\u030a\u030c\u0323\u0327"
Attack = Callable[[str, random.Random], str]


def honest_names(wanted: int) -> list[str]:
    """So many distinct names, of all locales in turn."""
    makers = [_names_of(code, words) for code, words in WORDS.items()]
    found: dict[str, str] = {}
    while len(found) < wanted and makers:
        for maker in list(makers):
            name = next(maker, None)
            if name is None:
                makers.remove(maker)
            elif len(found) < wanted:
                found.setdefault(name.casefold(), name)
    return list(found.values())


def _names_of(code: str, words: dict) -> Iterator[str]:
    locale = Locale.parse(code)
    places = sorted({str(v) for k, v in locale.territories.items() if k.isalpha()})
    tongues = sorted({str(v) for v in locale.languages.values()})
    gap = "" if words.get("joined") else " "
    order = (
        (lambda given, family: f"{family}{gap}{given}")
        if words.get("family_first")
        else (lambda given, family: f"{given} {family}")
    )
    persons = [order(g, f) for g in words["given"] for f in words["family"]]
    persons += [
        order(f"{a}{gap}{b}", f)
        for a, b in itertools.permutations(words["given"], 2)
        for f in words["family"]
    ]
    bodies = [
        f"{one}{gap}{field}{gap}{place}"
        for one in words["institutions"]
        for field in words["fields"]
        for place in places
    ]
    bodies += [f"{one}{gap}{tongue}" for one in words["institutions"] for tongue in tongues]
    random.Random(code).shuffle(bodies)
    yield from itertools.chain.from_iterable(
        pair for pair in itertools.zip_longest(persons, bodies[: len(persons)], fillvalue="")
    )
    yield from bodies[len(persons) :]
    chance = random.Random(code)
    for one in words["institutions"]:
        for place, other in itertools.permutations(places, 2):
            if chance.random() < 0.1:
                yield f"{one}{gap}{place} – {other}"


def swapping(letters: dict[str, str]) -> Attack:
    """Any number of letters by those that look so."""

    def attack(name: str, chance: random.Random) -> str:
        places = [at for at, char in enumerate(name) if char in letters]
        chosen = set(chance.sample(places, chance.randint(1, len(places)))) if places else set()
        return "".join(letters[c] if at in chosen else c for at, c in enumerate(name))

    return attack


def unseen(name: str, chance: random.Random) -> str:
    """Something that is drawn as nothing."""
    at = chance.randint(1, len(name))
    return f"{name[:at]}{chance.choice(UNSEEN)}{name[at:]}"


def turned(name: str, chance: random.Random) -> str:
    """Written backwards and turned, or something that turns what follows."""
    if chance.random() < 0.5:
        return f"\u202e{name[::-1]}\u202c"
    at = chance.randint(0, len(name))
    return f"{name[:at]}{chance.choice(TURNING)}{name[at:]}"


def spaced(name: str, chance: random.Random) -> str:
    """No spaces, two, others, hyphens."""
    return name.replace(" ", chance.choice(SPACES)) if " " in name else name


def numbered(name: str, chance: random.Random) -> str:
    """One to three letters as digits or signs."""
    places = [at for at, char in enumerate(name) if char in DIGITS]
    chosen = set(chance.sample(places, min(len(places), chance.randint(1, 3))))
    return "".join(chance.choice(DIGITS[c]) if at in chosen else c for at, c in enumerate(name))


def marked(name: str, chance: random.Random) -> str:
    """A mark more on a Latin letter, or none at all where there are some."""
    plain = unicodedata.normalize("NFD", name)
    bare = "".join(c for c in plain if not 0x300 <= ord(c) < 0x370)
    if bare != plain and chance.random() < 0.5:
        return unicodedata.normalize("NFC", bare)
    places = [at for at, char in enumerate(name) if char.isascii() and char.isalpha()]
    if not places:
        return name
    at = chance.choice(places)
    return f"{name[: at + 1]}{chance.choice(MARKS)}{name[at + 1 :]}"


ATTACKS: dict[str, Attack] = {
    **{f"letters: {name}": swapping(letters) for name, letters in LETTERS.items()},
    "unseen": unseen,
    "turned": turned,
    "spaces": spaced,
    "digits": numbered,
    "marks": marked,
}


def attacks_on(names: list[str], wanted: int) -> Iterator[tuple[str, str, str]]:
    """(kind, name, imitation), as many of each kind; the last kind is two of them together."""
    chance = random.Random(5)
    kinds = [*ATTACKS, "two together"]
    for kind in kinds:
        done = 0
        while done < wanted // len(kinds):
            name = chance.choice(names)
            chosen = [kind] if kind in ATTACKS else chance.sample(list(ATTACKS), 2)
            imitation = name
            for one in chosen:
                imitation = ATTACKS[one](imitation, chance)
            if unicodedata.normalize("NFC", imitation) == unicodedata.normalize("NFC", name):
                continue
            done += 1
            yield kind, name, imitation


def fill(names: list[str], database: Path, size: int) -> None:
    """Writes organisations, names and skeletons into the tables.

    ``size``: names as which the index of skeletons is to be large; those beyond ``names`` are
    skeletons of nothing, three a name.
    """
    connection = sqlite3.connect(database)
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute("PRAGMA cache_size=-400000")
    with connection, _without_indexes(connection):
        connection.executemany(
            "INSERT INTO people_organisation(id, slug, name, kind, website)"
            " VALUES (?, 'o' || ?, ?, 'other', '')",
            ((key, key, name) for key, name in enumerate(names, 1)),
        )
        connection.executemany(
            "INSERT INTO people_organisationname(id, organisation_id, name, folded, language)"
            " VALUES (?, ?, ?, ?, '')",
            ((key, key, name, str(key)) for key, name in enumerate(names, 1)),
        )
        connection.executemany(
            "INSERT INTO people_nameskeleton(skeleton, alias_id) VALUES (?, ?)",
            itertools.chain(_skeletons(names), _of_nothing(size - len(names), len(names))),
        )
    connection.execute("ANALYZE")
    connection.close()


@contextmanager
def _without_indexes(connection: sqlite3.Connection) -> Iterator[None]:
    """The indexes of skeletons are made at the end, from sorted rows: a tenth of the writing."""
    found = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
        " AND tbl_name = 'people_nameskeleton'"
    ).fetchall()
    for name, _sql in found:
        connection.execute(f"DROP INDEX {name}")
    yield
    for _name, sql in found:
        connection.execute(sql)


def _skeletons(names: list[str]) -> Iterator[tuple[int, int]]:
    """(skeleton, key of its name), made in two processes."""
    with ProcessPoolExecutor(2) as pool:
        for key, found in enumerate(pool.map(skeletons_of, names, chunksize=5000), 1):
            yield from ((one, key) for one in sorted(found))


def _of_nothing(wanted: int, names: int) -> Iterator[tuple[int, int]]:
    chance = random.Random(9)
    for _ in range(3 * wanted):
        yield chance.getrandbits(63), chance.randint(1, names)


def false_flags(names: list[str], *, details: bool) -> int:
    """How many of the filled names look like an earlier one, or are oddly written."""
    from django.db import connection  # noqa: PLC0415 - after setup

    said = {name: str(doubts) for name in names if (doubts := doubts_about(name))}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT later.alias_id, first.alias_id FROM people_nameskeleton AS later"
            " JOIN people_nameskeleton AS first ON first.skeleton = later.skeleton"
            " AND first.alias_id < later.alias_id"
        )
        pairs = cursor.fetchall()
    for later, first in pairs:
        if looks_like(names[later - 1], names[first - 1]):
            said.setdefault(names[later - 1], names[first - 1])
    if details:
        for name in random.Random(1).sample(sorted(said), min(60, len(said))):
            print(name, " ~ ", said[name])
    return len(said)


def measure(names: list[str], wanted: int, *, details: bool) -> dict:
    """The figures over the filled tables."""
    from conspectus.people.models import OrganisationName  # noqa: PLC0415 - after setup
    from conspectus.people.services.lookalikes import organisation_like  # noqa: PLC0415 - after setup

    number = {name: key for key, name in enumerate(names, 1)}
    missed: Counter[str] = Counter()
    flagged, milliseconds, worked, imitations = 0, [], 0.0, []
    for kind, name, imitation in attacks_on(names, wanted):
        alias = OrganisationName(pk=len(names) + 1, organisation_id=0, name=imitation)
        began, before = time.perf_counter(), time.process_time()
        like = organisation_like(alias)
        odd = doubts_about(imitation)
        worked += 1000 * (time.process_time() - before)
        milliseconds.append(1000 * (time.perf_counter() - began))
        imitations.append(imitation)
        if like is not None or odd:
            flagged += 1
        else:
            missed[kind] += 1
            if details:
                print("missed", kind, repr(name), repr(imitation), number[name])
    before = time.process_time()
    refused, made = _refused(imitations)
    creating = 1000 * (time.process_time() - before) / max(1, made)
    milliseconds.sort()
    return {
        "attacks": len(milliseconds),
        "flagged": flagged,
        "flagged_share": round(flagged / len(milliseconds), 5),
        "missed_by_kind": dict(missed),
        "refused": refused,
        "ms_created_processor": round(creating, 1),
        "ms_processor": round(worked / len(milliseconds), 3),
        "ms": round(sum(milliseconds) / len(milliseconds), 3),
        "ms_median": round(milliseconds[len(milliseconds) // 2], 3),
        "ms_p95": round(milliseconds[int(0.95 * len(milliseconds))], 3),
    }


@contextmanager
def said(what: str) -> Iterator[None]:
    """Says on standard error how long a part took, as the whole takes minutes."""
    began = time.perf_counter()
    yield
    print(f"{what}: {time.perf_counter() - began:.0f} s", file=sys.stderr, flush=True)


def _refused(imitations: list[str]) -> tuple[int, int]:
    """How many of 500 can not be taken in as names of organisations, and how many were tried."""
    from conspectus.people.services.organisations import create_organisation  # noqa: PLC0415 - after setup

    tried = random.Random(2).sample(imitations, min(500, len(imitations)))
    refused = 0
    for imitation in tried:
        try:
            create_organisation(imitation)
        except Exception as error:  # noqa: BLE001 - each is counted
            # The same name after folding is known, not look-alike: the clerk's own aliases do that.
            refused += "known already" not in str(error)
    return refused, len(tried)


def main() -> None:
    """Runs it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--names", type=int, default=1_000_000)
    parser.add_argument("--index", type=int, default=1_000_000)
    parser.add_argument("--attacks", type=int, default=20_000)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--details", action="store_true")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = chosen.keep or Path(folder) / "home"
        command = Path(sys.executable).with_name("conspectus")
        subprocess.run([command, "init", "--home", home], check=True, stdout=subprocess.DEVNULL)
        os.environ["CONSPECTUS_HOME"] = str(home)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "conspectus.site.settings")
        import django  # noqa: PLC0415 - after setup

        django.setup()
        with said("names"):
            names = honest_names(chosen.names)
        with said("tables"):
            fill(names, home / "conspectus.sqlite3", max(chosen.index, len(names)))
        with said("false flags"):
            false = false_flags(names, details=chosen.details)
        with said("attacks"):
            found = measure(names, chosen.attacks, details=chosen.details)
    honest = {
        "honest": len(names),
        "false_flags": false,
        "false_share": round(false / len(names), 5),
    }
    print(
        json.dumps(
            {**found, **honest, "indexed": max(chosen.index, len(names)), "locales": len(WORDS)}
        )
    )


if __name__ == "__main__":
    main()
