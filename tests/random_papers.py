"""Random valid papers: every feature of the evidence format, in sizes and mixtures that vary."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from random import Random

from conspectus.engine.corpus import Capacity, Holder, HolderKind, Stance
from conspectus.engine.degree import (
    DegreeNoun,
    DegreeRule,
    degree_options,
    degree_word,
    is_opposed,
    opposed_views,
)
from conspectus.engine.degree_phrase import degree_phrase
from conspectus.engine.ids import passage_id, sentence_id, sha256_hex, view_id
from conspectus.engine.names import in_order, names_phrase
from conspectus.engine.paper import (
    Annexes,
    Degree,
    Doubt,
    Evidence,
    Opposition,
    Paper,
    PaperSource,
    Paragraph,
    Passage,
    Position,
    PositionRow,
    Section,
    Sentence,
    Theme,
    View,
)

_NAMES = (
    "Arda Union",
    "Brel & Sons",
    "Corum Institute",
    "Dune Cities",
    "Éire Skerries Council",
    "Fennmark",
    "Guild of Lamplighters",
    "Harbour Women",
    "Isles of Orr",
    "Juniper Network",
    "Kestrel Labs",
    "Lagoon, Inc.",
    "Mirefolk",
    "Norland",
    "云桥研究中心",
)
_GROUPS = ("governments", "civil society", "private sector", "academia", None)
_REGIONS = ("Africa", "Asia", "Europe", None)
_TOPICS = ("root zone", "names system", "open standards", "language corpora")
_QUALITIES = ("affordable", "transparent", "accountable", "multilingual", "resilient", "public")
_ASIDES = (
    "as we said before",
    "in every country",
    "without delay",
    "for all users",
    "from now on",
    "whatever the cost",
    "under fair rules",
    "by common accord",
)


@dataclass
class _Claim:
    """A view before it has an id: who holds it, in which words, where these stand."""

    theme: str
    wording: str
    stance: Stance
    words: dict[str, str]
    listed_only: bool = False
    passages: list[Passage] = field(default_factory=list)

    @property
    def view(self) -> str:
        return view_id(passage.id for passage in self.passages)


class _Builder:
    def __init__(self, rnd: Random) -> None:
        self.rnd = rnd
        self.rule = rnd.choice([DegreeRule(), DegreeRule(numbers_below=5, many_holders=4)])
        self.holders = [self._holder(name) for name in _NAMES]
        self.chair = Holder(
            id="chair",
            kind=HolderKind.PERSON,
            name="Ilse Marten",
            label="the chair, Ilse Marten",
            is_chair=True,
        )
        self.themes = [f"t{k}" for k in range(rnd.randint(1, 3))]
        self.topic = dict(zip(self.themes, rnd.sample(_TOPICS, len(self.themes)), strict=True))
        self.said: dict[str, list[str]] = defaultdict(list)
        self.claims = [claim for theme in self.themes for claim in self._claims(theme)]

    def _holder(self, name: str) -> Holder:
        label = {"Isles of Orr": "the Isles of Orr"}.get(name, "")
        return Holder(
            id=f"h{_NAMES.index(name):02}",
            kind=HolderKind.ORGANISATION,
            name=name,
            label=label,
            aliases=("Orr",) if label else (),
            group=self.rnd.choice(_GROUPS),
            region=self.rnd.choice(_REGIONS),
        )

    def _claims(self, theme: str) -> list[_Claim]:
        """A crowd, two that exclude each other, a single one to quote, one only in the table."""
        people = [holder.id for holder in self.holders]
        self.rnd.shuffle(people)
        crowd = self.rnd.randint(7, 14) if theme == self.themes[0] else self.rnd.randint(3, 5)
        people = people if theme == self.themes[0] else people[:7]
        sizes = [crowd, self.rnd.randint(1, 3), self.rnd.randint(1, 4), 1, 2]
        stances = [Stance.FOR, Stance.FOR, Stance.FOR, Stance.CONDITIONAL, Stance.AGAINST]
        qualities = self.rnd.sample(_QUALITIES, len(sizes))
        claims = []
        for number, (size, stance, quality) in enumerate(
            zip(sizes, stances, qualities, strict=True)
        ):
            start = 3 * (number == 2)
            who = (
                people[start : start + size] if number in {1, 2} else self.rnd.sample(people, size)
            )
            words = {one: self._words(theme, quality, one, number) for one in who}
            claims.append(
                _Claim(
                    theme,
                    f"the {self.topic[theme]} is to be {quality}",
                    stance,
                    words,
                    listed_only=number == 4,
                )
            )
        return claims

    def _words(self, theme: str, quality: str, holder: str, number: int) -> str:
        aside = self.rnd.choice(_ASIDES)
        words = f"the {self.topic[theme]} must be {quality} {aside}, point {number} of {holder}"
        self.said[holder].append(words)
        return words

    def source(self, holder: str) -> PaperSource:
        said = self.said.get(holder, [])
        parts = [f"We thank you. {words}. So much for that." for words in said]
        relayed = f"Some had told us of the {_TOPICS[0]} and its dangers."
        text = "\n\n".join([*parts, relayed])
        return PaperSource(
            id=f"s-{holder}",
            ref=f"s-{holder}",
            kind="contribution",
            number=holder[1:],
            title=f"Paper of {holder}",
            files=({"name": f"{holder}.txt", "sha256": "0" * 64},),
            text=text if said else "",
            language="zh" if holder == "h14" else "en",
            holders=(holder,),
            channel="written",
            received="2031-05-01",
            warnings=() if said else (f"{holder}.txt cannot be read.",),
        )

    def sources(self) -> tuple[PaperSource, ...]:
        withheld = PaperSource(
            id="s-withheld",
            ref="s-withheld",
            kind="post",
            number="98",
            title="",
            files=(),
            text="",
            language=None,
            holders=(),
            channel="text",
            received=None,
            public=False,
        )
        chaired = PaperSource(
            id="s-chair",
            ref="s-chair",
            kind="intervention",
            number="99",
            title="Opening",
            files=(),
            text="Let us hear about the future of the Forum today.",
            language="en",
            holders=("chair",),
            channel="room",
            received="2031-05-02",
        )
        return (*(self.source(holder.id) for holder in self.holders), withheld, chaired)

    def spans(self, sources: tuple[PaperSource, ...]) -> tuple[Passage, ...]:
        """The passages of all claims (kept in them too), one relayed, one of the chair."""
        texts = {source.id: source.text for source in sources}
        for claim in self.claims:
            claim.passages = [
                _passage(texts, f"s-{holder}", words, claim.theme, holder, claim.stance)
                for holder, words in sorted(claim.words.items())
            ]
        own = [replace(one, view=claim.view) for claim in self.claims for one in claim.passages]
        told = [
            replace(
                _passage(
                    texts,
                    f"s-{holder}",
                    f"Some had told us of the {_TOPICS[0]}",
                    None,
                    holder,
                    Stance.MENTIONS,
                ),
                capacity=Capacity.RELAYED,
            )
            for holder in sorted(self.said)
        ]
        chaired = replace(
            _passage(texts, "s-chair", "the future of the Forum", None, "chair", Stance.MENTIONS),
            capacity=Capacity.CHAIR,
        )
        return (*own, *told, chaired)


def _passage(
    texts: dict[str, str], source: str, words: str, theme: str | None, holder: str, stance: Stance
) -> Passage:
    start = texts[source].index(words)
    return Passage(
        id=passage_id(source, words),
        source=source,
        start=start,
        end=start + len(words),
        sha256=sha256_hex(words),
        theme=theme,
        view=None,
        holder=holder,
        capacity=Capacity.OWN,
        stance=stance,
    )


def _evidence(passage: Passage, words: str) -> Evidence:
    return Evidence(
        source=passage.source,
        start=passage.start,
        end=passage.end,
        quote=words,
        sha256=passage.sha256,
    )


def _sentence(
    kind: str,
    text: str,
    positions: tuple[Position, ...] = (),
    *,
    named: tuple[str, ...] = (),
    footnote: str | None = None,
    degree: Degree | None = None,
) -> Sentence:
    views = {one.view for one in positions if one.view}
    holders = {one.holder for one in positions}
    return Sentence(
        id=sentence_id(views, holders, text),
        kind=kind,
        text=text,
        language="en",
        generator="template:random",
        footnote=footnote,
        named=named,
        degree=degree,
        positions=positions,
    )


class _Writer:
    """Turns the claims of a builder into sentences."""

    def __init__(self, builder: _Builder, opposed: frozenset[str]) -> None:
        self.builder = builder
        self.opposed = opposed
        self.holders = {holder.id: holder for holder in builder.holders}

    def addressed(self, theme: str) -> tuple[str, ...]:
        claims = [claim for claim in self.builder.claims if claim.theme == theme]
        return tuple(sorted({holder for claim in claims for holder in claim.words}))

    def _opening(self, holders: list[str], theme: str, stance: Stance, views: tuple[str, ...]):
        of = len(self.addressed(theme))
        who = in_order(self.holders[one] for one in holders)
        groups = {one.group for one in who} - {None}
        word = degree_word(
            len(who),
            of,
            groups=len(groups),
            opposed=is_opposed(stance, views, self.opposed),
            rule=self.builder.rule,
        )
        names = names_phrase(who)
        phrase = degree_phrase(word, len(who), of, noun=DegreeNoun.CONTRIBUTORS, names=names.text)
        return phrase, names, Degree(word=word, n=len(who), of=of)

    def view_sentence(self, claim: _Claim) -> Sentence:
        phrase, names, degree = self._opening(
            sorted(claim.words), claim.theme, claim.stance, (claim.view,)
        )
        if len(claim.words) == 1:
            said = f"stated: “{next(iter(claim.words.values()))}”"
        elif phrase.takes == "noun":
            said = f"the {self.builder.topic[claim.theme]}"
        else:
            said = f"held that {claim.wording}"
        positions = tuple(
            Position(
                view=claim.view,
                holder=one.holder,
                stance=claim.stance,
                match="same-language",
                evidence=(_evidence(one, claim.words[one.holder]),),
            )
            for one in claim.passages
        )
        return _sentence(
            "view",
            f"{phrase.text} {said}.",
            positions,
            named=names.named,
            footnote=names.footnote,
            degree=degree,
        )

    def topic_sentence(self, theme: str) -> Sentence:
        claim = next(one for one in self.builder.claims if one.theme == theme)
        some = claim.passages[: self.builder.rnd.randint(1, 4)]
        phrase, names, degree = self._opening(
            [one.holder for one in some], theme, Stance.MENTIONS, ()
        )
        positions = tuple(
            Position(
                view=None,
                holder=one.holder,
                stance=Stance.MENTIONS,
                match="same-language",
                evidence=(_evidence(one, claim.words[one.holder]),),
            )
            for one in some
        )
        text = f"{phrase.text} referred to the {self.builder.topic[theme]}."
        return _sentence(
            "topic", text, positions, named=names.named, footnote=names.footnote, degree=degree
        )

    def section(self, theme: str, number: int) -> Section:
        frame = _sentence("frame", f"What follows is about matter {number} of the agenda.")
        claims = [one for one in self.builder.claims if one.theme == theme and not one.listed_only]
        return Section(
            id=f"sec-{theme}",
            theme=theme,
            heading=f"On the {self.builder.topic[theme]}",
            part="Substance",
            paragraphs=(
                Paragraph(
                    id=f"p{number}a",
                    number=f"{number}",
                    kind="prose",
                    sentences=(frame, self.topic_sentence(theme)),
                ),
                Paragraph(
                    id=f"p{number}b",
                    number=f"{number} bis",
                    kind="prose",
                    sentences=tuple(self.view_sentence(one) for one in claims),
                ),
            ),
        )


def random_paper(rnd: Random) -> Paper:
    """A valid paper with all that the format knows, drawn by ``rnd``."""
    builder = _Builder(rnd)
    sources = builder.sources()
    passages = builder.spans(sources)
    oppositions = tuple(
        Opposition(
            views=(one.view, other.view),
            holders_for=tuple(sorted(one.words)),
            holders_against=tuple(sorted(other.words)),
        )
        for theme in builder.themes
        for one, other in [[x for x in builder.claims if x.theme == theme][1:3]]
    )
    opposed = opposed_views(
        (one.views for one in oppositions), ((one.view, one.stance) for one in passages if one.view)
    )
    writer = _Writer(builder, opposed)
    intro = Section(
        id="intro",
        theme=None,
        heading="Introduction",
        paragraphs=(
            Paragraph(
                id="p0",
                number="0",
                kind="prose",
                sentences=(
                    _sentence(
                        "frame", "Several contributors stands for less than a quarter of them."
                    ),
                    _sentence(
                        "frame", "Most stands for more than a half.", footnote="Of those who spoke."
                    ),
                ),
            ),
        ),
    )
    sections = (intro, *(writer.section(t, n) for n, t in enumerate(builder.themes, start=1)))
    return Paper(
        title="Synthesis of a random consultation",
        status="working draft",
        date="2031-06-01",
        language="en",
        engine={"version": "0", "options": {"degree": degree_options(builder.rule)}},
        sources=sources,
        holders=(*builder.holders, builder.chair),
        themes=tuple(
            Theme(id=t, name=f"Matters of the {builder.topic[t]}", addressed_by=writer.addressed(t))
            for t in builder.themes
        ),
        passages=passages,
        views=tuple(
            View(
                id=one.view,
                theme=one.theme,
                wordings=(one.wording, f"={one.wording}"),
                language="en",
                passages=tuple(sorted(p.id for p in one.passages)),
            )
            for one in builder.claims
        ),
        sections=sections,
        annexes=_annexes(sources, sections),
        coverage={},
        balance={},
        oppositions=oppositions,
        positions=_rows(builder, sections),
        doubts=(
            Doubt(
                kind="opposition?", question="Do they?", passages=(passages[0].id,), score=0.1 + 0.2
            ),
        ),
        reference="R/1",
        forum="Random Forum",
        cut_off="2031-05-31",
        notes=("A note.",),
        extra={"/views/0/colour": "blue", "/nobody~1knows": {"a": [1, None]}},
    )


def _annexes(sources: tuple[PaperSource, ...], sections: tuple[Section, ...]) -> Annexes:
    cited = {
        item.source
        for section in sections
        for paragraph in section.paragraphs
        for sentence in paragraph.sentences
        for position in sentence.positions
        for item in position.evidence
    }
    reasons = []
    for source in sources:
        if not source.public:
            reasons.append({"source": source.id, "reason": "not for publication"})
        elif source.id not in cited:
            reason = "no view: only its opening" if source.text else "unreadable"
            reasons.append({"source": source.id, "reason": reason})
    return Annexes(not_reflected=tuple(reasons), method={"paragraphs": ["Counted, not chosen."]})


def _rows(builder: _Builder, sections: tuple[Section, ...]) -> tuple[PositionRow, ...]:
    printed = {
        view: sentence.id
        for section in sections
        for paragraph in section.paragraphs
        for sentence in paragraph.sentences
        for view in sentence.views
    }
    return tuple(
        PositionRow(
            theme=claim.theme,
            view=claim.view,
            wording=f"={claim.wording}",
            holder=one.holder,
            stance=claim.stance,
            passages=(one.id,),
            sentence=printed.get(claim.view),
            reason="" if claim.view in printed else "carried by the table of positions",
        )
        for claim in builder.claims
        for one in claim.passages
    )
