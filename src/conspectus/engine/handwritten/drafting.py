"""A paper that people wrote, with the evidence that a person confirmed, as a paper like any other.

What the engine read of the contributions (sources, holders, themes, annexes) stays; the sentences
are those that were written by hand. A sentence that states a view is held to the verifier, one
that cites nobody may name no holder and count nobody; what does not pass is told, and is not in
the paper.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from itertools import groupby
from typing import Final

from conspectus.engine.corpus import Capacity, Stance
from conspectus.engine.degree import degree_word
from conspectus.engine.errors import ConspectusError
from conspectus.engine.evidence import Degree, Evidence, Position, Sentence
from conspectus.engine.ids import SentenceIds, passage_id, sentence_id, sha256_hex, view_id
from conspectus.engine.names import printed_name
from conspectus.engine.paper import Paper
from conspectus.engine.paper_parts import PaperData, Paragraph, Passage, Section, Theme, View
from conspectus.engine.revision.acts import Act, ActKind
from conspectus.engine.revision.checking import checked, findings, named_for_people
from conspectus.engine.revision.measures import measures_of
from conspectus.engine.revision.rebuilding import with_sections
from conspectus.engine.revision.sentences import Hand
from conspectus.engine.verification.authors import by_person
from conspectus.engine.verification.finding import Finding

NOT_CITED: Final = "excluded: not cited by the paper that people wrote"
METHOD: Final = (
    "The text of this paper was written by people and imported; the evidence of each sentence was "
    "looked for in the contributions and confirmed by a person."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """``words`` of a holder (id) in a source (id), exactly as they stand there."""

    holder: str
    source: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenSentence:
    """A sentence as people wrote it, with what was confirmed.

    ``key``: the caller's. ``path``: headings above it. ``note``: its footnotes. ``cited``: empty
    for a sentence that is the author's own.
    """

    key: int
    path: tuple[str, ...]
    paragraph: str
    text: str
    note: str = ""
    cited: tuple[Cited, ...] = ()
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftByHand:
    """``findings``: key → why the sentence is not in the paper; ``ids``: key → id of the others."""

    paper: Paper
    findings: Mapping[int, tuple[Finding, ...]]
    ids: Mapping[int, str]


def draft_by_hand(base: Paper, written: Sequence[WrittenSentence], *, title: str) -> DraftByHand:
    """``base`` (the engine's paper of the same contributions) with what people wrote for its text.

    ``written``: in the order of the text.
    """
    drafting = _Drafting(base, written, title)
    refused: dict[int, tuple[Finding, ...]] = {}
    made: dict[int, Sentence] = {}
    for one in written:
        sentence, found = drafting.sentence(one)
        if found or sentence is None:
            refused[one.key] = found
        else:
            made[one.key] = sentence
    paper = drafting.paper(_with_own_ids(made))
    while isinstance(paper, _Broken):  # what only the whole paper can break
        refused[paper.key] = (Finding("V1", paper.message),)
        del made[paper.key]
        paper = drafting.paper(_with_own_ids(made))
    ids = {key: one.id for key, one in _with_own_ids(made).items()}
    return DraftByHand(paper=paper, findings=refused, ids=ids)


@dataclass(frozen=True, slots=True)
class _Broken:
    key: int
    message: str


class _Drafting:
    """The sentences of one paper against the contributions."""

    def __init__(self, base: Paper, written: Sequence[WrittenSentence], title: str) -> None:
        self._base = base
        self._title = title
        self._written = {one.key: one for one in written}
        self._sources = {one.id: one for one in base.sources}
        self._holders = {one.id: one for one in base.holders}
        self._found = {one.key: self._evidence(one) for one in written}
        self._passages = self._own_passages()
        self._views = _views_of(
            [[_key(who, e) for who, e in found] for found, _missing in self._found.values()],
            {key: one.id for key, one in self._passages.items()},
        )
        self._themes = self._theme_of_views()
        self._paper = self._bare()
        self._hand = Hand(measures_of(self._paper))

    def sentence(self, one: WrittenSentence) -> tuple[Sentence | None, tuple[Finding, ...]]:
        """The sentence with its evidence, and what speaks against it."""
        if not one.cited:
            return self._own(one)
        found, missing = self._found[one.key]
        if missing or not found:
            return None, missing
        try:
            sentence = self._view(one, found)
            said = findings(self._hand, sentence, sentence.text)
        except ConspectusError as error:
            return None, (Finding("V1", str(error)),)
        return sentence, tuple(named_for_people(self._hand, finding) for finding in said)

    def paper(self, made: Mapping[int, Sentence]) -> Paper | _Broken:
        """The paper of these sentences, or the first of them that it cannot hold."""
        try:
            return self._built(made)
        except ConspectusError:
            if not made:
                raise
            keys, good = list(made), 0
            bad = len(keys)
            while bad - good > 1:  # the first that breaks it, by halving
                half = (good + bad) // 2
                try:
                    self._built({key: made[key] for key in keys[:half]})
                except ConspectusError as earlier:
                    bad, error = half, earlier
                else:
                    good = half
            return _Broken(keys[bad - 1], str(error))

    def _evidence(
        self, one: WrittenSentence
    ) -> tuple[list[tuple[str, Evidence]], tuple[Finding, ...]]:
        found: list[tuple[str, Evidence]] = []
        missing = []
        for cited in one.cited:
            source = self._sources.get(cited.source)
            start = source.text.find(cited.words) if source is not None and cited.words else -1
            if source is None or start < 0:
                missing.append(Finding("V1", "The words do not stand in this contribution now."))
            elif cited.holder not in source.holders:
                missing.append(Finding("V1", "This holder did not sign this contribution."))
            else:
                try:
                    found.append((cited.holder, _span(cited, start)))
                except ConspectusError as error:
                    missing.append(Finding("V1", str(error)))
        return found, tuple(missing)

    def _own_passages(self) -> dict[str, Passage]:
        spans = {(_key(who, e), who, e) for found, _ in self._found.values() for who, e in found}
        times: Counter[str] = Counter()  # the same words of two who signed them together
        ids = {}
        for key, _who, e in sorted(spans, key=lambda span: span[0]):
            first = passage_id(e.source, e.quote)
            times[first] += 1
            ids[key] = passage_id(e.source, e.quote, times[first])
        return {
            key: Passage(
                id=ids[key],
                source=e.source,
                start=e.start,
                end=e.end,
                sha256=e.sha256,
                theme=None,
                view=None,
                holder=who,
                capacity=Capacity.OWN,
                stance=Stance.FOR,
            )
            for key, who, e in sorted(spans, key=lambda span: span[0])
        }

    def _theme_of_views(self) -> dict[str, str]:
        """View → the theme of most of what the engine found there, else the paper's last one."""
        counted: dict[str, Counter[str]] = defaultdict(Counter)
        by_source: dict[str, list[Passage]] = defaultdict(list)
        for passage in self._base.passages:
            by_source[passage.source].append(passage)
        for key, view in self._views.items():
            own = self._passages[key]
            for other in by_source[own.source]:
                if other.theme and other.start < own.end and own.start < other.end:
                    counted[view][other.theme] += 1
        last = self._base.themes[-1].id
        return {
            view: min(counted[view], key=lambda one: (-counted[view][one], one), default=last)
            for view in set(self._views.values())
        }

    def _bare(self) -> PaperData:
        """The paper without sentences; its views are those that were confirmed."""
        members: dict[str, list[str]] = defaultdict(list)
        for key, view in self._views.items():
            members[view].append(self._passages[key].id)
        passages = tuple(
            replace(self._passages[key], view=view, theme=self._themes[view])
            for key, view in sorted(self._views.items())
        )
        wording: dict[str, str] = {}
        for found in self._written.values():
            for who, e in self._found[found.key][0]:
                wording.setdefault(self._views[_key(who, e)], found.text.rstrip(" ."))
        views = tuple(
            View(
                id=view,
                theme=self._themes[view],
                wordings=(wording[view],),
                language=self._base.language,
                passages=tuple(sorted(members[view])),
            )
            for view in sorted(members)
        )
        method = {**self._base.annexes.method}
        method["paragraphs"] = [METHOD, *method.get("paragraphs", ())]
        values = {one.name: getattr(self._base, one.name) for one in fields(PaperData)}
        return PaperData(
            **{
                **values,
                "title": self._title or self._base.title,
                "passages": passages,
                "views": views,
                "themes": self._addressed(passages),
                "sections": (),
                "oppositions": (),
                "positions": (),
                "doubts": (),
                "annexes": replace(self._base.annexes, method=method, not_reflected=self._why()),
            }
        )

    def _why(self) -> tuple[dict[str, str], ...]:
        told = {one["source"]: one["reason"] for one in self._base.annexes.not_reflected}
        return tuple(
            {"source": one.id, "reason": told.get(one.id, NOT_CITED)} for one in self._base.sources
        )

    def _addressed(self, passages: Iterable[Passage]) -> tuple[Theme, ...]:
        more: dict[str, set[str]] = defaultdict(set)
        for one in passages:
            if one.theme is not None and not self._holders[one.holder].is_chair:
                more[one.theme].add(one.holder)
        return tuple(
            replace(
                theme,
                addressed_by=(
                    *theme.addressed_by,
                    *sorted(more[theme.id] - set(theme.addressed_by)),
                ),
            )
            for theme in self._base.themes
        )

    def _view(self, one: WrittenSentence, found: Sequence[tuple[str, Evidence]]) -> Sentence:
        view = self._views[_key(*found[0])]
        own: dict[str, list[Evidence]] = defaultdict(list)
        for who, e in found:
            if e not in own[who]:
                own[who].append(e)
        text = " ".join(one.text.split())
        note = self._with_names(text, " ".join(one.note.split()), own)
        degree = None
        if not any(self._holders[who].is_chair for who in own):
            theme = self._hand.measures.addressed[self._themes[view]]
            groups = {self._holders[who].group for who in own} - {None, ""}
            word = degree_word(
                len(own),
                len(theme),
                groups=len(groups),
                opposed=False,
                rule=self._hand.measures.rule,
            )
            degree = Degree(word=word, n=len(own), of=len(theme))
        return Sentence(
            id=sentence_id((view,), own, text),
            kind="view",
            text=text,
            language=self._base.language,
            generator=by_person(one.by, ""),
            footnote=note or None,
            named=tuple(own),
            degree=degree,
            positions=tuple(
                Position(
                    view=view,
                    holder=who,
                    stance=Stance.FOR,
                    match=self._match(evidence),
                    evidence=tuple(evidence),
                )
                for who, evidence in own.items()
            ),
        )

    def _with_names(self, text: str, note: str, holders: Iterable[str]) -> str:
        """The footnote, with those holders that neither it nor the text names."""
        names = self._hand.names
        missing = [who for who in holders if not names.stands_in(who, f"{text}\n{note}")]
        return "; ".join(
            part for part in (note, *(printed_name(self._holders[who]) for who in missing)) if part
        )

    def _match(self, evidence: Iterable[Evidence]) -> str:
        spoken = {self._sources[one.source].language for one in evidence}
        return "same-language" if spoken <= {None, self._base.language} else "cross-language"

    def _own(self, one: WrittenSentence) -> tuple[Sentence | None, tuple[Finding, ...]]:
        act = Act(id="", kind=ActKind.ADD, text=" ".join(one.text.split()), by=one.by)
        seen = checked(self._hand, act, None)
        note = " ".join(one.note.split())
        name = self._hand.names.first_in(note)
        if name:
            said = f"Its footnote names a holder ({name}), and it leads to none of its words."
            return None, (*seen.findings, Finding("V1", said))
        if seen.sentence is None:
            return None, seen.findings
        return replace(seen.sentence, footnote=note or None), seen.findings

    def _built(self, made: Mapping[int, Sentence]) -> Paper:
        used = {view for one in made.values() for view in one.views}
        bare = self._paper
        passages = tuple(one for one in bare.passages if one.view in used)
        kept = replace(
            bare, passages=passages, views=tuple(one for one in bare.views if one.id in used)
        )
        data = with_sections(kept, tuple(self._sections(made)), {})
        return Paper(**{one.name: getattr(data, one.name) for one in fields(PaperData)})

    def _sections(self, made: Mapping[int, Sentence]) -> Iterable[Section]:
        shown = [self._written[key] for key in self._written if key in made]
        numbers = [number for number, _same in groupby((one.path, one.paragraph) for one in shown)]
        printed = [paragraph for _path, paragraph in numbers]
        own = len(set(printed)) == len(printed)
        counted = 0
        sections = groupby(shown, key=lambda one: one.path)
        for place, (path, members) in enumerate(sections, start=1):
            paragraphs = []
            for number, same in groupby(members, key=lambda one: one.paragraph):
                counted += 1
                paragraphs.append(
                    Paragraph(
                        id=f"p{counted}",
                        number=number if own else str(counted),
                        kind="prose",
                        sentences=tuple(made[one.key] for one in same),
                    )
                )
            yield Section(
                id=f"s{place}",
                theme=None,
                heading=path[-1] if path else self._paper.title,
                paragraphs=tuple(paragraphs),
                part=path[-2] if len(path) > 1 else None,
            )


def _key(holder: str, evidence: Evidence) -> str:
    return f"{passage_id(evidence.source, evidence.quote)} {holder}"


def _span(cited: Cited, start: int) -> Evidence:
    return Evidence(
        source=cited.source,
        start=start,
        end=start + len(cited.words),
        quote=cited.words,
        sha256=sha256_hex(cited.words),
    )


def _views_of(groups: Iterable[Sequence[str]], ids: Mapping[str, str]) -> dict[str, str]:
    """Passage → its view: passages that one sentence rests on are one view, and so on."""
    above: dict[str, str] = {}

    def top(key: str) -> str:
        while above[key] != key:
            key = above[key]
        return key

    for keys in groups:
        for key in keys:
            above.setdefault(key, key)
        for key in keys[1:]:
            above[top(key)] = top(keys[0])
    members: dict[str, list[str]] = defaultdict(list)
    for key in above:
        members[top(key)].append(key)
    return {key: view_id(ids[one] for one in same) for same in members.values() for key in same}


def _with_own_ids(made: Mapping[int, Sentence]) -> dict[int, Sentence]:
    """The second sentence of the same words, views and holders has an id of its own."""
    ids = SentenceIds()
    return {
        key: replace(one, id=ids.give(one.views, one.holders, one.text))
        for key, one in made.items()
    }
