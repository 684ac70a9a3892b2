"""A paper as a person's acts will have it.

The acts are resolved against the engine's own draft, so it is the same to which of them a run adds
contributions; of two acts on the same words the later holds. What the verifier does not let pass is
not taken over: the engine's sentence stays, and the act says why (decision 0027). So whatever comes
out of here is a paper that keeps DESIGN §5.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from conspectus.engine.errors import ConspectusError, EngineError
from conspectus.engine.evidence import Sentence
from conspectus.engine.paper import Paper
from conspectus.engine.paper_parts import Doubt
from conspectus.engine.revision.acts import Act, ActKind, State
from conspectus.engine.revision.anchors import Anchors, sentences_in
from conspectus.engine.revision.checking import Checked, checked
from conspectus.engine.revision.measures import measures_of
from conspectus.engine.revision.rebuilding import with_sections
from conspectus.engine.revision.sentences import Hand
from conspectus.engine.revision.standing import Standing
from conspectus.engine.revision.text import Text
from conspectus.engine.verification.finding import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Revised:
    """``paper``: it keeps every invariant. ``standings``: of each act, in the order of the acts."""

    paper: Paper
    standings: tuple[Standing, ...]


def revise(paper: Paper, acts: Sequence[Act]) -> Revised:
    """``paper`` (the engine's draft) under ``acts``, the earlier first."""
    if not acts:
        return Revised(paper=paper, standings=())
    draft = _Draft(paper)
    whole = _Revision(draft)
    standings = [whole.take(act) for act in acts]
    if all(one.state is not State.HOLDS for one in standings):
        return Revised(paper=paper, standings=tuple(standings))
    try:
        return Revised(paper=whole.paper(), standings=whole.settled(standings))
    except ConspectusError:
        return _without_breaking(draft, acts)


ACT_NOT_IN_TEXT = "act not in the text"


def stopped(revised: Revised) -> tuple[Doubt, ...]:
    """The acts that are not in the text, as the rapporteur is told of them."""
    return tuple(
        Doubt(kind=ACT_NOT_IN_TEXT, question=f"{one.act}: {one.message}", passages=(), score=0.9)
        for one in revised.standings
        if one.state in {State.STOPPED, State.DORMANT}
    )


def _without_breaking(draft: _Draft, acts: Sequence[Act]) -> Revised:
    """The same where the acts together break the paper: those that do so are stopped.

    An act that breaks it after those before it is found by halving, so that few papers are built.
    """
    kept: list[Act] = []
    stopped: dict[str, Standing] = {}
    rest = list(acts)
    while (error := _breaks(draft, [*kept, *rest])) is not None:
        whole, broken = 0, len(rest)
        while broken - whole > 1:
            half = (whole + broken) // 2
            found = _breaks(draft, [*kept, *rest[:half]])
            if found is None:
                whole = half
            else:
                broken, error = half, found
        culprit = rest[broken - 1]
        stopped[culprit.id] = Standing(act=culprit.id, state=State.STOPPED, message=error)
        kept, rest = [*kept, *rest[:whole]], rest[broken:]
    revision = _Revision(draft)
    standings = [stopped.get(act.id) or revision.take(act) for act in acts]
    return Revised(paper=revision.paper(), standings=revision.settled(standings))


def _breaks(draft: _Draft, acts: Sequence[Act]) -> str | None:
    """What the paper would break under ``acts``, ``None`` where it keeps DESIGN §5."""
    tried = _Revision(draft)
    for act in acts:
        tried.take(act)
    try:
        tried.paper()
    except ConspectusError as error:
        return str(error)
    return None


class _Draft:
    """The engine's paper with what acts look up in it, once for all attempts."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.hand = Hand(measures_of(paper))
        self.anchors = Anchors(paper.sections)
        self.drafted = {one.id: one for one in sentences_in(paper.sections)}
        self._seen: dict[tuple[str, ...], Checked] = {}

    def checked(self, act: Act, now: Sentence | None, drafted: str) -> Checked:
        """As ``checking.checked``; an act on the same words is looked at once."""
        key = (act.id, drafted, *((now.id, now.text, now.footnote or "") if now else ()))
        if key not in self._seen:
            self._seen[key] = checked(self.hand, act, now, drafted=drafted)
        return self._seen[key]


class _Revision:
    """The text of one paper while acts are taken in."""

    def __init__(self, draft: _Draft) -> None:
        self._whole = draft
        self._draft = draft.paper
        self._hand = draft.hand
        self._drafted = draft.drafted
        self._text = Text(draft.paper.sections)
        self._reworded: dict[str, str] = {}
        self._tried: dict[str, list[str]] = {}
        self._dropped: dict[str, list[str]] = {}
        self._overruled: set[str] = set()

    def take(self, act: Act) -> Standing:
        """Takes an act in, or says why not."""
        try:
            return self._taken(act)
        except ConspectusError as error:
            return Standing(act=act.id, state=State.STOPPED, message=str(error))

    def _taken(self, act: Act) -> Standing:
        if act.kind is ActKind.HEADING:
            return self._heading(act)
        if act.kind is ActKind.ADD:
            return self._added(act)
        if act.kind is ActKind.WITHOUT_NAME and not act.of:
            return self._without_name_anywhere(act)
        meant = self._whole.anchors.meant(act.of, act.was)
        if meant is None or not self._text.holds(meant.id):
            return Standing(
                act=act.id, state=State.DORMANT, message="The paper has no such sentence now."
            )
        if act.kind is ActKind.LEAVE_OUT:
            self._refuse_half_an_opposition(meant)
            self._text.leave_out(meant.id, act.why)
        elif act.kind is ActKind.MOVE:
            self._moved(meant, act)
        else:
            return self._rewritten(meant, act)
        return Standing(act=act.id, state=State.HOLDS, sentence=meant.id)

    def _heading(self, act: Act) -> Standing:
        found = self._text.name_section(act.theme, act.text)
        state = State.HOLDS if found else State.DORMANT
        message = "" if found else "The paper has no section on this theme now."
        return Standing(act=act.id, state=state, message=message)

    def _added(self, act: Act) -> Standing:
        seen = self._whole.checked(act, None, "")
        if seen.findings or seen.sentence is None:
            return _stopped(act, seen.findings)
        of, was = act.after
        behind = self._whole.anchors.meant(of, was) if of else None
        place = self._text.add(seen.sentence, behind.id if behind else None, act.theme)
        if place is None:
            message = "The paper has no such place now."
            return Standing(act=act.id, state=State.DORMANT, message=message)
        return Standing(act=act.id, state=State.HOLDS, sentence=place)

    def _without_name_anywhere(self, act: Act) -> Standing:
        mine = [one.id for one in sentences_in(self._draft.sections) if act.holder in one.holders]
        there = [one for one in mine if self._text.holds(one)]
        if not there:
            return Standing(
                act=act.id, state=State.DORMANT, message="The paper cites this holder nowhere now."
            )
        before = self._text.copy()
        for one in there:
            try:
                self._drop_holder(one, act)
            except EngineError:
                self._text = before
                raise
        return Standing(act=act.id, state=State.HOLDS)

    def _drop_holder(self, key: str, act: Act) -> None:
        now = self._text.now(key)
        if act.holder not in now.holders:
            return
        try:
            left = self._hand.without(now, act.holder, act.by)
        except EngineError:
            left = self._draft_without(key, act)
        if left is None:
            self._text.leave_out(key, act.why)
            return
        self._dropped.setdefault(key, []).append(act.holder)
        self._text.put(key, left)
        self._text.give_reason(now, act.holder, act.why)

    def _draft_without(self, key: str, act: Act) -> Sentence | None:
        """The engine's own sentence without the holder: a name goes, whatever a person wrote."""
        left: Sentence | None = self._drafted[key]
        for holder in (*self._dropped.get(key, ()), act.holder):
            left = self._hand.without(left, holder, act.by) if left is not None else None
        if key in self._reworded:
            self._overruled.add(self._reworded[key])
        return left

    def _rewritten(self, meant: Sentence, act: Act) -> Standing:
        now = self._text.now(meant.id)
        if act.kind is ActKind.REWORD:
            seen = self._whole.checked(act, now, meant.text)
            if seen.findings or seen.sentence is None:
                self._tried.setdefault(meant.id, []).append(act.id)
                return _stopped(act, seen.findings)
            if seen.sentence.text == now.text:
                return Standing(act=act.id, state=State.HOLDS, sentence=meant.id)
            self._text.put(meant.id, seen.sentence)
            self._overruled.update(self._tried.pop(meant.id, ()))
            if meant.id in self._reworded:
                self._overruled.add(self._reworded[meant.id])
            self._reworded[meant.id] = act.id
        elif act.kind is ActKind.NOTE:
            self._text.put(meant.id, self._hand.noted(now, act))
        elif act.kind is ActKind.VERBATIM:
            seen = self._whole.checked(act, now, meant.text)
            if seen.findings or seen.sentence is None:
                return _stopped(act, seen.findings)
            self._text.put_behind(meant.id, seen.sentence)
            self._drop_holder(meant.id, act)
        else:
            self._drop_holder(meant.id, act)
        return Standing(act=act.id, state=State.HOLDS, sentence=meant.id)

    def _moved(self, meant: Sentence, act: Act) -> None:
        of, was = act.after
        behind = self._whole.anchors.meant(of, was)
        if behind is None or not self._text.holds(behind.id):
            raise EngineError("The sentence behind which this was put is not in the paper now.")
        self._text.move(meant.id, behind.id)

    def _refuse_half_an_opposition(self, meant: Sentence) -> None:
        """ "Others …" makes no sense without "Some …", and one side alone is unfair."""
        other = {
            view
            for pair in self._draft.oppositions
            if set(pair.views) & set(meant.views)
            for view in pair.views
        } - set(meant.views)
        for sentence in self._text.beside(meant.id):
            if other & set(sentence.views):
                raise EngineError(
                    "This is one side of an opposition: leave out the other side first, or both."
                )

    def paper(self) -> Paper:
        """The paper as it stands.

        Raises:
            InvariantError: it would break DESIGN §5.
        """
        sections, reasons = self._text.result()
        return with_sections(self._draft, sections, reasons)

    def settled(self, standings: Sequence[Standing]) -> tuple[Standing, ...]:
        """The standings with the ids that the sentences have in the end."""
        return tuple(self._settled(one) for one in standings)

    def _settled(self, one: Standing) -> Standing:
        if one.act in self._overruled and one.state in {State.HOLDS, State.STOPPED}:
            said = "A later act on it holds."
            one = replace(one, state=State.OVERRULED, message=said, findings=())
        return replace(one, sentence=self._text.final_id(one.sentence)) if one.sentence else one


def _stopped(act: Act, found: Sequence[Finding]) -> Standing:
    return Standing(
        act=act.id,
        state=State.STOPPED,
        message=" ".join(dict.fromkeys(one.message for one in found)),
        findings=tuple(found),
    )
