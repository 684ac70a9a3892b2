"""From sources to claims: passages that state a view, with holder, capacity and atoms.

The filter is tuned for recall; whether a passage may be printed is another question
(``printable``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from conspectus.engine.corpus import Capacity, Holder, Publication, Source, SourceKind
from conspectus.engine.cues import states_a_norm
from conspectus.engine.document import BlockKind
from conspectus.engine.eligibility import is_courtesy, is_damaged, printable, word_count
from conspectus.engine.grammar.norms import norms
from conspectus.engine.grammar.reporting import strip_discourse
from conspectus.engine.grammar.tagging import tag
from conspectus.engine.ids import passage_id
from conspectus.engine.language import detect
from conspectus.engine.propositions import Proposition, propositions
from conspectus.engine.relayed import introduces_another, is_relayed, relays_in
from conspectus.engine.segment import SourceSentence, sentences
from conspectus.engine.stance import takes_a_stand

MIN_FOREIGN_WORDS = 6
MAX_FOREIGN_WORDS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One passage that states a view: ``source.text[start:end]``.

    ``plain``: its text without label and connectives, the basis of wordings; ``propositions`` are
    of ``plain`` (English only). ``item``: whether it is a list item.
    """

    id: str
    source: str
    start: int
    end: int
    text: str
    plain: str
    holder: str
    capacity: Capacity
    language: str
    headings: tuple[str, ...]
    lead: str
    before: str
    item: bool
    block: int
    propositions: tuple[Proposition, ...]
    printable: bool
    theme: str | None = None
    source_kind: SourceKind = SourceKind.CONTRIBUTION

    @property
    def own(self) -> bool:
        """Whether the holder stands behind it (relayed passages never count)."""
        return self.capacity is not Capacity.RELAYED

    @property
    def counted(self) -> bool:
        """Whether it may stand under a shared view: own words, and not the chair's."""
        return self.own and self.capacity is not Capacity.CHAIR


def claims_of(
    source: Source, holders: Mapping[str, Holder], languages: Sequence[str]
) -> list[Claim]:
    """All claims of one source, in order. A source that is not to be published gives none."""
    if source.publication is Publication.NOT_PUBLISHED or not source.holders:
        return []
    holder = holders[source.holders[0]]
    names = own_names(holder)
    seen: dict[str, int] = {}
    found: list[Claim] = []
    for sentence in sentences(source):
        claim = _claim(source, sentence, holder, names, languages)
        if claim is None:
            continue
        seen[claim.text] = seen.get(claim.text, 0) + 1
        found.append(replace(claim, id=passage_id(source.id, claim.text, seen[claim.text])))
    return found


_SHORTER: Final = re.compile(
    r"^(?:[Tt]he )?(?:[Dd]elegation|[Gg]overnment|[Rr]epublic) of (?:the )?(.{3,})$"
)
_KINDS: Final = re.compile(r"\b(Alliance|Union|Chamber|Commission|Federation|Coalition|Assembly)\b")


def own_names(holder: Holder) -> tuple[str, ...]:
    """Lower-case names under which a text may speak of its own holder."""
    names = {holder.name, holder.label, *holder.aliases}
    if holder.country and (holder.group or "").startswith("government"):
        names |= {holder.country, f"Government of {holder.country}", f"{holder.country} Government"}
    names |= {part for name in names for part in _SHORTER.findall(name)}
    kinds = {f"the {kind}".lower() for name in names for kind in _KINDS.findall(name)}
    bare = {name[4:] if name.lower().startswith("the ") else name for name in names}
    return tuple(sorted({name.lower() for name in bare if len(name) > 1} | kinds))


def _claim(
    source: Source,
    sentence: SourceSentence,
    holder: Holder,
    names: tuple[str, ...],
    languages: Sequence[str],
) -> Claim | None:
    text = sentence.text
    if sentence.kind in {BlockKind.FOOTNOTE, BlockKind.TABLE}:
        return None
    if word_count(text) < 3 and len(text) < 8:
        return None
    language = source.language or "en"
    if language == "en" and not text.isascii() and _mostly_foreign(text):
        language = detect(text, languages) or language
    if language == "en":
        return _english(source, sentence, holder, names)
    return _foreign(source, sentence, holder, language)


def _mostly_foreign(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return bool(letters) and sum(ord(c) > 0x24F for c in letters) * 2 > len(letters)


def _english(
    source: Source, sentence: SourceSentence, holder: Holder, names: tuple[str, ...]
) -> Claim | None:
    plain = strip_discourse(sentence.text)
    spoken = in_first_person(plain, names)
    if not (states_a_norm(spoken, "en") or takes_a_stand(spoken)):
        return None
    tokens = tag(spoken)
    relayed = (
        sentence.kind is BlockKind.QUOTE
        or introduces_another(sentence.lead, names)
        or is_relayed(sentence.text, tag(sentence.text), names)
    )
    return _build(
        source,
        sentence,
        holder,
        "en",
        plain,
        atoms=() if relayed else propositions(tokens, spoken),
        relayed=relayed,
        may_print=not relayed
        and bool(norms(tokens) or VALUES.search(plain))
        and printable(plain, tag(plain))
        and not is_damaged(sentence.text),
    )


VALUES: Final = re.compile(
    r"\b(?:better|best|preferable|harmful|unacceptable|unjustified|no (?:need|case|reason|"
    r"justification)|a mistake|deserves?|prefer|would (?:help|be (?:better|useful|wrong)))\b"
)


def in_first_person(plain: str, names: tuple[str, ...]) -> str:
    """The sentence with its own holder's name as first subject turned into "We"."""
    lower = plain.lower()
    for name in sorted(names, key=lambda n: (-len(n), n)):
        for article in ("the ", ""):
            start = f"{article}{name} "
            if lower.startswith(start):
                rest = plain[len(start) :]
                verb, _, tail = rest.partition(" ")
                tokens = tag(f"It {verb} ")
                plural = tokens[1].lemma if len(tokens) > 1 and tokens[1].tag == "VZ" else verb
                return f"We {plural} {tail}"
    return plain


def _foreign(
    source: Source, sentence: SourceSentence, holder: Holder, language: str
) -> Claim | None:
    text = sentence.text
    if not states_a_norm(text, language) or is_courtesy(text) or text.rstrip()[-1:] in "?:؟？：":
        return None
    size = len(text) // 2 if language == "zh" else word_count(text)
    fits = MIN_FOREIGN_WORDS <= size <= MAX_FOREIGN_WORDS
    relayed = sentence.kind is BlockKind.QUOTE or relays_in(text, language)
    return _build(
        source,
        sentence,
        holder,
        language,
        text,
        atoms=(),
        relayed=relayed,
        may_print=fits and not relayed,
    )


def _build(
    source: Source,
    sentence: SourceSentence,
    holder: Holder,
    language: str,
    plain: str,
    *,
    atoms: tuple[Proposition, ...],
    relayed: bool,
    may_print: bool,
) -> Claim:
    capacity = Capacity.RELAYED if relayed else source.capacity
    if holder.is_chair and not relayed:
        capacity = Capacity.CHAIR
    return Claim(
        id="",
        source=source.id,
        start=sentence.start,
        end=sentence.end,
        text=sentence.text,
        plain=plain,
        holder=holder.id,
        capacity=capacity,
        language=language,
        headings=sentence.headings,
        lead=sentence.lead,
        before=sentence.before,
        item=sentence.kind is BlockKind.LIST_ITEM,
        block=sentence.block,
        propositions=atoms,
        printable=may_print,
        source_kind=source.kind,
    )
