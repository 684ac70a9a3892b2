"""Countries and regions as people write them → the UN's list of areas (M49).

``areas.csv`` holds the areas of the UN's "Standard Country or Area Codes for Statistical Use"
(M49) with codes, regions, sub-regions, the regional group of the General Assembly, the name as
printed in a list and in a sentence, and synonyms in seven languages. Two names that are often
given and are not in that list have no M49 code; how to print them is the forum's decision.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from rapidfuzz import fuzz, process

from conspectus.formats.intake.damage import by_damaged_form, repair_characters, restore_letters
from conspectus.formats.intake.folding import fold
from conspectus.formats.intake.vocabulary import vocabulary

GLOBAL = "Global"
REGIONAL = "Regional"
INTERGOVERNMENTAL = "Intergovernmental"
NOT_SAID = "Prefers not to say"
LATIN_AMERICA = "Latin America and the Caribbean"
NORTHERN_AMERICA = "Northern America"
MIDDLE_EAST = "Western Asia and Northern Africa"

_CLOSE = 88.0
_SPLIT = re.compile(r"\s*(?:[,/;|()]|\s[-–—&]\s|\band\b|\bet\b|\by\b)\s*")
_PROPER_NAME = re.compile(r"[^\W\d_a-z][^\W\d_]+(?:[ -](?:[^\W\d_a-z][^\W\d_]+|of|and)){0,3}")

# Value of a region as printed -> how it is written (folded).
_REGIONS: Mapping[str, str] = {
    GLOBAL: "global|worldwide|world wide|world|international|multinational|all countries|various|"
    "mondial|monde|mundial|internacional|internationale|multiple countries|transnational",
    REGIONAL: "regional|multi country|multi regional",
    INTERGOVERNMENTAL: "intergovernmental|inter governmental|igo|intergouvernemental|"
    "intergubernamental|international organization|international organisation",
    NOT_SAID: "prefers not to say|prefer not to say|not stated|undisclosed|not disclosed|"
    "ne souhaite pas repondre|prefiere no decirlo|rather not say",
    "Africa": "africa|afrique|african|sub saharan africa|subsaharan africa|west africa|"
    "western africa|east africa|eastern africa|southern africa|central africa|middle africa|"
    "north africa|northern africa|afrique de l ouest|afrique centrale|afrique du nord",
    "Americas": "americas|the americas|america latina y norteamerica|ameriques|las americas",
    LATIN_AMERICA: "latin america|latin america and the caribbean|latin america and caribbean|"
    "latin america caribbean|lac|caribbean|south america|central america|amerique latine|"
    "amerique latine et caraibes|america latina|america latina y el caribe|america del sur|"
    "amerique du sud|caraibes|caribe|grulac",
    NORTHERN_AMERICA: "north america|northern america|amerique du nord|america del norte|"
    "norteamerica",
    "Asia": "asia|asie|east asia|eastern asia|south asia|southern asia|southeast asia|"
    "south east asia|south eastern asia|central asia|western asia|west asia",
    "Asia and the Pacific": "asia pacific|asia and the pacific|asia and pacific|apac|"
    "asie pacifique|asia y el pacifico|asia pacific region",
    "Europe": "europe|europa|european union|eu|union europeenne|union europea|eastern europe|"
    "western europe|northern europe|southern europe|european",
    "Oceania": "oceania|oceanie|pacific|the pacific|pacific islands|polynesia|melanesia|micronesia"
    " region|australasia",
    MIDDLE_EAST: "mena|middle east|middle east and north africa|middle east north africa|"
    "arab region|arab states|arab world|arab countries|moyen orient|oriente medio|medio oriente|"
    "western asia and northern africa",
}
_REGION_BY_NAME: Mapping[str, str] = {
    name: region for region, names in _REGIONS.items() for name in names.split("|")
}
# Regions that hold the areas of another: "Australia / Asia Pacific" names one country.
_HOLDS: Mapping[str, frozenset[str]] = {
    "Asia and the Pacific": frozenset({"Asia", "Oceania"}),
    "Americas": frozenset({LATIN_AMERICA, NORTHERN_AMERICA}),
    MIDDLE_EAST: frozenset({"Asia", "Africa"}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A country or area. ``in_sentence``: with its article; ``m49`` empty: not in the UN's list."""

    m49: str
    alpha2: str
    alpha3: str
    name: str
    in_sentence: str
    region: str
    sub_region: str
    un_group: str
    synonyms: tuple[str, ...]

    @property
    def printed_region(self) -> str | None:
        """The M49 region, with the Americas parted as M49 parts them at its next level."""
        if self.region == "Americas" and self.sub_region:
            return NORTHERN_AMERICA if self.sub_region == NORTHERN_AMERICA else LATIN_AMERICA
        return self.region or None


@dataclass(frozen=True, slots=True)
class Place:
    """What a cell says. ``problem`` is empty where it says one thing in a known way.

    ``as_written``: a proper name that no table knows; it stays the holder's country.
    """

    area: Area | None = None
    region: str | None = None
    problem: str = ""
    proposal: str = ""
    resolved: bool = True
    as_written: str | None = None

    @property
    def known(self) -> bool:
        """Whether the cell names a country or a region at all."""
        return self.area is not None or self.region is not None


NOWHERE = Place()
"""What an empty cell says."""


