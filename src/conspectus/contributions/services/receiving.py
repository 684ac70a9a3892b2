"""Receiving: a version is stamped, numbered, recorded and acknowledged in one transaction.

The stamp of the request that sent it decides whether it is in time; the write is done in the
order of stamps (`core.turns`), so that who came first has the lower number (decision 0023).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db import IntegrityError
from django.utils.translation import gettext as _

from conspectus.contributions.blocks import clean_text, read_marked, stored
from conspectus.contributions.models import (
    Call,
    Contribution,
    DeskItem,
    Document,
    Redaction,
    Version,
)
from conspectus.contributions.models.contributions import State
from conspectus.contributions.queries.windows import CallWindow, window_of
from conspectus.contributions.services.documents import apply_redactions, check_words, text_hash
from conspectus.contributions.services.drafting import Draft, Who, write_who
from conspectus.contributions.services.letters import language_for, mail_received
from conspectus.contributions.services.links import key_of_form, secret_of, token_of
from conspectus.contributions.services.numbering import next_number
from conspectus.contributions.services.settling import settle_soon
from conspectus.contributions.services.verifying import publication_options
from conspectus.contributions.services.versions import check_takes_versions
from conspectus.core.clock import stamp
from conspectus.core.errors import NotAllowedError, SiteError
from conspectus.core.inserting import insert, new
from conspectus.core.models import RecordedLeaf
from conspectus.core.recording import record
from conspectus.core.turns import turns
from conspectus.forums.rules import Standing
from conspectus.record.canonical import JsonObject


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """Everything of a contribution with one pasted text, as the one-page form gives it."""

    email: str
    who: Who
    title: str
    summary: str
    text: str
    language: str
    publish: str


def check_open(call: Call, *, at: dt.datetime) -> CallWindow:
    """The window of a call that takes contributions at that moment.

    Raises:
        NotAllowedError: it does not; what was written stays.
    """
    return check_takes(window_of(call, at=at))


def check_takes(window: CallWindow) -> CallWindow:
    """The window itself, if it takes contributions.

    Raises:
        NotAllowedError: it does not; what was written stays.
    """
    if not window.takes:
        raise NotAllowedError(_closed_sentence(window))
    return window


def send_version(version: Version, *, at: dt.datetime, language: str) -> Version:
    """Receives a version under work; sent again, it is what it was.

    Raises:
        NotAllowedError: the call is closed at ``at``; the draft stays.
        SiteError: the draft has nothing in it, or is not confirmed.
    """
    if version.received is not None:
        return version
    contribution = version.contribution
    window = check_open(contribution.call, at=at)
    _check_complete(version, list(version.documents.all()))
    is_late = window.standing is Standing.LATE

    def receive() -> Version:
        sent = Version.objects.filter(pk=version.pk, received__isnull=True).update(received=at)
        if sent:
            # Read here, not before: what the receipt proves is what is there, whatever was
            # changed in another window while this request waited for its turn.
            documents = list(version.documents.all())
            contribution.refresh_from_db(fields=["state", "number"])
            check_takes_versions(contribution)
            _redact_all(version, documents)
            version.as_written.pop("typed", None)  # what nobody made part of it goes
            version.received = at
            if contribution.number is None:
                _number(contribution, at=at, is_late=is_late)
                contribution.save(update_fields=["number", "received", "late", "state"])
            version.leaf = _record(version, documents, is_late=is_late)
            version.save()
            _tell(version, is_late=is_late, language=language)
        return version

    return turns.write(at, receive)


def receive_at_once(
    call: Call,
    *,
    window: CallWindow,
    form_key: str,
    submission: Submission,
    at: dt.datetime,
    language: str,
) -> Draft:
    """A whole contribution in one request; the same form sent again is the same contribution.

    Raises:
        NotAllowedError: the ``window`` of the call is closed (`window_among` at ``at``).
        SiteError: the text has no words, or too many.
    """
    is_late = check_takes(window).standing is Standing.LATE
    key = key_of_form(form_key)
    secret = secret_of(key)
    contribution = new(
        Contribution,
        cycle=call.cycle,
        call=call,
        key=key,
        token=token_of(secret),
        email=submission.email,
    )
    version = _version_of(submission, contribution, at=at)
    document = _document_of(submission, version)

    def receive() -> Version:
        _number(contribution, at=at, is_late=is_late)
        insert(contribution)
        version.leaf = _record(version, [document], is_late=is_late)
        version.contribution = contribution
        insert(version)
        document.version = version
        insert(document)
        _tell(version, is_late=is_late, language=language)
        return version

    return Draft(_once(lambda: turns.write(at, receive), key), secret)


def _once(write: Callable[[], Version], key: str) -> Version:
    """The unique key makes a second copy of a form fail: then the first is the answer."""
    try:
        return write()
    except IntegrityError:
        first = Version.objects.filter(contribution__key=key).order_by("k").first()
        if first is None:
            raise
        return first


def _number(contribution: Contribution, *, at: dt.datetime, is_late: bool) -> None:
    contribution.number = next_number(contribution.cycle)
    contribution.received = at
    contribution.late = is_late
    contribution.state = State.RECEIVED


def _version_of(submission: Submission, contribution: Contribution, *, at: dt.datetime) -> Version:
    version = new(
        Version,
        contribution=contribution,
        title=submission.title,
        summary=submission.summary,
        language=submission.language,
        publish=submission.publish,
        licence=contribution.call.licence,
        confirmed=at,
        received=at,
    )
    write_who(version, submission.who)
    return version


def _document_of(submission: Submission, version: Version) -> Document:
    """Its personal data is looked for after receipt, by the job."""
    words = check_words(clean_text(submission.text))
    text, blocks = stored(read_marked(words))
    return new(
        Document,
        version=version,
        title=submission.title,
        language=submission.language,
        extracted=words,
        text=text,
        blocks=blocks,
        text_sha256=text_hash(text),
        read=stamp(),
    )


def _check_complete(version: Version, documents: Sequence[Document]) -> None:
    if not documents and not version.answers.exists():
        raise SiteError(_("There is nothing to send yet; add a file or a text."), field="file")
    if version.confirmed is None:
        raise SiteError(_("Please look at the text and confirm it before you send."))
    if not version.signed:
        raise SiteError(_("Please say who signs before you send."))


def _redact_all(version: Version, documents: Sequence[Document]) -> None:
    chosen = Redaction.objects.filter(document__version=version).order_by("document_id", "start")
    by_document = {key: list(rows) for key, rows in groupby(chosen, lambda row: row.document_id)}
    for document in documents:
        apply_redactions(document, redactions=by_document.get(document.pk, []))


def _record(version: Version, documents: Sequence[Document], *, is_late: bool) -> RecordedLeaf:
    """The leaf names no person and holds no words: it proves the texts and files by their hashes.

    What it says is withheld until the version is published (`core.recording.publish_leaves`).
    """
    contribution = version.contribution
    content: JsonObject = {
        "number": contribution.number,
        "version": version.k,
        "received": _moment(version.received),
        "late": is_late,
        "documents": [
            {"text": document.text_sha256, "file": document.sha256} for document in documents
        ],
    }
    return record(
        "contribution" if version.k == 1 else "version",
        f"/{contribution.cycle.scope.path}/contributions/{contribution.number}/v{version.k}/",
        content,
        public=False,
    )


def _tell(version: Version, *, is_late: bool, language: str) -> None:
    """The secretariat's desk, the contributor's mailbox, the job that looks closer."""
    contribution = version.contribution
    kind = DeskItem.Kind.TO_PUBLISH
    if version.k > 1 and contribution.state == State.PUBLISHED:
        kind = DeskItem.Kind.SECOND_VERSION
    if kind is DeskItem.Kind.SECOND_VERSION or version.k == 1:
        waiting = new(
            DeskItem,
            cycle=contribution.cycle,
            contribution=contribution,
            kind=kind,
            question=str(version.title or version.signed)[:500],
            proposal={"options": publication_options(contribution, k=version.k)},
        )
        insert(waiting)
    if is_late:
        DeskItem.objects.create(
            cycle=contribution.cycle,
            contribution=contribution,
            kind=DeskItem.Kind.LATE,
            question=str(version.title or version.signed)[:500],
            proposal={"options": [{"do": "accept late"}, {"do": "leave"}]},
        )
    mail_received(version, language=language_for(contribution, language))
    settle_soon()


def _closed_sentence(window: CallWindow) -> str:
    if window.is_to_open and window.opens is not None:
        return _("This call opens on %(time)s (UTC); come back then.") % {
            "time": _shown(window.opens)
        }
    end = window.late_until or window.closes
    if end is not None:
        return _("This call closed on %(time)s (UTC) and takes nothing more; your draft stays.") % {
            "time": _shown(end)
        }
    return _("This call takes no contributions; your draft stays.")


def _shown(moment: dt.datetime) -> str:
    return f"{moment.astimezone(dt.UTC):%Y-%m-%d %H:%M:%S}"


def _moment(moment: dt.datetime | None) -> str:
    return moment.astimezone(dt.UTC).isoformat() if moment else ""
