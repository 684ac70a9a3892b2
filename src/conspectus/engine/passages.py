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
from conspectus.engine.cues import norm_in_passing, states_a_norm, states_a_value
from conspectus.engine.document import BlockKind
from conspectus.engine.eligibility import is_courtesy, is_damaged, printable, word_count
from conspectus.engine.evidence import EVIDENCE_WORDS
from conspectus.engine.foreign_spans import standing_alone, untied
from conspectus.engine.foreign_wishes import wishes_by_its_form
from conspectus.engine.grammar.norms import norms
from conspectus.engine.grammar.reporting import strip_discourse
from conspectus.engine.grammar.tagging import tag
from conspectus.engine.ids import passage_id
from conspectus.engine.language import detect
from conspectus.engine.list_leads import (
    denies,
    heads_wishes,
    introduces_wishes,
    is_aside,
    is_unwished,
)
from conspectus.engine.listed import (
    LONGEST_SPAN,
    affirms,
    is_fragment,
    is_imperative,
    is_numbered,
    label_of,
    names_a_thing,
    spoken_alone,
    spoken_item,
    spoken_label,
)
from conspectus.engine.outright import is_outright, judges
from conspectus.engine.propositions import Proposition, propositions
from conspectus.engine.relayed import introduces_another, is_relayed
from conspectus.engine.relayed_foreign import points_back, relays_in
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
    source_channel: str = "written"

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
        for claim in (
            _claim(source, sentence, holder, names, languages),
            _heading(source, sentence, holder),
        ):
            if claim is not None:
                seen[claim.text] = seen.get(claim.text, 0) + 1
                found.append(replace(claim, id=passage_id(source.id, claim.text, seen[claim.text])))
    return found


_GAP: Final = re.compile(
    r"[\[(（]\s*(?:\w+ )?(?:inaudible|indiscernible|unintelligible|聽不清|听不清)"
    r"[^\])）]{0,30}[\])）]",
    re.IGNORECASE,
)
"""The mark of a transcript that words are missing: what is left is no evidence."""


def words_missing(text: str) -> bool:
    """Whether a transcript says that words of this sentence were not heard."""
    return bool(_GAP.search(text))


_SHORTER: Final = re.compile(
    r"^(?:[Tt]he )?(?:[Dd]elegation|[Gg]overnment|[Rr]epublic) of (?:the )?(.{3,})$"
)
_KINDS: Final = re.compile(
    r"\b(Alliance|Union|Chamber|Commission|Federation|Coalition|Assembly|Society|Association|"
    r"Foundation|Institute)\b"
)
"""Not Council, Forum or Committee: these are as a rule somebody else's, the call's for one."""


def own_names(holder: Holder) -> tuple[str, ...]:
    """Lower-case names under which a text may speak of its own holder."""
    names = {holder.name, holder.label, *holder.aliases}
    if holder.country and (holder.group or "").startswith("government"):
        names |= {holder.country, f"Government of {holder.country}", f"{holder.country} Government"}
    names |= {part for name in names for part in _SHORTER.findall(name)}
    names |= {initials for name in (holder.name, holder.label) if (initials := _initials(name))}
    kinds = {f"the {kind}".lower() for name in names for kind in _KINDS.findall(name)}
    bare = {name[4:] if name.lower().startswith("the ") else name for name in names}
    return tuple(sorted({name.lower() for name in bare if len(name) > 1} | kinds))


def _initials(name: str) -> str:
    """ "TI" for "Telecom Italia"; empty where a name gives less than two."""
    letters = "".join(word[0] for word in re.findall(r"\b[A-Z][\w’'-]+", name))
    return letters if len(letters) > 1 else ""


def _claim(
    source: Source,
    sentence: SourceSentence,
    holder: Holder,
    names: tuple[str, ...],
    languages: Sequence[str],
) -> Claim | None:
    text = sentence.text
    if sentence.asked or sentence.kind in {BlockKind.FOOTNOTE, BlockKind.TABLE}:
        return None
    if word_count(text) < 3 and len(text) < 8:
        return None
    if words_missing(text):
        return None
    language = source.language or "en"
    if language == "en" and not text.isascii() and _mostly_foreign(text):
        language = detect(text, languages) or language
    if language == "en":
        return _english(source, sentence, holder, names)
    return _foreign(source, sentence, holder, names, language)


def _is_plain_word(sentence: SourceSentence) -> bool:
    """Whether it asks, stands or judges in the plain words of a letter, not of a list."""
    return not sentence.lead and (is_outright(sentence.text) or judges(sentence.text))


