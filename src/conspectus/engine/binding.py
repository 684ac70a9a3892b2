"""Binding: drafts become sentences with positions, claims become passages, views get their ids."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from conspectus.engine.corpus import DegreeRule, Holder, Stance
from conspectus.engine.degree import DEFAULT_RULE, degree_word, is_opposed
from conspectus.engine.drafting.templates import Draft
from conspectus.engine.ids import SentenceIds, passage_id, sha256_hex, view_id
from conspectus.engine.paper import Degree, Evidence, Passage, Position, Sentence, View
from conspectus.engine.passages import Claim
from conspectus.engine.views import DraftView

EVIDENCE_A_HOLDER = 2


def evidence_of(claim: Claim) -> Evidence:
    """The whole claim as evidence."""
    return Evidence(
        source=claim.source,
        start=claim.start,
        end=claim.end,
        quote=claim.text,
        sha256=sha256_hex(claim.text),
    )


@dataclass(slots=True)
class Register:
    """Passages and views of one paper, by draft view; built once all views are known.

    A claim that carries several views gives one passage for each, numbered ``:2``, ``:3`` … in
    order of their place and view (ids: DESIGN §5).
    """

    passages: list[Passage] = field(default_factory=list)
    views: dict[int, View] = field(default_factory=dict)
    passages_of: dict[tuple[int, str], tuple[str, ...]] = field(default_factory=dict)


def register(claims: Sequence[Claim], views: Sequence[DraftView]) -> Register:
    """Number the passages of ``claims`` and the ``views`` that they carry (by index)."""
    wanted: dict[str, list[int]] = defaultdict(list)
    for number, view in enumerate(views):
        for members in view.claims.values():
            for claim in members:
                wanted[claim.id].append(number)
    book = Register()
    members_of: dict[int, list[str]] = defaultdict(list)
    held: dict[tuple[int, str], list[str]] = defaultdict(list)
    counter: dict[tuple[str, str], int] = defaultdict(int)
    known = {claim.id: claim for claim in claims}
    for view in views:
        known.update({c.id: c for members in view.claims.values() for c in members})
    for claim in sorted(known.values(), key=lambda c: (c.source, c.start, c.end)):
        carried: list[int | None] = list(wanted.get(claim.id, ())) or [None]
        for place in sorted(carried, key=lambda n: -1 if n is None else n):
            key = (claim.source, claim.text)
            counter[key] += 1
            name = passage_id(claim.source, claim.text, counter[key])
            book.passages.append(_passage(name, claim, place, views))
            if place is not None:
                members_of[place].append(name)
                held[place, claim.holder].append(name)
    _name_views(book, views, members_of)
    book.passages_of = {key: tuple(names) for key, names in held.items()}
    return book


def _passage(name: str, claim: Claim, number: int | None, views: Sequence[DraftView]) -> Passage:
    view = views[number] if number is not None else None
    return Passage(
        id=name,
        source=claim.source,
        start=claim.start,
        end=claim.end,
        sha256=sha256_hex(claim.text),
        theme=view.theme if view is not None else claim.theme,
        view=str(number) if number is not None else None,
        holder=claim.holder,
        capacity=claim.capacity,
        stance=view.stance if view is not None else Stance.MENTIONS,
    )


def _name_views(
    book: Register, views: Sequence[DraftView], members_of: Mapping[int, Sequence[str]]
) -> None:
    """Give each view its id and write it into its passages."""
    names: dict[str, str] = {}
    for number, members in members_of.items():
        draft = views[number]
        view = View(
            id=view_id(members),
            theme=draft.theme or "general",
            wordings=(draft.clause,),
            language=draft.language,
            passages=tuple(sorted(members)),
        )
        book.views[number] = view
        names[str(number)] = view.id
    book.passages = [
        passage if passage.view is None else replace(passage, view=names[passage.view])
        for passage in book.passages
    ]


@dataclass(slots=True)
class Binder:
    """Makes sentences; ``addressed``: theme id → holders counted there."""

    holders: Mapping[str, Holder]
    addressed: Mapping[str, tuple[str, ...]]
    opposed: frozenset[str]
    language: str
    rule: DegreeRule = DEFAULT_RULE
    _ids: SentenceIds = field(default_factory=SentenceIds)

    def word(self, holders: Sequence[str], theme: str, views: Sequence[str], stance: Stance) -> str:
        """The degree word that the counts give (DRAFTING §2)."""
        groups = {self.holders[h].group for h in holders} - {None, ""}
        opposed = is_opposed(stance, views, self.opposed)
        return degree_word(
            len(holders),
            len(self.addressed[theme]),
            groups=len(groups),
            opposed=opposed,
            rule=self.rule,
        )

    def view_sentence(
        self, draft: Draft, pairs: Sequence[tuple[View, DraftView]], theme: str
    ) -> Sentence:
        """A sentence that states the views of ``pairs``, all held by the same holders."""
        holders = pairs[0][1].holders
        stance = pairs[0][1].stance
        positions = tuple(
            Position(
                view=view.id,
                holder=holder,
                stance=stance,
                match=self._match(members),
                evidence=_unique(members[:EVIDENCE_A_HOLDER]),
            )
            for view, planned in pairs
            for holder, members in sorted(planned.claims.items())
        )
        return self._sentence("view", draft, positions, holders, theme, stance)

    def _match(self, members: Sequence[Claim]) -> str:
        """Whether the holder says it in the language of the paper."""
        same = any(c.language == self.language for c in members[:EVIDENCE_A_HOLDER])
        return "same-language" if same else "cross-language"

    def topic_sentence(self, draft: Draft, claims: Mapping[str, Claim], theme: str) -> Sentence:
        """A sentence that says what is addressed."""
        positions = tuple(
            Position(
                view=None,
                holder=holder,
                stance=Stance.MENTIONS,
                match="same-language",
                evidence=(evidence_of(claim),),
            )
            for holder, claim in sorted(claims.items())
        )
        return self._sentence(
            "topic", draft, positions, tuple(sorted(claims)), theme, Stance.MENTIONS
        )

    def frame(self, text: str) -> Sentence:
        """A sentence of the paper's own: opening, method, transition."""
        return Sentence(
            id=self._ids.give((), (), text),
            kind="frame",
            text=text,
            language=self.language,
            generator="template:frame",
        )

    def _sentence(
        self,
        kind: str,
        draft: Draft,
        positions: tuple[Position, ...],
        holders: Sequence[str],
        theme: str,
        stance: Stance,
    ) -> Sentence:
        views = tuple(dict.fromkeys(p.view for p in positions if p.view is not None))
        counted = [h for h in holders if not self.holders[h].is_chair]
        degree = None
        if len(counted) == len(holders):
            word = self.word(holders, theme, views, stance)
            degree = Degree(word=word, n=len(holders), of=len(self.addressed[theme]))
        return Sentence(
            id=self._ids.give(views, tuple(holders), draft.text),
            kind=kind,
            text=draft.text,
            language=self.language,
            generator=draft.generator,
            footnote=draft.footnote,
            named=draft.named,
            degree=degree,
            positions=positions,
        )


def _unique(claims: Iterable[Claim]) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys(evidence_of(claim) for claim in claims))
