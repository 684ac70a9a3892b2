"""The paper as it is printed: what every writer turns into its own format.

A ``Manuscript`` holds no markup. All numbering (headings, paragraphs, list items, footnotes) is
done once, here, so that it is the same in all formats.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of text in one language and direction.

    ``language`` is ``None`` in the paper's own language and where it is not known.
    ``strong``: printed bold. ``target``: id of an anchor inside the paper that it links to.
    """

    text: str
    language: str | None = None
    rtl: bool = False
    strong: bool = False
    target: str | None = None


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A footnote: ``number`` counts from 1 through the whole paper."""

    number: int
    runs: Runs


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """One span of evidence: ``before + quote + after`` are words of the source in this order.

    ``quote`` is empty where the source is not published: nothing of it may then be shown.
    """

    holder: Runs
    stance: str
    match: str
    source: str
    number: str
    title: Runs
    file: str
    before: str
    quote: str
    after: str
    language: str | None
    rtl: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A sentence. ``label`` is "(a)", "(b)" … for the items of a list, else empty.

    ``author``: who proposed the wording, where it is neither a template nor a person.
    """

    id: str
    kind: str
    runs: Runs
    label: str = ""
    note: Note | None = None
    count: str = ""
    author: str = ""
    proofs: tuple[Proof, ...] = ()

    @property
    def text(self) -> str:
        """The sentence as it stands in paper.json."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """A numbered paragraph: its ``lead`` stands in one block, each item in one of its own."""

    id: str
    number: str
    kind: str
    lead: tuple[Line, ...]
    items: tuple[Line, ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        """All sentences in order."""
        return self.lead + self.items


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading of level 2 to 4 (the title of the paper is 1). ``label``: "II.", "A.", …."""

    id: str
    level: int
    label: str
    text: str

    @property
    def full(self) -> str:
        """Label and text as printed in a table of contents."""
        return f"{self.label} {self.text}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plain:
    """A paragraph without a number."""

    runs: Runs


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table; ``numeric`` names the columns whose cells are figures. ``ids``: one a row."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Runs, ...], ...]
    numeric: frozenset[int] = frozenset()
    ids: tuple[str, ...] = ()
    widths: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A term with the lines that belong to it; ``ids``: an anchor a line, or empty."""

    term: Runs
    lines: tuple[Runs, ...]
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entries:
    """A list of entries, such as contributors with their documents."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One row of a chart; both shares are 0 to 1."""

    name: str
    first: float
    second: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Two horizontal bars a row. ``alternative``: the same in words."""

    id: str
    title: str
    legend: tuple[str, str]
    bars: tuple[Bar, ...]
    alternative: str


Block = Heading | Numbered | Plain | Table | Entries | Chart


@dataclass(frozen=True, slots=True, kw_only=True)
class Manuscript:
    """The whole paper, ready to be set.

    ``front``: label and value of each line of the title block. ``body`` ends before the first
    annex. ``date``: ISO date of the paper, the only date that may stand in a file.
    """

    title: str
    language: str
    rtl: bool
    date: str | None
    reference: str
    forum: str
    status: str
    front: tuple[tuple[str, str], ...]
    body: tuple[Block, ...]
    annexes: tuple[Block, ...]

    @property
    def headings(self) -> tuple[Heading, ...]:
        """All headings in order, for tables of contents."""
        return tuple(b for b in self.body + self.annexes if isinstance(b, Heading))

    @property
    def lines(self) -> tuple[Line, ...]:
        """All sentences in order."""
        return tuple(s for b in self.body if isinstance(b, Numbered) for s in b.lines)