def _mostly_foreign(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return bool(letters) and sum(ord(c) > 0x24F for c in letters) * 2 > len(letters)


def _english(
    source: Source, sentence: SourceSentence, holder: Holder, names: tuple[str, ...]
) -> Claim | None:
    listed = _listed(source, sentence, holder, names)
    if listed is not None or _of_unwished(sentence, names):
        return listed
    plain = strip_discourse(sentence.text)
    spoken = in_first_person(plain, names)
    stands = any(map(takes_a_stand, (spoken, sentence.text))) or _is_plain_word(sentence)
    if not (states_a_norm(spoken, "en") or stands or _is_principle(sentence, names)):
        return None
    tokens = tag(spoken)
    if not norms(tokens) and is_imperative(plain):
        tokens = tag(spoken := spoken_alone(plain) or spoken)
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
        atoms=()
        if relayed or plain.rstrip().endswith("?")
        else (*propositions(tokens, spoken), *_label_atoms(sentence, names)),
        relayed=relayed,
        may_print=not relayed
        and bool(norms(tokens) or VALUES.search(plain))
        and printable(plain, tag(plain))
        and not is_damaged(sentence.text),
    )


LONGEST_NAME: Final = 2
"""Words of a heading that only names the one item under it: "Equitable"."""


def _introduced(sentence: SourceSentence, names: tuple[str, ...]) -> tuple[str, int] | None:
    """The sentence or heading that makes an item a wish of the holder, and where it starts."""
    if sentence.lead:
        lead = in_first_person(strip_discourse(sentence.lead), names)
        if not introduces_wishes(lead) or introduces_another(sentence.lead, names):
            return None
        return None if _leads_relayed(sentence, names) else (lead, sentence.lead_start)
    near = sentence.headings[-2:]
    name = len(near) > 1 and len(near[-1].split()) <= LONGEST_NAME and not is_aside(near[-1])
    among = any(heads_wishes(heading) for heading in (near if name else near[-1:]))
    acts = bool(near) and is_imperative(near[-1]) and is_imperative(sentence.text)
    return (near[-1], sentence.heading_start) if among or acts else None


_TOLD: Final = re.compile(r"\b(?:was|were|had|ha(?:s|ve) (?:\w+ly )?been|already)\b")
"""What tells how things came about is no principle."""


def _is_principle(sentence: SourceSentence, names: tuple[str, ...]) -> bool:
    """Whether a plain statement stands in a list of principles: what it says is to be so."""
    if sentence.kind is not BlockKind.LIST_ITEM or sentence.before or sentence.after:
        return False
    if is_courtesy(sentence.text) or sentence.text.rstrip().endswith((":", "?")):
        return False
    if _TOLD.search(sentence.text):
        return False
    introduced = _introduced(sentence, names)
    return introduced is not None and not denies(introduced[0]) and not is_numbered(introduced[0])


def _of_unwished(sentence: SourceSentence, names: tuple[str, ...]) -> bool:
    """Whether it is a mere item of a list of matters, facts or other people's wishes."""
    if not sentence.lead or sentence.lead.endswith(";") or not is_fragment(sentence.text):
        return False
    if is_unwished(in_first_person(strip_discourse(sentence.lead), names)):
        return True
    return _leads_relayed(sentence, names)


_OFFERS: Final = re.compile(r"\b(?:we|I) [a-z][^,;]*$")


def _leads_relayed(sentence: SourceSentence, names: tuple[str, ...]) -> bool:
    """Whether the lead-in tells what others want: not where "we" is its last subject."""
    lead = sentence.lead
    return not _OFFERS.search(lead) and is_relayed(lead, tag(lead), names)


def _listed(
    source: Source, sentence: SourceSentence, holder: Holder, names: tuple[str, ...]
) -> Claim | None:
    """An item of a list that wants something with the lead-in or heading above it."""
    item_of = sentence.kind is BlockKind.LIST_ITEM or bool(sentence.lead)
    if not item_of or sentence.before or is_courtesy(sentence.text):
        return None
    introduced = _introduced(sentence, names)
    item = spoken_item(introduced[0], sentence.text) if introduced is not None else None
    if introduced is None or item is None:
        return None
    titles = sentence.after and not sentence.lead and label_of(sentence.text) is None
    if titles and not item.alone and not affirms(sentence.after):
        return None  # "Charges. The law is silent on them." has a title, no wish
    if not item.alone:
        sentence = _from(source, sentence, introduced[1])
    if denies(introduced[0]) and "\n" not in sentence.text:
        return None  # without its lead-in it would say the opposite
    if word_count(sentence.text) < EVIDENCE_WORDS:
        sentence = _with_next(source, sentence)
    if word_count(sentence.text) < EVIDENCE_WORDS:
        return None
    return _build(
        source,
        sentence,
        holder,
        "en",
        item.spoken,
        atoms=propositions(tag(item.spoken), item.spoken),
        relayed=False,
        may_print=False,
    )


def _from(source: Source, sentence: SourceSentence, start: int) -> SourceSentence:
    """The sentence with all that stands above it from ``start`` on, where that is short."""
    text = source.text[start : sentence.end]
    if start < 0 or word_count(text) > LONGEST_SPAN:
        return sentence
    return replace(sentence, start=start, text=text)


