"""The invented consultation of ``paper_texts.toml``, read into dataclasses."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Contributor:
    id: str
    name: str
    group: str
    region: str
    title: str
    file: str
    country: str | None = None
    language: str = "en"
    label: str = ""
    holder_kind: str = "organisation"
    kind: str = "contribution"
    channel: str = "written"
    received: str = "2031-05-12"
    late: bool = False
    opening: str = "We thank the Secretariat for this opportunity to contribute."
    before: str = (
        "In the light of the questions put by the Secretariat, our position is as follows."
    )
    after: str = "We remain at the disposal of the Forum for any further exchange on this point."


@dataclass(frozen=True)
class Held:
    """What one holder said."""

    holder: str
    quote: str
    match: str = "same-language"


@dataclass(frozen=True)
class Claim:
    """A sentence of the paper."""

    key: str
    text: str
    held: tuple[Held, ...] = ()
    footnote: str | None = None
    stance: str = "for"
    kind: str = "view"
    named: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outline:
    """A section: its paragraphs as (kind, claims)."""

    id: str
    heading: str
    paragraphs: tuple[tuple[str, tuple[Claim, ...]], ...]
    part: str | None = None
    themed: bool = True

    @property
    def claims(self) -> tuple[Claim, ...]:
        return tuple(claim for _, claims in self.paragraphs for claim in claims)


def _claim(entry: dict) -> Claim:
    held = tuple(Held(**one) for one in entry.get("held", ()))
    return Claim(**{**entry, "held": held, "named": tuple(entry.get("named", ()))})


def _outline(entry: dict) -> Outline:
    paragraphs = tuple((p["kind"], tuple(map(_claim, p["claims"]))) for p in entry["paragraphs"])
    return Outline(**{**entry, "paragraphs": paragraphs})


_DATA = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))

CONTRIBUTORS = tuple(Contributor(**entry) for entry in _DATA["contributor"])
SECTIONS = tuple(map(_outline, _DATA["section"]))
CLAIMS = tuple(claim for section in SECTIONS for claim in section.claims)
GLOSSARY = tuple(_DATA["glossary"])
METHOD = tuple(_DATA["method"])
