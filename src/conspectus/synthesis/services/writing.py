"""The rapporteur's acts on sentences of a draft, recorded after the verifier has seen them.

An act with findings is recorded as well: it is kept with its warning, it is not in the paper, and
while it stands so the paper is not made public.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from conspectus.core.errors import SiteError
from conspectus.engine.revision.acts import ActKind
from conspectus.people.models import Account
from conspectus.synthesis.models import Correction, PaperVersion
from conspectus.synthesis.queries.text import WorkedParagraph, WorkedSentence
from conspectus.synthesis.services.checking_text import Checked, Found, Written, check, read_under
from conspectus.synthesis.services.correcting import Given, correct, name_of, undo

LONGEST_NAME = 200
"""Of an author, with what stands beside; a long name does not push that away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """Who writes in which draft; ``base``: number of the last correction that they could see.

    ``beside``: what is shown behind the name of the author of the words.
    """

    draft: PaperVersion
    by: Account
    base: int
    beside: str = ""

    @property
    def name(self) -> str:
        """The author of the words, as it is shown."""
        return f"{name_of(self.by)[: LONGEST_NAME - len(self.beside)]}{self.beside}"

    def record(self, given: Given) -> Correction:
        """Records an act."""
        paper = self.draft.paper
        return correct(paper, given, by=self.by, base=self.base, by_name=self.name)


def look(hand: Hand, one: WorkedSentence, text: str) -> Checked:
    """What the verifier says of other words for a sentence; nothing is recorded."""
    if one.mark == "own":
        return look_new(hand, text, theme="")
    written = Written(kind=ActKind.REWORD, text=text, by=hand.name)
    return check(hand.draft, written, one.data, drafted=one.was, before=names_out(one))


def names_out(one: WorkedSentence) -> list[Written]:
    """The acts that take a name out of a sentence and wait for the next draft."""
    return [
        Written(kind=act.kind, text="", by=act.by_name, holder=act.holder)
        for act in one.waiting
        if act.kind in {ActKind.WITHOUT_NAME, ActKind.VERBATIM}
    ]


def as_they_will_read(draft: PaperVersion, shown: Sequence[WorkedSentence]) -> dict[str, str]:
    """Sentence → its text when the names that are to go have gone, "" where it goes with them.

    Nothing for sentences of which none goes, and where the verifier does not answer.
    """
    waiting = [(one, names_out(one)) for one in shown]
    waiting = [(one, acts) for one, acts in waiting if acts]
    if not waiting:
        return {}
    try:
        texts = read_under(draft, [(one.data, acts) for one, acts in waiting])
    except SiteError:
        return {}
    return {one.row.sentence: text for (one, _acts), text in zip(waiting, texts, strict=True)}


def look_new(hand: Hand, text: str, *, theme: str) -> Checked:
    """What the verifier says of a sentence of the rapporteur's own."""
    written = Written(kind=ActKind.ADD, text=text, by=hand.name, theme=theme)
    return check(hand.draft, written, None)


def reword(hand: Hand, one: WorkedSentence, text: str) -> Correction:
    """Records other words for a sentence; stopped ones are in ``Correction.findings``.

    Raises:
        SiteError: the words are those of the sentence.
        ConflictError: somebody else has changed it in the meantime.
    """
    if text == one.data["text"] and not one.waiting and not one.stopped:
        raise SiteError(_("These are the words that the sentence has."), field="text")
    found = look(hand, one, text)
    if one.act is not None:
        return _again(hand, one.act, text=text, found=found)
    given = Given(kind=ActKind.REWORD, of=one.of, was=one.was, text=found.stored)
    return _kept(hand, given, found)


def take(hand: Hand, one: WorkedSentence, *, kind: str, text: str, holder: str) -> Correction:
    """Records one of the other ways that were offered; the verifier sees it once more."""
    if kind != ActKind.VERBATIM:
        return reword(hand, one, text)
    written = Written(kind=ActKind.VERBATIM, text="", by=hand.name, holder=holder)
    found = check(hand.draft, written, one.data, drafted=one.was)
    given = Given(kind=ActKind.VERBATIM, of=one.of, was=one.was, holder=holder)
    return _kept(hand, given, found)


