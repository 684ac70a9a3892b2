"""The parts of a paper above its sentences, and everything a bundle lists beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from conspectus.engine.corpus import UNATTRIBUTED, Capacity, Holder, Stance
from conspectus.engine.evidence import Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A numbered paragraph; ``kind``: "prose", "list" or "quotation".

    In a list the first sentence is the lead and each further sentence an item.
    """

    id: str
    number: str
    kind: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section; ``part`` is the heading of the part it stands in, if any."""

    id: str
    theme: str | None
    heading: str
    paragraphs: tuple[Paragraph, ...]
    part: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A theme with the holders that addressed it."""

    id: str
    name: str
    addressed_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One claim-bearing span of a source."""

    id: str
    source: str
    start: int
    end: int
    sha256: str
    theme: str | None
    view: str | None
    holder: str
    capacity: Capacity
    stance: Stance


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One claim: its accepted wordings and every passage that carries one of them.

    ``redacted``: some of its passages, or of those that opposed it, have been erased; its id hangs
    on the smallest passage that it had.
    """

    id: str
    theme: str
    wordings: tuple[str, ...]
    language: str
    passages: tuple[str, ...]
    redacted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperSource:
    """A source as the bundle lists it; ``text`` goes to ``sources/<id>.txt``.

    ``redacted``: its text was published once and has been erased since (``redaction``).
    """

    id: str
    ref: str
    kind: str
    number: str
    title: str
    files: tuple[Mapping[str, str], ...]
    text: str
    language: str | None
    holders: tuple[str, ...]
    channel: str
    received: str | None
    warnings: tuple[str, ...] = ()
    date: str | None = None
    late: bool = False
    public: bool = True
    redacted: bool = False

    @property
    def is_unattributed(self) -> bool:
        """Whether nobody may be named for its words."""
        return self.channel == UNATTRIBUTED


@dataclass(frozen=True, slots=True, kw_only=True)
class Opposition:
    """Two views that exclude each other, with those for and those against."""

    views: tuple[str, str]
    holders_for: tuple[str, ...]
    holders_against: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionRow:
    """A line of positions.csv; ``sentence`` is an id, else ``reason`` says why in none."""

    theme: str
    view: str
    wording: str
    holder: str
    stance: Stance
    passages: tuple[str, ...]
    sentence: str | None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A question for the rapporteur (queue.csv): ``kind`` e.g. "opposition?", "cross-language?"."""

    kind: str
    question: str
    passages: tuple[str, ...]
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Annexes:
    """Annexes, ready to print; each entry is a plain mapping as written to paper.json.

    ``submissions``: {"holder", "documents": [{"source", "number", "title", "date", "language",
    "late"}]}; ``speakers``: {"holder", "interventions": [source ids]}; ``glossary``: {"term",
    "meaning", "source"}; ``not_reflected``: {"source", "reason"}; ``method``: {"paragraphs":
    [str]} and whatever figures it names.
    """

    submissions: tuple[Mapping[str, Any], ...] = ()
    speakers: tuple[Mapping[str, Any], ...] = ()
    glossary: tuple[Mapping[str, Any], ...] = ()
    not_reflected: tuple[Mapping[str, str], ...] = ()
    method: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperData:
    """The fields of a paper; ``paper.Paper`` is the checked one.

    ``engine``: {"version", "options"}; ``options["degree"]`` holds the thresholds of the degree
    words (``degree.degree_options``).
    ``coverage``: {"sources": {"total", "readable", "cited", "not_reflected"}, "contributors":
    {"total", "cited"}, "rows": [{"source", "passages", "views", "sentences", "reason"}]}.
    ``balance``: {"groups": [row], "regions": [row]} with row = {"name", "contributors", "views",
    "sentences", "share_of_input", "share_of_text"} (shares 0..1, of contributors and of
    attributed view × holder pairs).
    ``extra``: JSON pointer (RFC 6901) → value of the keys of a bundle that this version does not
    know; they are written back.
    """

    title: str
    status: str
    date: str | None
    language: str
    engine: Mapping[str, Any]
    sources: tuple[PaperSource, ...]
    holders: tuple[Holder, ...]
    themes: tuple[Theme, ...]
    passages: tuple[Passage, ...]
    views: tuple[View, ...]
    sections: tuple[Section, ...]
    annexes: Annexes
    coverage: Mapping[str, Any]
    balance: Mapping[str, Any]
    oppositions: tuple[Opposition, ...] = ()
    positions: tuple[PositionRow, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    reference: str = ""
    forum: str = ""
    cycle: str = ""
    cut_off: str | None = None
    notes: tuple[str, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)
