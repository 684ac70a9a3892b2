"""What holders were written and answered goes with what is erased (DESIGN §6)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.db.models import Q

from conspectus.core.clock import stamp
from conspectus.core.erasure import erase_leaves, on_erasure
from conspectus.core.models import Mail, RecordedLeaf
from conspectus.formats.intake.folding import fold
from conspectus.forums.models import Cycle
from conspectus.synthesis.holders import HOLDERS
from conspectus.synthesis.models import Contact, Correction, Letter, PaperVersion, Reply
from conspectus.synthesis.services.contacts import joint_names
from conspectus.synthesis.services.papers import paper_path
from conspectus.synthesis.services.reply_standing import keep_standing

REASON = "What this spoke of was erased."
_CONTRIBUTION = re.compile(r"/contributions/(\d+)/")


@on_erasure
def forget_replies(subject: str) -> None:
    """Letters to holders that redacted papers know no more, and answers on sentences that are gone.

    Inside the caller's transaction, after the papers have been redacted.
    """
    cycle = "/".join(subject.strip("/").split("/")[:2])
    versions = PaperVersion.objects.filter(
        paper__cycle__scope__path=cycle, redacted__isnull=False, letters__isnull=False
    )
    for version in versions.select_related("paper__cycle__scope").distinct():
        _forget(version)
    _forget_joint_names(cycle)
    unwritten = Contact.objects.filter(
        cycle__scope__path=cycle, no_mail__isnull=True, letters__isnull=True
    )
    # Of who sent something for no one organisation or person: kept with a letter only.
    unwritten.filter(organisation__isnull=True, person__isnull=True, joint="").delete()
    number = _CONTRIBUTION.search(subject)
    if number is not None:
        unwritten.filter(authorised=f"contribution no. {number[1]}").delete()


def _forget_joint_names(path: str) -> None:
    """A joint contribution that no paper of the cycle names any more is not named here either."""
    contacts = Contact.objects.filter(cycle__scope__path=path).exclude(joint="")
    for cycle in Cycle.objects.filter(contacts__in=contacts).distinct():
        known = joint_names(cycle)
        unknown = [
            key
            for key, joint in contacts.filter(cycle=cycle).values_list("pk", "joint")
            if fold(joint) not in known
        ]
        contacts.filter(pk__in=unknown).update(joint="")


def _forget(version: PaperVersion) -> None:
    entries = [one.data for one in version.annex_entries.filter(annex=HOLDERS)]
    sentences = set(version.sentences.values_list("sentence", flat=True))
    letters = Letter.objects.filter(version=version).exclude(
        holder__in=[entry["id"] for entry in entries]
    )
    replies = Reply.objects.filter(letter__version=version).select_related("leaf")
    gone = [
        one
        for one in replies
        if one.letter_id in set(letters.values_list("pk", flat=True))
        or (one.sentence and one.sentence not in sentences)
    ]
    _forget_acts(version, gone)
    leaves = [one.leaf for one in gone if one.leaf is not None and one.leaf.erased_by_id is None]
    Reply.objects.filter(pk__in=[one.pk for one in gone]).delete()
    if leaves:
        erase_leaves(
            list(RecordedLeaf.objects.filter(pk__in=[leaf.pk for leaf in leaves])),
            subject=f"{paper_path(version)}replies/",
            reason=REASON,
        )
    _forget_letters(version, list(letters.select_related("contact")))
    keep_standing(version, sentences)


def _forget_acts(version: PaperVersion, replies: Iterable[Reply]) -> None:
    """What holders had decided: undone, and without words and names."""
    numbers = [number for one in replies for number in one.acts]
    rows = Correction.objects.filter(paper=version.paper_id, number__in=numbers)
    rows.filter(undone__isnull=True).update(undone=stamp())
    rows.update(text="", was="", holder="", by_name="", message="", findings=[])


def _forget_letters(version: PaperVersion, letters: Iterable[Letter]) -> None:
    for letter in letters:
        Mail.objects.filter(
            Q(pk=letter.mail_id or 0)
            | Q(to__iexact=letter.contact.email, kind="correction confirm"),
            about=paper_path(version),
        ).delete()
        letter.delete()
