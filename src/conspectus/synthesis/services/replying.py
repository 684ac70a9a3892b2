"""What holders answer: received by the link, binding once an authorised contact confirms it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from conspectus.core.clock import stamp
from conspectus.core.errors import SiteError
from conspectus.core.mail import queue_mail
from conspectus.core.models import Mail
from conspectus.core.publication import mark_changed
from conspectus.core.recording import publish_leaves, record
from conspectus.core.secret_links import without_marks
from conspectus.engine.ids import passage_id
from conspectus.engine.quoting import turns_its_sense, whole_words, word_count
from conspectus.engine.revision.acts import NOTE_WORDS, ActKind
from conspectus.record.canonical import JsonObject
from conspectus.synthesis.holders import HOLDERS
from conspectus.synthesis.models import Correction, Letter, Reply, Sentence
from conspectus.synthesis.services.correcting import Given, correct, last_number, undo
from conspectus.synthesis.services.papers import paper_path
from conspectus.synthesis.services.printed_replies import OWN_ALONE
from conspectus.synthesis.services.reply_links import is_confirming, mailed_link
from conspectus.synthesis.services.reply_standing import keep_standing

Kind = Reply.Kind

ON_A_SENTENCE = (Kind.CONFIRM, Kind.OBJECT, Kind.PROPOSE, Kind.VERBATIM, Kind.WITHOUT_NAME)
ON_THE_PAPER = (Kind.MISSING, Kind.WITHOUT_NAME)
QUOTED_WORDS = 60
"""The longest quotation in a paper (DRAFTING §4)."""

MOST_WAITING = 300
"""Unconfirmed answers of one letter; who has the link may write often, not without end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """An answer as given. ``sentence``: id, "" for the whole paper."""

    kind: str
    sentence: str = ""
    text: str = ""
    note: str = ""


@transaction.atomic
def receive(letter: Letter, said: Said, *, at: dt.datetime) -> Reply:
    """Keeps an answer as "received, unconfirmed". An earlier such one on the same is replaced.

    ``at``: the stamp of the request, which decides whether it is in time.

    Raises:
        SiteError: it is too late, something is missing, or the words are not the holder's.
    """
    letter = (
        Letter.objects.select_for_update(of=("self",))
        .select_related("contact", "version__paper__cycle__scope")
        .get(pk=letter.pk)
    )
    if at > letter.answer_by:
        raise SiteError(_("The time to answer is over; write to the secretariat."))
    if letter.replies.filter(binding=False, superseded__isnull=True).count() >= MOST_WAITING:
        raise SiteError(_("Many answers wait for confirmation; confirm them first."))
    row = _cited(letter, said)
    _refuse_incomplete(letter, said, row)
    same = letter.replies.filter(binding=False, superseded__isnull=True, sentence=said.sentence)
    if not said.sentence:
        same = same.filter(kind=said.kind, text=said.text)
    same.update(superseded=at)
    of, was = _anchor(letter, row) if row is not None else ("", "")
    text = said.text.strip()
    if said.kind == Kind.VERBATIM and row is not None:
        text = text or own_quotes(letter, row)[0][1]
    reply = Reply.objects.create(
        paper=letter.version.paper,
        letter=letter,
        kind=said.kind,
        sentence=said.sentence,
        of=of,
        was=was,
        text=text,
        note=" ".join(said.note.split()),
        received=at,
        due=at + dt.timedelta(days=letter.version.days_to_be_answered),
    )
    reply.leaf = record("reply", reply_path(reply), _content(reply), public=False)
    reply.save(update_fields=["leaf"])
    return reply


def reply_path(reply: Reply) -> str:
    """Where the replies on a version stand, without language."""
    return f"{paper_path(reply.letter.version)}replies/"


def _content(reply: Reply) -> JsonObject:
    """What the record says of an answer: whose name goes, is not named there either."""
    named = {} if reply.kind == Kind.WITHOUT_NAME else {"holder": reply.letter.name}
    return {
        **named,
        "reply": reply.pk,
        "sentence": reply.sentence,
        "kind of reply": reply.kind,
        "text": reply.text,
        "note": reply.note,
        "received": reply.received.isoformat(),
    }


