"""What goes into the engine: sources, holders, themes, options, corrections. All frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from conspectus.engine.document import Block
from conspectus.engine.revision.acts import Act


class SourceKind(StrEnum):
    """What kind of evidence a source is."""

    CONTRIBUTION = "contribution"
    INTERVENTION = "intervention"
    POST = "post"


UNATTRIBUTED = "unattributed"
"""The channel of what was said in a meeting without attribution."""


class HolderKind(StrEnum):
    """Who a holder is. ``FILE``: only a file name is known.

    ``UNATTRIBUTED``: nobody; it stands where the words of a meeting without attribution need a
    holder, under the meeting's title, and is counted nowhere.
    """

    ORGANISATION = "organisation"
    PERSON = "person"
    JOINT = "joint"
    CAMPAIGN = "campaign"
    FILE = "file"
    UNATTRIBUTED = "unattributed"


class Capacity(StrEnum):
    """In which capacity a passage speaks."""

    OWN = "own"
    ON_BEHALF_OF = "on_behalf_of"
    PERSONAL = "personal"
    CHAIR = "chair"
    RELAYED = "relayed"


class Publication(StrEnum):
    """What its contributor allowed (DRAFTING §7)."""

    NAMED = "named"
    WITHOUT_NAME = "without name"
    NOT_PUBLISHED = "not published"


class Stance(StrEnum):
    """How a holder stands to a view."""

    FOR = "for"
    AGAINST = "against"
    CONDITIONAL = "conditional"
    MENTIONS = "mentions"


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Who is bound by a passage.

    ``name``: as signed, without titles. ``label``: as printed in the paper (with article,
    "X on behalf of Y", "(…, in a personal capacity)"); it must contain the name or an alias.
    ``plural``: whether its name takes a plural verb ("ISOC-Yemen states", "A and B state").
    """

    id: str
    kind: HolderKind
    name: str
    label: str = ""
    aliases: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    group: str | None = None
    region: str | None = None
    country: str | None = None
    plural: bool = False
    is_chair: bool = False

    @property
    def is_nobody(self) -> bool:
        """Whether it only stands for words that nobody may be named for."""
        return self.kind is HolderKind.UNATTRIBUTED


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """One file of a source; ``text[start:end]`` of the source is its text."""

    name: str
    sha256: str
    title: str | None = None
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A contribution, an intervention or a post, with its published text.

    ``text``: the texts of its files in order, separated by a form feed.
    ``blocks``: offsets into ``text``. ``theme``: a hint as written in the manifest.
    ``holders``: ids; one, or several where the source speaks for each of them.
    ``received`` and ``date``: ISO dates as given, else ``None``. ``late``: after the cut-off.
    ``translation_of``: ref of the original when this is a supplied translation.
    """

    id: str
    ref: str
    kind: SourceKind
    number: str
    title: str
    text: str
    blocks: tuple[Block, ...]
    holders: tuple[str, ...]
    files: tuple[SourceFile, ...] = ()
    language: str | None = None
    capacity: Capacity = Capacity.OWN
    channel: str = "written"
    date: str | None = None
    received: str | None = None
    publication: Publication = Publication.NAMED
    theme: str | None = None
    late: bool = False
    translation_of: str | None = None
    translated_by: str | None = None
    warnings: tuple[str, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_unattributed(self) -> bool:
        """Whether nobody may be named for its words."""
        return self.channel == UNATTRIBUTED


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeSpec:
    """An agenda item as the forum describes it.

    ``kind``: "theme", "cross-cutting" or "emerging".
    """

    id: str
    name: str
    description: str = ""
    terms: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    kind: str = "theme"


@dataclass(frozen=True, slots=True, kw_only=True)
class PartSpec:
    """A part of the paper: its heading and the ids of the themes in it."""

    name: str
    themes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueSpec:
    """A question on which the secretariat expects opposition, with cues for and against."""

    name: str
    targets: tuple[str, ...]
    cues_for: tuple[str, ...] = ()
    cues_against: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryEntry:
    """An acronym or term with its meaning."""

    term: str
    meaning: str
    language: str = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class DegreeRule:
    """Thresholds of DRAFTING §2, as the institution may set them."""

    numbers_below: int = 8
    general_support_share: float = 0.75
    general_support_holders: int = 8
    general_support_groups: int = 3
    most_share: float = 0.5
    many_share: float = 0.25
    many_holders: int = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageModelSpec:
    """A server that proposes wordings: its address, and how many seconds a run may wait for it."""

    url: str
    seconds: int = 900


@dataclass(frozen=True, slots=True, kw_only=True)
class ForumSettings:
    """forum.toml: what the secretariat says about the paper.

    ``stakeholder_groups``: value in the manifest -> group in the paper. ``model``: ``path`` or
    ``url`` and ``sha256`` of the sentence vectors to use. ``language_model``: only where one is
    to be asked.
    """

    title: str = ""
    forum: str = ""
    cycle: str = ""
    status: str = "working draft"
    reference: str = ""
    language: str = "en"
    languages: tuple[str, ...] = ("ar", "en", "es", "fr", "ru", "zh")
    cut_off: str | None = None
    themes: tuple[ThemeSpec, ...] = ()
    parts: tuple[PartSpec, ...] = ()
    issues: tuple[IssueSpec, ...] = ()
    questions: tuple[str, ...] = ()
    glossary: tuple[GlossaryEntry, ...] = ()
    degree: DegreeRule = field(default_factory=DegreeRule)
    names_style: str = "inline"
    style: Mapping[str, str] = field(default_factory=dict)
    stakeholder_groups: Mapping[str, str] = field(default_factory=dict)
    model: Mapping[str, str] = field(default_factory=dict)
    language_model: LanguageModelSpec | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One entry of corrections.toml.

    ``kind``: same, different, theme, stance, not_a_claim, relayed, not_held, oppose, quote,
    exclude, alias, wording. ``passages``: ids (``same``, ``different``: two or more; ``oppose``:
    one of each side; ``theme``, ``wording``: any of the view, as long as one of them stands it
    holds, and those of a wording stand together; the others: one). ``view_of``: a passage of the
    view that is meant.
    ``value``: the theme, stance, reason, wording or holder, by kind.
    """

    kind: str
    passages: tuple[str, ...] = ()
    source: str | None = None
    value: str = ""
    view_of: str | None = None
    names: tuple[str, ...] = ()
    by: str = ""
    at: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """Everything the engine reads. The order of ``sources`` and ``holders`` changes nothing.

    ``corrections`` are constraints on what passages mean; ``acts`` are done to the drafted text.
    """

    sources: tuple[Source, ...]
    holders: tuple[Holder, ...]
    settings: ForumSettings = field(default_factory=ForumSettings)
    corrections: tuple[Correction, ...] = ()
    acts: tuple[Act, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What one run is asked for. ``words``: length of body and footnotes; ``None`` = by input."""

    words: int | None = None
    date: str | None = None
    themes: tuple[str, ...] = ()
