"""The word lists of ``words.toml``, folded."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Words by which names are read; each list says in ``words.toml`` what it is for."""

    article_heads: frozenset[str]
    bare_last_heads: frozenset[str]
    plural_heads: frozenset[str]
    article_acronyms: frozenset[str]
    units: frozenset[str]
    public_heads: frozenset[str]
    titles: frozenset[str]
    suffixes: frozenset[str]
    roles: frozenset[str]
    no_organisation: frozenset[str]
    no_organisation_nouns: frozenset[str]
    legal_forms: frozenset[str]
    statuses: frozenset[str]
    small_words: frozenset[str]
    demonyms: frozenset[str]
    misspelt: Mapping[str, str]
    misspelt_pattern: re.Pattern[str]


@cache
def vocabulary() -> Vocabulary:
    """The lists of ``words.toml``."""
    file = resources.files("conspectus.formats.intake").joinpath("words.toml")
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    misspelt = data.pop("misspelt")
    lists = {name: frozenset(words.split()) for name, words in data.items()}
    alternatives = "|".join(re.escape(wrong) for wrong in sorted(misspelt))
    return Vocabulary(
        **lists,
        misspelt=misspelt,
        misspelt_pattern=re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)"),
    )