def _cited(letter: Letter, said: Said) -> Sentence | None:
    if said.kind not in (ON_A_SENTENCE if said.sentence else ON_THE_PAPER):
        raise SiteError(_("Choose one of the answers."), field="kind")
    if not said.sentence:
        return None
    row = letter.version.sentences.filter(sentence=said.sentence).first()
    if row is None or letter.holder not in {one["holder"] for one in row.data["positions"]}:
        raise SiteError(_("This sentence does not cite you."))
    return row


def own_quotes(letter: Letter, row: Sentence) -> list[tuple[str, str]]:
    """(source id, words) of each piece of evidence by which a sentence cites the holder."""
    return [
        (item["source"], item["quote"])
        for position in row.data["positions"]
        if position["holder"] == letter.holder
        for item in position["evidence"]
    ]


def _refuse_incomplete(letter: Letter, said: Said, row: Sentence | None) -> None:
    needs_text = {Kind.OBJECT, Kind.PROPOSE, Kind.MISSING}
    if said.kind in needs_text and not said.text.strip():
        raise SiteError(_("Write the text."), field="text")
    if word_count(said.note) > NOTE_WORDS:
        raise SiteError(_("A note has at most 60 words; shorten it."), field="note")
    if said.kind != Kind.VERBATIM or row is None:
        return
    quotes = [words for _source, words in own_quotes(letter, row)]
    chosen = said.text.strip() or next(iter(quotes), "")
    if not any(chosen in words for words in quotes):
        raise SiteError(
            _("These words are not in the passage that the sentence rests on; copy them from it."),
            field="text",
        )
    if word_count(chosen) > QUOTED_WORDS:
        raise SiteError(_("A quotation has at most 60 words; choose fewer."), field="text")
    own = [words for words in quotes if chosen in words]
    if not any(whole_words(chosen, words) for words in own):
        raise SiteError(_("Quote whole words."), field="text")
    if all(turns_its_sense(chosen, words) for words in own):
        raise SiteError(
            _("Words beside these turn their sense (a “not”, an “if”); quote them too."),
            field="text",
        )


def _anchor(letter: Letter, row: Sentence) -> tuple[str, str]:
    """What an act names the sentence by: words of the holder, and what the engine had given it."""
    own = sorted(passage_id(source, words) for source, words in own_quotes(letter, row))
    reworded = (
        Correction.objects.filter(
            paper=letter.version.paper_id,
            kind=ActKind.REWORD,
            sentence=row.sentence,
            undone__isnull=True,
        )
        .order_by("-number")
        .first()
    )
    return own[0], reworded.was if reworded is not None else str(row.data["text"])


def unconfirmed(letter: Letter) -> QuerySet[Reply]:
    """The letter's answers that wait for its contact."""
    return letter.replies.filter(binding=False, superseded__isnull=True)


@transaction.atomic
def ask_to_confirm(letter: Letter) -> Mail:
    """Mails the link that confirms the answers to the letter's own contact, whoever gave them.

    In the contact's language, whoever asks.

    Raises:
        SiteError: nothing waits, the contact speaks for nobody, or it asked for no mail.
    """
    last = unconfirmed(letter).order_by("-pk").first()
    if last is None:
        raise SiteError(_("No answer waits for confirmation."))
    if not letter.binding or not letter.contact.authorised:
        raise SiteError(_("This address is not known to speak for you; ask the secretariat."))
    if letter.contact.no_mail is not None:
        raise SiteError(_("This address asked for no mail; ask the secretariat."))
    step, language = f"confirm:{last.pk}", letter.contact.language
    mark = mailed_link(letter, language, step)
    waiting = Mail.objects.filter(
        to=letter.contact.email, kind="correction confirm", text__contains=mark
    ).exclude(state=Mail.State.DISCARDED)
    mail = waiting.first()
    if mail is not None:  # asked for again: one is enough
        return mail
    with translation.override(language):
        title = without_marks(str(letter.version.front["title"]))
        lines = [
            _("Answers were given by the link that you got for “%(title)s”.") % {"title": title},
            _("Look at them; they count only when you confirm them:"),
            mark,
        ]
        return queue_mail(
            letter.version.paper.cycle.scope,
            to=letter.contact.email,
            subject=_("Please confirm your answers"),
            text="\n".join(lines) + "\n",
            kind="correction confirm",
            language=language,
            about=paper_path(letter.version),
        )