def _with_next(source: Source, sentence: SourceSentence) -> SourceSentence:
    """ "Openness." with the sentence after it that explains it; too short to be evidence alone."""
    end = source.text.find(sentence.after, sentence.end) + len(sentence.after)
    text = source.text[sentence.start : end]
    if not sentence.after or word_count(text) > LONGEST_SPAN:
        return sentence
    return replace(sentence, end=end, text=text)


def _label_atoms(sentence: SourceSentence, names: tuple[str, ...]) -> tuple[Proposition, ...]:
    """What the label of a sentence among principles names: "Transparency: decisions should …"."""
    labelled = label_of(sentence.text)
    if labelled is None or not affirms(labelled[1]):
        return ()
    among = any(heads_wishes(heading) for heading in sentence.headings)
    if not among and _introduced(sentence, names) is None and not is_numbered(sentence.text):
        return ()
    spoken = spoken_label(labelled[0])
    return propositions(tag(spoken), spoken)


def _heading(source: Source, sentence: SourceSentence, holder: Holder) -> Claim | None:
    """A heading that is itself a principle, with the first sentence that it heads."""
    if not sentence.headed or (source.language or "en") != "en" or not affirms(sentence.text):
        return None
    heading = sentence.headings[-1]
    numbered = is_numbered(heading)
    among = any(heads_wishes(above) for above in sentence.headings[:-1])
    if not (numbered or (among and not heads_wishes(heading))) or not names_a_thing(heading):
        return None
    whole = _from(source, sentence, sentence.heading_start)
    if whole is sentence or is_relayed(sentence.text, tag(sentence.text), own_names(holder)):
        return None
    spoken = spoken_label(heading)
    atoms = propositions(tag(spoken), spoken)
    return _build(source, whole, holder, "en", spoken, atoms=atoms, relayed=False, may_print=False)


VALUES: Final = re.compile(
    r"\b(?:better|best|preferable|harmful|unacceptable|unjustified|no (?:need|case|reason|"
    r"justification)|a mistake|deserves?|prefer|would (?:help|be (?:better|useful|wrong)))\b"
)


_ADVERB: Final = re.compile(r"(?:\w+ly|also|therefore|thus) (?=\w)")


def _is_common(plain: str, name: str) -> bool:
    """Whether "the foundation" is none that writes: "The foundation of trade must be trust"."""
    return name.startswith("the ") and not plain[len("the ") : len("the ") + 1].isupper()


def in_first_person(plain: str, names: tuple[str, ...]) -> str:
    """The sentence with its own holder's name as first subject turned into "We"."""
    lower = plain.lower()
    for name in sorted(names, key=lambda n: (-len(n), n)):
        for article in ("the ", ""):
            start = f"{article}{name} "
            if lower.startswith(start) and not _is_common(plain, name):
                rest = plain[len(start) :]
                adverb = _ADVERB.match(rest)
                how = adverb[0] if adverb else ""
                verb, _, tail = rest[len(how) :].partition(" ")
                tokens = tag(f"It {verb} ")
                plural = tokens[1].lemma if len(tokens) > 1 and tokens[1].tag == "VZ" else verb
                return f"We {how}{plural} {tail}"
    return plain


def _formed(sentence: SourceSentence, language: str) -> bool:
    """Whether a sentence in another language is a wish by its form and its place."""
    return wishes_by_its_form(
        sentence.text,
        language,
        lead=sentence.lead,
        heading=sentence.headings[-1] if sentence.headings else "",
        listed=sentence.kind is BlockKind.LIST_ITEM,
        first=not sentence.before,
    )


_BELIEFS: Final = re.compile("我们认为|我們認為|认为|認為")
"""What is only believed ("running well is not being fair") is kept, and asks for nothing."""


def _foreign(
    source: Source,
    sentence: SourceSentence,
    holder: Holder,
    names: tuple[str, ...],
    language: str,
) -> Claim | None:
    sentence = untied(source, sentence, language)
    text = sentence.text
    formed = _formed(sentence, language)
    norm = states_a_norm(text, language)
    wanted = formed or (norm and not norm_in_passing(text, language))
    says = wanted or norm or states_a_value(text, language)
    if not says or is_courtesy(text) or text.rstrip()[-1:] in "?:؟？：":
        return None
    relayed = sentence.kind is BlockKind.QUOTE or relays_in(text, language, names)
    if not relayed:
        sentence = standing_alone(source, sentence, language)
    text = sentence.text
    size = len(text) // 2 if language == "zh" else word_count(text)
    fits = MIN_FOREIGN_WORDS <= size <= MAX_FOREIGN_WORDS
    return _build(
        source,
        sentence,
        holder,
        language,
        text,
        atoms=(),
        relayed=relayed,
        may_print=wanted
        and fits
        and not relayed
        and text[:1] not in "(（"
        and not points_back(text, language)
        and (formed or states_a_norm(_BELIEFS.sub("", text), language)),
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
        source_channel=source.channel,
    )
