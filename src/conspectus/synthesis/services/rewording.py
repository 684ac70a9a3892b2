"""Asking a language model for another wording of a sentence, and taking what it proposed.

A job asks, in a child that ends: no page waits for the model. What it proposes has passed the
checks of wordings and the verifier, or is shown with the reason; the verifier sees it once more
when a person takes it, and the person answers for it.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django_tasks import task

from conspectus.core.clock import stamp
from conspectus.core.erasure import on_erasure
from conspectus.core.errors import SiteError
from conspectus.core.home import papers_folder
from conspectus.core.plain import plain
from conspectus.synthesis.models import Correction, ProposedWording
from conspectus.synthesis.queries.text import WorkedSentence, done_to, worked
from conspectus.synthesis.services.writing import Hand, reword

MODULE: Final = "conspectus.cli.rewording_run"
LONGEST_S: Final = 40.0
"""For the child with its libraries; the model itself has 20 seconds."""
LOST: Final = "The question was lost; ask again."
MOST_AN_HOUR: Final = 120
"""Questions of one paper: each costs somebody's machine."""
MOST_SHOWN: Final = 1_000
"""Characters of a refused answer that a page shows; a model may say anything."""

State = ProposedWording.State


def language_model() -> str:
    """The address of the language model, "" where none is configured."""
    return str(settings.LANGUAGE_MODEL_URL)


@transaction.atomic
def ask(hand: Hand, one: WorkedSentence) -> ProposedWording:
    """Asks for another wording of a sentence; a job waits for the answer.

    Raises:
        SiteError: no model is configured, the sentence states no view, or much was asked already.
    """
    if not language_model():
        raise SiteError(_("No language model is configured."))
    if not one.data["positions"]:
        raise SiteError(_("Only a sentence that states a view is worded anew."))
    now = stamp()
    recent = ProposedWording.objects.filter(
        version__paper=hand.draft.paper_id, asked__gt=now - timedelta(hours=1)
    )
    waiting = recent.filter(
        version=hand.draft, sentence=one.row.sentence, state=State.WAITING
    ).first()
    if waiting is not None and waiting.asked > now - timedelta(minutes=2):
        return waiting
    if recent.count() >= MOST_AN_HOUR:
        raise SiteError(_("Many wordings were asked for; go on in an hour."))
    made = ProposedWording.objects.create(
        version=hand.draft, sentence=one.row.sentence, asked=now, asked_by=hand.by
    )
    transaction.on_commit(lambda: ask_model.enqueue(made.pk))
    return made


@task()
def ask_model(proposed_id: int) -> None:
    """The job: a child asks, and the row says what became of it. Its argument holds no words."""
    rows = ProposedWording.objects.select_related("version__paper")
    found = rows.filter(pk=proposed_id).first()
    if found is None:
        return
    version = found.version
    sentences = version.sentences.filter(sentence=found.sentence)
    one = next(worked(sentences, done_to(version).acts, ()), None)
    if one is None:
        return
    question = {"url": language_model(), "sentence": one.data, "drafted": one.was}
    said = _said(str(papers_folder() / found.version.folder), question)
    refused = bool(said.get("code") or said.get("findings"))
    state = State.NONE if "why" in said else State.REFUSED if refused else State.OFFERED
    text = plain(str(said.get("text", "")))
    # An erasure has deleted the row meanwhile: then nothing is written.
    ProposedWording.objects.filter(pk=proposed_id, state=State.WAITING).update(
        state=state,
        why=str(said.get("why", ""))[:500],
        text=text[:MOST_SHOWN] if refused else text,
        stored=plain(str(said.get("stored", ""))),
        code=str(said.get("code", ""))[:20],
        findings=said.get("findings", []),
        model=str(said.get("model", ""))[:100],
        prompt=str(said.get("prompt", ""))[:16],
    )


def _said(folder: str, question: dict[str, Any]) -> dict[str, Any]:
    try:
        done = subprocess.run(
            [sys.executable, "-m", MODULE, folder],
            check=False,
            timeout=LONGEST_S,
            input=json.dumps(question),
            capture_output=True,
            text=True,
        )
        said: dict[str, Any] = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError):
        return {"why": LOST}
    return said


def proposed_for(hand: Hand, one: WorkedSentence) -> list[ProposedWording]:
    """What was proposed for a sentence, the newest first; one query."""
    rows = ProposedWording.objects.filter(version=hand.draft, sentence=one.row.sentence)
    return list(rows[:10])


def take_proposed(hand: Hand, one: WorkedSentence, key: int) -> Correction:
    """Records a proposed wording as an act of the person, "proposed by a machine" beside the name.

    Raises:
        SiteError: it is none of those offered, or was taken.
        ConflictError: somebody else has changed the sentence in the meantime.
    """
    found = ProposedWording.objects.filter(
        pk=key, version=hand.draft, sentence=one.row.sentence, state=State.OFFERED
    ).first()
    if found is None:
        raise SiteError(_("This wording is not offered any more; ask again."))
    beside = f", proposed by a machine: {found.model} {found.prompt}"
    with transaction.atomic():
        made = reword(replace(hand, beside=beside), one, found.text)
        found.state = State.TAKEN
        found.save(update_fields=["state"])
    return made


@on_erasure
def forget_proposed(subject: str) -> None:
    """Proposed wordings of a cycle go with any erasure in it; they are asked for again."""
    cycle = "/".join(subject.strip("/").split("/")[:2])
    ProposedWording.objects.filter(version__paper__cycle__scope__path=cycle).delete()