@cache
def areas() -> tuple[Area, ...]:
    """All areas, by name."""
    file = resources.files("conspectus.formats.intake").joinpath("areas.csv")
    rows = csv.DictReader(io.StringIO(file.read_text(encoding="utf-8")))
    return tuple(
        Area(
            **{key: value for key, value in row.items() if key != "synonyms"},
            synonyms=tuple(name for name in row["synonyms"].split("|") if name),
        )
        for row in rows
    )


@cache
def _by_name() -> dict[str, Area]:
    return {
        fold(name): area
        for area in areas()
        for name in (area.name, area.in_sentence, *area.synonyms, area.alpha3)
        if name
    }


@cache
def _by_damage() -> dict[str, Area]:
    names = {name: area for area in areas() for name in (area.name, *area.synonyms)}
    return {form: names[name] for form, name in by_damaged_form(names).items()}


def find_area(text: str) -> Area | None:
    """The area that ``text`` names in full, by any name or code."""
    code = text.strip().replace(".", "")
    if len(code) == 2 and code.isupper():
        found = next((area for area in areas() if area.alpha2 == code), None)
        if found is not None:
            return found
    name = fold(text)
    return _by_name().get(name) or _by_name().get(name.removeprefix("the "))


def find_region(text: str) -> str | None:
    """The region (or "Global", …) that ``text`` names in full."""
    name = fold(text).removeprefix("the ").removesuffix(" region")
    return _REGION_BY_NAME.get(name)


def read_place(cell: str, own: Sequence[Area] = ()) -> Place:
    """What the country cell of a row says; never more than it says.

    ``own``: areas that the forum adds to the UN's; their names come first.
    """
    text = repair_characters(cell)
    if not text:
        return Place()
    for added in own:
        if fold(text) in {fold(name) for name in (added.name, *added.synonyms)}:
            return Place(added, added.printed_region)
    area = find_area(text)
    if area is not None:
        return _exact(area)
    region = find_region(text)
    if region is not None:
        return Place(region=region)
    damaged = _by_damage().get(text) or find_area(restore_letters(text))
    if damaged is not None:
        return _read_as(damaged, "Letters are missing from this name.")
    return _compound(text) or _unknown(text)


def _exact(area: Area) -> Place:
    if area.m49:
        return Place(area, area.printed_region)
    return Place(
        area,
        area.printed_region,
        "This name is not in the list of countries and areas of the UN (M49).",
        "It is kept as written; the forum decides how to print it.",
    )


def _read_as(area: Area, problem: str) -> Place:
    return Place(area, area.printed_region, problem, f"Read as {area.name}.")


def _compound(text: str) -> Place | None:
    """Several parts: a country with its region or its city, or more than one country."""
    parts = [part for part in _SPLIT.split(text) if part]
    if len(parts) < 2:
        return None
    found = {area.name: area for part in parts if (area := find_area(part))}
    regions = {region for part in parts if not find_area(part) and (region := find_region(part))}
    unknown = [part for part in parts if not find_area(part) and not find_region(part)]
    if len(found) > 1:
        shared = {area.printed_region for area in found.values()}
        return Place(
            region=shared.pop() if len(shared) == 1 else None,
            problem="The cell names more than one country.",
            proposal=f"Choose one: {', '.join(sorted(found))}; or write Global.",
            resolved=False,
        )
    if not found:
        return None
    area = next(iter(found.values()))
    # A city stands before its country and after nothing: "Geneva, Switzerland".
    city_first = text.count(",") >= len(unknown) and parts[-1] not in unknown and len(unknown) <= 2
    if (not unknown or city_first) and all(_holds(region, area) for region in regions):
        what = "a place within the country" if unknown else "the region as well as the country"
        return _read_as(area, f"The cell names {what}.")
    return None


def _holds(region: str, area: Area) -> bool:
    mine = area.printed_region
    return region == mine or mine in _HOLDS.get(region, frozenset())


def own_area(name: str, region: str, in_sentence: str, synonyms: Sequence[str]) -> Area:
    """An area that the forum adds in its configuration."""
    return Area(
        m49="",
        alpha2="",
        alpha3="",
        name=name,
        in_sentence=in_sentence or name,
        region=find_region(region) or region,
        sub_region="",
        un_group="",
        synonyms=tuple(synonyms),
    )


def _unknown(text: str) -> Place:
    mentioned = sorted(_mentioned(text))
    close = process.extractOne(fold(text), list(_by_name()), scorer=fuzz.ratio, score_cutoff=_CLOSE)
    if close is not None:
        proposal = f"Did you mean {_by_name()[close[0]].name}?"
    elif mentioned:
        proposal = f"Write one of {', '.join(mentioned)}, if that is meant."
    else:
        proposal = "Write a country, a region, Global or Prefers not to say."
    return Place(
        problem="The cell is not the name of a country or region.",
        proposal=proposal,
        resolved=False,
        as_written=text if _is_proper_name(text) else None,
    )


def _is_proper_name(text: str) -> bool:
    """Up to four capitalised words that end in no noun of a body ("Commonwealth")."""
    if _PROPER_NAME.fullmatch(text) is None:
        return False
    words = vocabulary()
    return fold(text).split()[-1] not in words.article_heads | words.roles


def _mentioned(text: str) -> set[str]:
    """Countries and regions named inside a longer text."""
    words = re.findall(r"[^\W\d_.]+(?:\.[^\W\d_]\.?)*", text)
    found: set[str] = set()
    for size in (3, 2, 1):
        for start in range(len(words) - size + 1):
            piece = " ".join(words[start : start + size])
            area = find_area(piece) if len(piece) > 3 or piece.isupper() else None
            named = area.name if area else find_region(piece)
            if named:
                found.add(named)
    return found
