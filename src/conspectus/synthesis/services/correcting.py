"""Corrections of a paper: recorded, undone, handed to the engine, written out and read in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max, Q
from django.utils.translation import gettext as _

from conspectus.core.clock import stamp
from conspectus.core.errors import SiteError
from conspectus.engine.corpus import Correction as EngineCorrection
from conspectus.engine.revision.acts import Act, ActKind
from conspectus.people.models import Account
from conspectus.synthesis.models import ENGINE_KINDS, Correction, Paper

_ABOUT = ("passages", "view_of", "source", "of", "was", "text", "holder", "theme", "after", "names")


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a person decides; the fields are those of the model, by kind."""

    kind: str
    passages: Sequence[str] = ()
    view_of: str = ""
    source: str = ""
    of: str = ""
    was: str = ""
    text: str = ""
    holder: str = ""
    theme: str = ""
    after: Sequence[str] = field(default=())
    names: Sequence[str] = ()
    why: str = ""


class ConflictError(SiteError):
    """Somebody else has corrected the same thing since the page was shown; nothing is lost.

    ``theirs``: the other correction, which stands; ``given``: what was to be recorded.
    """

    def __init__(self, theirs: Correction, given: Given) -> None:
        super().__init__(
            _("%(who)s has corrected this in the meantime; look at both, and choose.")
            % {"who": theirs.by_name or _("Somebody")}
        )
        self.theirs = theirs
        self.given = given


@transaction.atomic
def correct(
    paper: Paper, given: Given, *, by: Account | None, base: int, by_name: str = ""
) -> Correction:
    """Records a correction; ``base``: number of the last correction that its author could see.

    ``by_name``: who is shown as its author, where that is a holder and no account.

    Raises:
        SiteError: the kind is unknown or something is missing.
        ConflictError: a later correction than ``base`` by somebody else is about the same thing.
    """
    _refuse_incomplete(given)
    if given.kind == "wording":  # a clause is one line
        given = replace(given, text=" ".join(given.text.split()))
    paper = Paper.objects.select_for_update().get(pk=paper.pk)
    theirs = _newer_on_the_same(paper, given, by=by, base=base)
    if theirs is not None:
        raise ConflictError(theirs, given)
    return _add(paper, given, by=by, base=base, at=stamp(), by_name=by_name)


def _add(
    paper: Paper, given: Given, *, by: Account | None, base: int, at: datetime, by_name: str = ""
) -> Correction:
    values: dict[str, Any] = asdict(given)
    for name in ("passages", "after", "names"):
        values[name] = list(values[name])
    return Correction.objects.create(
        paper=paper,
        number=last_number(paper) + 1,
        by=by,
        by_name=by_name or name_of(by),
        at=at,
        base=base,
        **values,
    )


def name_of(account: Account | None) -> str:
    """An account as the author of words: its person's name, else a word for the office."""
    if account is None:
        return ""
    return account.person.name if account.person is not None else str(_("rapporteur"))


def last_number(paper: Paper) -> int:
    """The number of the paper's last correction, undone ones among them; 0 where there is none."""
    return paper.corrections.aggregate(last=Max("number"))["last"] or 0


def _refuse_incomplete(given: Given) -> None:
    if given.kind not in {*ENGINE_KINDS, *ActKind}:
        raise SiteError(_("Choose one of the corrections."))
    _refuse_too_long(given)
    two = {"same", "different", "oppose"}
    if given.kind in two and len(set(given.passages)) < 2:
        raise SiteError(_("Choose at least two passages."), field="passages")
    one = {"theme", "stance", "not_a_claim", "relayed", "not_held", "quote"}
    if given.kind in one and not given.passages:
        raise SiteError(_("Choose a passage."), field="passages")
    if given.kind in {"theme", "heading"} and not given.theme:
        raise SiteError(_("Choose a theme."), field="theme")
    worded = {"wording", "stance", "reword", "add", "heading", "note"}
    if given.kind in worded and not any(map(str.isalnum, given.text)):
        raise SiteError(_("Write the text."), field="text")


def _refuse_too_long(given: Given) -> None:
    """SQLite would take it, PostgreSQL would not; nothing is cut, for a name cut is another."""
    for column in Correction._meta.concrete_fields:  # noqa: SLF001 - Django's documented description of a model
        most, name = column.max_length, column.name
        words = getattr(given, name, "")
        if most is not None and len(words) > most:
            raise SiteError(
                _("This has more than %(count)s characters; shorten it: “%(words)s…”.")
                % {"count": most, "words": words[:60]},
                field=name,
            )


def _newer_on_the_same(
    paper: Paper, given: Given, *, by: Account | None, base: int
) -> Correction | None:
    newer = paper.corrections.filter(number__gt=base, undone__isnull=True)
    if by is not None:
        newer = newer.exclude(by=by)
    about = {*given.passages, given.view_of, given.of, *given.after[:1]} - {""}
    for one in newer.order_by("-number"):
        theirs = {*one.passages, one.view_of, one.of, *one.after[:1]} - {""}
        whole = given.kind == one.kind in {"heading"} and given.theme == one.theme
        if about & theirs or whole or (given.source and given.source == one.source):
            return one
    return None


