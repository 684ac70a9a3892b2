#!/usr/bin/env python3
"""Writes the tables of `people/lookalike` from the Unicode data of confusable-homoglyphs (MIT).

  .venv/bin/python scripts/lookalike_tables.py

Nothing else needs that library; it is to be installed by hand for this (written with 3.3.1).

``confusables.tsv``: a character and what stands for all that look like it (Unicode's
confusables.txt, UTS #39). ``scripts.tsv``: ranges of characters and their script (Scripts.txt).
Another version of the data changes stored skeletons: a migration has to make them anew.
"""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path

INTO = Path(__file__).parent.parent / "src/conspectus/people/lookalike"
NO_SCRIPT = {"COMMON", "INHERITED", "UNKNOWN"}


def read(name: str) -> dict[str, list]:
    """A file of the data."""
    return json.loads(resources.files("confusable_homoglyphs").joinpath(name).read_text("utf-8"))


def pairs() -> list[tuple[str, str]]:
    """Each pair of strings that look alike; the data wraps right-to-left ones in marks."""
    found = read("confusables.json")
    return [
        (one.replace("\u200e", ""), other["c"].replace("\u200e", ""))
        for one, others in found.items()
        for other in others
    ]


def representative(letters: set[str]) -> str:
    """ASCII before anything else, small before capital, else the first by number."""
    return min(letters, key=lambda c: (not c.isascii(), not c.isalpha(), not c.islower(), c))


def classes(edges: list[tuple[str, str]]) -> dict[str, set[str]]:
    """Each character with all that look like it."""
    found: dict[str, set[str]] = {}
    for one, other in edges:
        if len(one) == len(other) == 1:
            together = found.get(one, {one}) | found.get(other, {other})
            for letter in together:
                found[letter] = together
    return found


def confusables() -> dict[str, str]:
    """Each character with what stands for it."""
    edges = pairs()
    alike = classes(edges)
    target = {letter: representative(letters) for letter, letters in alike.items()}
    longer = sorted((len(t), t, c) for c, t in edges if len(c) == 1 < len(t))
    for _length, text, letter in reversed(longer):
        for other in alike.get(letter, {letter}):
            target[other] = text
    for _round in range(5):
        for letter, text in target.items():
            target[letter] = "".join(target.get(c, c) for c in text)
    return {letter: text for letter, text in sorted(target.items()) if text != letter}


def scripts() -> list[tuple[int, int, str]]:
    """First and last character of a range, and its script."""
    data = read("categories.json")
    names = data["iso_15924_aliases"]
    merged: list[tuple[int, int, str]] = []
    for first, last, script, _category in data["code_points_ranges"]:
        name = names[script]
        if name in NO_SCRIPT:
            continue
        if merged and merged[-1][2] == name and first == merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], last, name)
        else:
            merged.append((first, last, name))
    return merged


def main() -> None:
    """Writes both tables."""
    rows = [
        f"{ord(c):X}\t{' '.join(f'{ord(t):X}' for t in text)}" for c, text in confusables().items()
    ]
    (INTO / "confusables.tsv").write_text("\n".join(rows) + "\n", "utf-8")
    ranges = [f"{first:X}\t{last:X}\t{name}" for first, last, name in scripts()]
    (INTO / "scripts.tsv").write_text("\n".join(ranges) + "\n", "utf-8")
    print(len(rows), "characters", len(ranges), "ranges")


if __name__ == "__main__":
    main()