def add_behind(hand: Hand, one: WorkedSentence, text: str, *, theme: str) -> Correction:
    """Records a sentence of the rapporteur's own behind another.

    Raises:
        ConflictError: as ``reword``.
    """
    found = look_new(hand, text, theme=theme)
    given = Given(kind=ActKind.ADD, text=text, theme=theme, after=_after(one))
    return _kept(hand, given, found)


def leave_out(hand: Hand, one: WorkedSentence, why: str) -> Correction:
    """Leaves a sentence out, with the reason; one of the rapporteur's own is taken back."""
    if one.act is not None:
        return undo(one.act, by=hand.by)
    return hand.record(Given(kind=ActKind.LEAVE_OUT, of=one.of, was=one.was, why=why))


def put_behind(hand: Hand, one: WorkedSentence, behind: WorkedSentence) -> Correction:
    """Puts a sentence behind another of its section."""
    if one.act is not None:
        return _again(hand, one.act, after=_after(behind))
    after = _after(behind)
    return hand.record(Given(kind=ActKind.MOVE, of=one.of, was=one.was, after=after))


def move(
    hand: Hand, paragraphs: Sequence[WorkedParagraph], sentence: str, *, up: bool
) -> Correction:
    """Moves a sentence by one place within its section, from paragraph to paragraph.

    Raises:
        SiteError: there is no place above or below it, or it stands in a list.
    """
    free = [one for one in paragraphs if not one.is_list]
    for p, paragraph in enumerate(free):
        ids = [one.row.sentence for one in paragraph.sentences]
        if sentence not in ids:
            continue
        at = ids.index(sentence)
        one = paragraph.sentences[at]
        if up and at > 0:
            return put_behind(hand, paragraph.sentences[at - 1], one)
        if up and p > 0:
            return put_behind(hand, one, free[p - 1].sentences[-1])
        if not up and at + 1 < len(ids):
            return put_behind(hand, one, paragraph.sentences[at + 1])
        if not up and p + 1 < len(free):
            return put_behind(hand, one, free[p + 1].sentences[0])
    raise SiteError(_("There is no other place on this page for this sentence."))


def name_section(hand: Hand, theme: str, heading: str) -> Correction:
    """Records another heading for the section of a theme."""
    return hand.record(Given(kind=ActKind.HEADING, theme=theme, text=heading))


def _after(one: WorkedSentence) -> tuple[str, str]:
    """How an act names the sentence behind which something stands.

    A sentence of the rapporteur's own is none of the engine's: what it stands behind is named.
    """
    if one.act is not None and one.act.after:
        return str(one.act.after[0]), str(one.act.after[1])
    return one.of, one.was


@transaction.atomic
def _again(
    hand: Hand,
    added: Correction,
    *,
    text: str = "",
    after: tuple[str, str] = ("", ""),
    found: Checked | None = None,
) -> Correction:
    """A sentence of the rapporteur's own anew, in other words or at another place."""
    given = Given(
        kind=ActKind.ADD,
        text=text or added.text,
        theme=added.theme,
        after=after if after[0] else tuple(added.after),
    )
    undo(added, by=hand.by)
    return _kept(hand, given, found) if found is not None else hand.record(given)


@transaction.atomic
def _kept(hand: Hand, given: Given, found: Checked) -> Correction:
    made = hand.record(given)
    if found.findings:
        made.state = Correction.State.STOPPED
        made.message = " ".join(dict.fromkeys(one.message for one in found.findings))[:1000]
        made.findings = [asdict(one) for one in found.findings]
        made.save(update_fields=["state", "message", "findings"])
    elif given.kind == ActKind.REWORD:
        # As the next draft will have it: what was tried before on this sentence is mended by this.
        earlier = hand.draft.paper.corrections.filter(
            kind=given.kind, of=given.of, was=given.was, number__lt=made.number
        )
        earlier.filter(state=Correction.State.STOPPED).update(state=Correction.State.OVERRULED)
    return made


def kept_findings(act: Correction) -> list[Found]:
    """What was found in an act, as it was recorded with it."""
    return [
        Found(
            code=str(one.get("code", "")),
            message=str(one.get("message", "")),
            holder=str(one.get("holder") or ""),
        )
        for one in act.findings
    ]