@transaction.atomic
def undo(correction: Correction, *, by: Account | None) -> Correction:
    """Takes a correction back; it stays in the list, and the next draft is as without it."""
    correction = Correction.objects.select_for_update().get(pk=correction.pk)
    if correction.undone is None:
        correction.undone = stamp()
        correction.undone_by = name_of(by)
        correction.save(update_fields=["undone", "undone_by"])
    return correction


@dataclass(frozen=True, slots=True)
class Standing:
    """The corrections of a paper as the engine takes them; ``last``: number of the last one.

    Ids of acts are the numbers of their corrections, as text.
    """

    corrections: tuple[EngineCorrection, ...]
    acts: tuple[Act, ...]
    last: int


def corrections_of(paper: Paper) -> Standing:
    """What holds now, in the order in which it was recorded."""
    rows = list(paper.corrections.filter(undone__isnull=True).order_by("number"))
    return Standing(
        corrections=tuple(as_correction(row) for row in rows if row.kind in ENGINE_KINDS),
        acts=tuple(as_act(row) for row in rows if row.kind not in ENGINE_KINDS),
        last=last_number(paper),
    )


def as_correction(row: Correction) -> EngineCorrection:
    """A row as the engine's constraint."""
    value = {
        "theme": row.theme,
        "stance": row.text,
        "wording": row.text,
        "alias": row.holder,
        "exclude": row.text or row.why,
    }.get(row.kind, "")
    return EngineCorrection(
        kind=row.kind,
        passages=tuple(row.passages),
        source=row.source or None,
        value=value,
        view_of=row.view_of or None,
        names=tuple(row.names),
        by=row.by_name,
        at=_moment(row),
        why=row.why,
    )


def as_act(row: Correction) -> Act:
    """A row as an act on the text."""
    after = (*row.after, "", "")
    return Act(
        id=str(row.number),
        kind=ActKind(row.kind),
        of=row.of,
        was=row.was,
        text=row.text,
        holder=row.holder,
        theme=row.theme,
        after=(after[0], after[1]),
        by=row.by_name,
        why=row.why,
    )


def _moment(row: Correction) -> str:
    """Its time; the number keeps the order of what was recorded in one moment."""
    return f"{row.at.isoformat()} {row.number:06}"


def given_of(one: EngineCorrection | Act) -> Given:
    """What a file of corrections says, as a person would give it."""
    if isinstance(one, Act):
        return Given(
            kind=one.kind.value,
            of=one.of,
            was=one.was,
            text=one.text,
            holder=one.holder,
            theme=one.theme,
            after=one.after if any(one.after) else (),
            why=one.why,
        )
    return Given(
        kind=one.kind,
        passages=one.passages,
        view_of=one.view_of or "",
        source=one.source or "",
        text=one.value if one.kind in {"stance", "wording", "exclude"} else "",
        theme=one.value if one.kind == "theme" else "",
        holder=one.value if one.kind == "alias" else "",
        names=one.names,
        why=one.why,
    )


@transaction.atomic
def take_in(
    paper: Paper,
    given: Iterable[tuple[Given, str]],
    *,
    by: Account | None,
    undone_too: bool = False,
) -> list[Correction]:
    """Records what a file holds, each with the name of its author; what is there already is not.

    ``undone_too``: what was taken back counts as there, so that it does not come back by itself.

    Raises:
        SiteError: an entry lacks something; none is recorded then.
    """
    paper = Paper.objects.select_for_update().get(pk=paper.pk)
    rows = paper.corrections.all() if undone_too else paper.corrections.filter(undone__isnull=True)
    known = [_content(row) for row in rows]
    made = []
    for one, name in given:
        _refuse_incomplete(one)
        content = tuple(_plain(getattr(one, part)) for part in ("kind", *_ABOUT))
        if content in known:
            continue
        known.append(content)
        base = last_number(paper)
        made.append(_add(paper, one, by=by, base=base, at=stamp(), by_name=name))
    return made


def given_again(row: Correction) -> Given:
    """A row as a person would give it once more."""
    fields = {part: _plain(getattr(row, part)) for part in ("kind", *_ABOUT, "why")}
    return Given(**fields)  # type: ignore[arg-type]


def _content(row: Correction) -> tuple[object, ...]:
    return tuple(_plain(getattr(row, part)) for part in ("kind", *_ABOUT))


def _plain(value: object) -> object:
    return tuple(value) if isinstance(value, list | tuple) else value


def on_the_same(paper: Paper, keys: Iterable[str]) -> list[Correction]:
    """What holds of passages and sentences, as corrections name them; the latest first."""
    wanted = set(keys)
    rows = paper.corrections.filter(undone__isnull=True).filter(
        Q(of__in=wanted) | Q(view_of__in=wanted) | ~Q(passages=[])
    )
    return [
        row for row in rows.order_by("-number") if wanted & {row.of, row.view_of, *row.passages}
    ]