@transaction.atomic
def confirm(letter: Letter, *, last: int, code: str) -> int:
    """The contact says that the answers up to ``last`` are the holder's; how many bind now.

    Raises:
        SiteError: the code is not the one that was mailed, or the contact speaks for nobody.
    """
    letter = (
        Letter.objects.select_for_update(of=("self",))
        .select_related("contact", "version__paper__cycle__scope")
        .get(pk=letter.pk)
    )
    if not is_confirming(letter, last, code):
        raise SiteError(_("This link does not confirm these answers."))
    if not letter.binding or not letter.contact.authorised:
        raise SiteError(_("This address is not known to speak for you; ask the secretariat."))
    return bind(letter, list(unconfirmed(letter).filter(pk__lte=last).order_by("pk")))


def bind(letter: Letter, replies: Sequence[Reply]) -> int:
    """Makes answers binding, in the caller's transaction: what the holder alone decides is done."""
    now = stamp()
    for reply in replies:
        reply.letter = letter
        _supersede(reply, now)
        reply.binding = True
        reply.due = now + dt.timedelta(days=letter.version.days_to_be_answered)
        if reply.kind in OWN_ALONE:
            reply.acts = [_act(reply).number]
        if reply.kind == Kind.CONFIRM:  # the others are done when a public version prints them
            reply.outcome, reply.answered = Reply.Outcome.DONE, now
        reply.save(update_fields=["binding", "due", "acts", "outcome", "answered"])
        if reply.leaf is not None:
            publish_leaves([reply.leaf])
        record(
            "reply confirmed",
            reply_path(reply),
            {"reply": reply.pk, "acts": list(reply.acts), "confirmed": now.isoformat()},
        )
    if replies:
        keep_standing(letter.version, _touched(letter, replies))
        mark_changed(letter.version.paper.cycle.scope)
    return len(replies)


def _supersede(reply: Reply, now: dt.datetime) -> None:
    """The holder's later answer on the same counts; what it had decided before is undone."""
    if reply.kind == Kind.MISSING:
        return
    letter = reply.letter
    earlier = Reply.objects.filter(
        letter__version=letter.version_id,
        letter__holder=letter.holder,
        sentence=reply.sentence,
        binding=True,
        superseded__isnull=True,
    ).exclude(kind=Kind.MISSING)
    for one in earlier:
        one.superseded = now
        one.save(update_fields=["superseded"])
        if one.kind in OWN_ALONE:
            for row in Correction.objects.filter(paper=one.paper_id, number__in=one.acts):
                undo(row, by=None)


def _act(reply: Reply) -> Correction:
    return correct(
        reply.paper,
        Given(
            kind=OWN_ALONE[Kind(reply.kind)],
            of=reply.of,
            was=reply.was,
            text=reply.text if reply.kind == Kind.VERBATIM else "",
            holder=reply.letter.holder,
            why="asked for by the holder",
        ),
        by=None,
        base=last_number(reply.paper),
        by_name=reply.letter.name,
    )


def _touched(letter: Letter, replies: Iterable[Reply]) -> list[str]:
    """The sentences whose standing may change."""
    found = [one.sentence for one in replies if one.sentence]
    if any(not one.sentence and one.kind == Kind.WITHOUT_NAME for one in replies):
        entry = letter.version.annex_entries.filter(annex=HOLDERS, data__id=letter.holder).first()
        found += entry.data["sentences"] if entry is not None else []
    return found
