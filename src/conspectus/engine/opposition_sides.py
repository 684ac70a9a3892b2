"""Who stands on which side of an issue by the cues of its wordings, and who needs a second look."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from conspectus.engine.corpus import Correction, Stance
from conspectus.engine.grammar.reporting import strip_discourse
from conspectus.engine.grammar.tagging import tag
from conspectus.engine.opposition_cues import Cue, Line, Span, line_of, possible_words
from conspectus.engine.opposition_issues import Issue, Wording
from conspectus.engine.opposition_limits import is_limited
from conspectus.engine.paper_parts import Doubt
from conspectus.engine.passages import Claim, in_first_person
from conspectus.engine.stance import Commitment, commitment
from conspectus.engine.views import DraftView

NamesOf = Callable[[str], Sequence[str]]
FOR: Final = 0
AGAINST: Final = 1
KIND: Final = "opposition?"
_SIDES: Final = (FOR, AGAINST)


@dataclass(frozen=True, slots=True)
class Read:
    """An own English claim that may take a side, with its words as cues read them."""

    claim: Claim
    line: Line


def own_english(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """The claims that can take a side, in the order of their ids."""
    return tuple(
        claim
        for claim in sorted(claims, key=lambda c: c.id)
        if claim.counted and claim.language == "en"
    )


def read(claims: Sequence[Claim], issues: Sequence[Issue], names_of: NamesOf) -> tuple[Read, ...]:
    """Those of ``claims`` that may hold a cue of one of ``issues``, tagged.

    A holder that speaks of itself by name is read as "we".
    """
    found = []
    for claim in claims:
        words = possible_words(claim.plain)
        if any(issue.may_be_about(words) for issue in issues):
            found.append(Read(claim, _line(claim.plain, names_of(claim.holder))))
    return tuple(found)


def line_of_text(text: str, names: Sequence[str]) -> tuple[Line, str]:
    """A passage without its openers, as cues read it, and in words."""
    plain = strip_discourse(text)
    return _line(plain, [name.lower() for name in names]), plain


def _line(plain: str, names: Sequence[str]) -> Line:
    return line_of(tag(in_first_person(" ".join(plain.split()), tuple(names))))


@dataclass(slots=True)
class Group:
    """Who says what one wording says: holder → claims. ``clause``: "" where none is given."""

    clause: str
    claims: dict[str, list[Claim]] = field(default_factory=dict)

    @property
    def passages(self) -> set[str]:
        """Ids of all its claims."""
        return {claim.id for members in self.claims.values() for claim in members}

    def add(self, claim: Claim) -> None:
        """Put a claim under its holder, once."""
        members = self.claims.setdefault(claim.holder, [])
        if all(claim.id != other.id for other in members):
            members.append(claim)


@dataclass(slots=True)
class Split:
    """The two sides of one issue (for, against), each of one group or several, and the doubts."""

    name: str
    sides: tuple[list[Group], list[Group]]
    doubts: list[Doubt] = field(default_factory=list)

    @property
    def is_two_sided(self) -> bool:
        """Whether somebody stands on each side."""
        return all(any(group.claims for group in side) for side in self.sides)

    def passages(self, side: int) -> set[str]:
        """Ids of the claims of one side."""
        return {passage for group in self.sides[side] for passage in group.passages}

    def holders(self, side: int) -> set[str]:
        """Ids of the holders of one side."""
        return {holder for group in self.sides[side] for holder in group.claims}


@dataclass(slots=True)
class _Hits:
    """What the cues found in one claim: (side, wording) held, and whether conditional or unsure."""

    held: list[tuple[int, int]] = field(default_factory=list)
    conditional: bool = False
    unsure: bool = False


def split(
    issue: Issue,
    claims: Sequence[Read],
    corrections: Sequence[Correction] = (),
    known: Mapping[str, Claim] | None = None,
) -> Split:
    """The sides of ``issue`` among ``claims``, as people have corrected them.

    ``known``: claims by id, where a correction may name one that holds no cue.
    """
    found = Split(issue.name, _empty(issue))
    corrected = _corrections(corrections)
    for one in claims:
        if one.claim.id not in corrected and issue.is_about(one.line):
            _place(found, one.claim, _hits(issue, one.line, one.claim.plain))
    if corrected:
        _correct(found, corrected, known or {one.claim.id: one.claim for one in claims})
    _one_side_each(found)
    _one_group_each(found)
    if not found.is_two_sided:
        found.doubts = []
    return found


def _empty(issue: Issue) -> tuple[list[Group], list[Group]]:
    one, other = ([Group(wording.clause) for wording in side] for side in issue.sides)
    return one, other


def _hits(issue: Issue, line: Line, text: str) -> _Hits:
    hits = _Hits()
    for side in _SIDES:
        for number, wording in enumerate(issue.sides[side]):
            if _means_other(wording, text):
                continue
            found = _commitments(wording, line, text)
            if found & _accepted(wording) and not is_limited(line, wording.cues):
                hits.held.append((side, number))
            elif found & _accepted(wording):
                hits.unsure = True
            elif Commitment.CONDITIONAL in found:
                hits.conditional = True
            elif any(_spans(wording.unsure, line)):
                hits.unsure = True
    return hits


def holds(wording: Wording, line: Line, text: str) -> bool:
    """Whether the sentence by itself says what the wording says."""
    accepted = _accepted(wording)
    if _means_other(wording, text) or is_limited(line, wording.cues):
        return False
    return bool(_commitments(wording, line, text) & accepted)


def _means_other(wording: Wording, text: str) -> bool:
    lower = text.lower()
    return any(phrase in lower for phrase in wording.unless)


def _commitments(wording: Wording, line: Line, text: str) -> set[Commitment]:
    return {commitment(line, span, text) for span in _spans(wording.cues, line)}


def _accepted(wording: Wording) -> set[Commitment]:
    """A clause that states its condition may rest on passages that make it."""
    held = {Commitment.HELD}
    return held | {Commitment.CONDITIONAL} if wording.conditional else held


def _spans(cues: Iterable[Cue], line: Line) -> Iterator[Span]:
    for cue in cues:
        yield from cue.spans(line)


def _place(found: Split, claim: Claim, hits: _Hits) -> None:
    """Put a claim on its side; one on both sides, conditional or ambiguous is a question."""
    if len({side for side, _ in hits.held}) > 1:
        found.doubts.append(_doubt(found.name, "seems to stand on both sides", [claim], 0.6))
    elif hits.held:
        for side, number in hits.held:
            found.sides[side][number].add(claim)
    elif hits.conditional:
        found.doubts.append(_doubt(found.name, "takes a side on a condition", [claim], 0.5))
    elif hits.unsure:
        found.doubts.append(
            _doubt(found.name, "may take a side, by an ambiguous word", [claim], 0.3)
        )


def _doubt(issue: str, what: str, claims: Sequence[Claim], score: float) -> Doubt:
    passages = tuple(sorted(claim.id for claim in claims))
    which = "This passage" if len(passages) == 1 else "These passages of one contributor"
    verb = what if len(passages) == 1 else what.replace("seems", "seem").replace("takes", "take")
    return Doubt(
        kind=KIND,
        question=f"{issue}: {which} {verb}; on which do they stand?",
        passages=passages,
        score=score,
    )


def _one_side_each(found: Split) -> None:
    """A holder that is found on both sides is on none until a person has looked."""
    for holder in sorted(found.holders(FOR) & found.holders(AGAINST)):
        claims = []
        for side in _SIDES:
            for group in found.sides[side]:
                claims += group.claims.pop(holder, [])
        unique = list({claim.id: claim for claim in claims}.values())
        found.doubts.append(_doubt(found.name, "seem to stand on both sides", unique, 0.8))


def _one_group_each(found: Split) -> None:
    """A holder stands under one wording of its side: the one that most holders carry."""
    for side in found.sides:
        order = sorted(side, key=lambda group: -len(group.claims))
        placed: set[str] = set()
        for group in order:
            for holder in sorted(set(group.claims) & placed):
                del group.claims[holder]
            placed |= set(group.claims)


_Corrected = Mapping[str, tuple[str, Stance]]


def _corrections(corrections: Sequence[Correction]) -> _Corrected:
    """Passage → (passage of the view, stance), as people have set it; the later wins."""
    found: dict[str, tuple[str, Stance]] = {}
    for one in corrections:
        if one.kind == "stance" and one.passages and one.view_of:
            found[one.passages[0]] = (one.view_of, Stance(one.value))
    return found


def _correct(found: Split, corrected: _Corrected, known: Mapping[str, Claim]) -> None:
    """Put the corrected passages where people said they stand."""
    for passage, (of, stance) in sorted(corrected.items()):
        place = _place_of(found, of)
        if passage not in known or place is None or stance not in {Stance.FOR, Stance.AGAINST}:
            continue
        side, group = place
        if stance is Stance.AGAINST:
            group = max(found.sides[1 - side], key=lambda one: len(one.claims))
        group.add(known[passage])


def _place_of(found: Split, passage: str) -> tuple[int, Group] | None:
    for side in _SIDES:
        for group in found.sides[side]:
            if passage in group.passages:
                return side, group
    return None


def merged(forum: Split, shipped: Split) -> Split | None:
    """Both as one issue under the forum's name where they share passages, else ``None``.

    The sides of ``shipped`` are swapped where the forum sees them the other way round. Who has a
    clause keeps it; a holder that the two see on different sides is on none.
    """
    straight = _shared(forum, shipped, (FOR, AGAINST))
    crossed = _shared(forum, shipped, (AGAINST, FOR))
    if not straight and not crossed:
        return None
    order = (FOR, AGAINST) if straight >= crossed else (AGAINST, FOR)
    one, other = (
        [*shipped.sides[order[side]], *_without(forum.sides[side], shipped.holders(order[side]))]
        for side in _SIDES
    )
    found = Split(forum.name, (one, other), [*forum.doubts, *shipped.doubts])
    _one_side_each(found)
    return found


def _shared(one: Split, other: Split, order: tuple[int, int]) -> int:
    """How many passages stand on one side in both; the sides of ``other`` come in ``order``."""
    return sum(len(one.passages(side) & other.passages(order[side])) for side in _SIDES)


def _without(groups: Sequence[Group], holders: set[str]) -> list[Group]:
    return [
        Group(group.clause, {h: list(c) for h, c in group.claims.items() if h not in holders})
        for group in groups
    ]


def join(found: Split, views: Iterable[DraftView]) -> None:
    """Let holders in other languages join the side on which a shared view of theirs stands.

    A view stands on a side where a group there holds some of its English passages and nobody holds
    one on the other side. Holders with passages of their own on either side stay as they are.
    """
    placed = found.holders(FOR) | found.holders(AGAINST)
    for view in views:
        foreign = [c for members in view.claims.values() for c in members if c.language != "en"]
        sides = [side for side in _SIDES if found.passages(side) & view.passages]
        if not foreign or len(sides) != 1:
            continue
        group = max(found.sides[sides[0]], key=lambda one: len(one.passages & view.passages))
        for claim in foreign:
            if claim.holder not in placed and claim.counted:
                group.add(claim)


def by_holder(claims: Iterable[Claim]) -> dict[str, tuple[Claim, ...]]:
    """Holder → its claims, those first that are printable and short."""
    found: dict[str, dict[str, Claim]] = defaultdict(dict)
    for claim in claims:
        found[claim.holder][claim.id] = claim
    return {
        holder: tuple(sorted(members.values(), key=lambda c: (not c.printable, len(c.text), c.id)))
        for holder, members in sorted(found.items())
    }
