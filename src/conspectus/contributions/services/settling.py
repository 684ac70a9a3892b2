"""After receipt: who signed, where from, what is doubtful. A job; nobody waits for it.

What can be told is told; what cannot is a question at the secretariat's desk with a proposal.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from django.db import connection, transaction
from django.db.models import TextField
from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from conspectus.contributions.blocks import pieces_stored
from conspectus.contributions.models import Contribution, DeskItem, Party, Redaction, Version
from conspectus.contributions.models.contributions import State
from conspectus.contributions.services.asking import Option, ask, same_as
from conspectus.contributions.services.copies import look_for_copies
from conspectus.contributions.services.reading import propose_redactions, read_documents
from conspectus.core.clock import stamp
from conspectus.core.prepared import Given, Prepared
from conspectus.formats.intake.folding import slug
from conspectus.people.models import Area, Organisation, Person
from conspectus.people.queries.addresses import free_slug
from conspectus.people.services.areas import AreaNames
from conspectus.people.services.groups import declare_group
from conspectus.people.services.lookalikes import note_person, would_mislead
from conspectus.people.services.organisations import (
    OrganisationNames,
    create_organisation,
    find_organisation,
    folded_name,
)

Kind = DeskItem.Kind
LEAVE: Option = {"do": "leave"}
AT_ONCE = 200
"""Versions that one run of the job looks at."""

SHARE = 3.0
"""How much longer the job pauses than it works, so that it seldom holds the database's lock."""

LOOK_AGAIN = dt.timedelta(minutes=2)
"""After something was received, all contributions of the call are compared, once for many."""


@dataclass(frozen=True, slots=True)
class Known:
    """All names of areas and organisations, read once for many versions."""

    areas: AreaNames
    organisations: OrganisationNames

    @classmethod
    def of_tables(cls) -> Known:
        """What the tables hold now; two queries."""
        return cls(AreaNames.of_table(), OrganisationNames.of_table())


def settle_soon() -> None:
    """Has the job look at what was received, in the caller's transaction.

    One job serves all that wait. Nobody takes a waiting job before the caller's transaction ends,
    for one writes at a time: so it will see what the caller wrote.
    """
    if all(one[1] is not _one_waits for one in connection.run_on_commit):
        if not _ready_jobs.rows(settle_received.module_path):
            settle_received.enqueue()
        transaction.on_commit(_one_waits)


def _one_waits() -> None:
    """Stands among what follows the commit where a job waits for this transaction's end.

    What is undone to before it was asked for takes this away with it (`transaction.on_commit`).
    """


_ready_jobs = Prepared(
    lambda: (
        DBTaskResult.objects.filter(task_path=Given(0, TextField()), status=TaskResultStatus.READY)
        .order_by()
        .values_list("pk")[:1]
    )
)
"""One job with this path that nobody has begun."""


@task(priority=-10)  # nobody waits for it
def settle_received() -> None:
    """The job: looks at every received version that was not looked at; again, changes nothing."""
    waiting = (
        Version.objects.filter(
            received__isnull=False,
            settled__isnull=True,
            contribution__via=Contribution.Via.FORM,
        )
        .select_related("contribution__cycle")
        .order_by("id")[:AT_ONCE]
    )
    known = Known.of_tables()
    versions = list(waiting)
    errors: list[Exception] = []
    for version in versions:
        began = time.monotonic()
        try:
            _settle(version, known)
        except Exception as error:  # noqa: BLE001 - raised below: one must not hold up the others
            errors.append(error)
        # SQLite has one writer: whoever sends something in now goes before those who have.
        time.sleep(SHARE * (time.monotonic() - began))
    for call in {version.contribution.call_id for version in versions}:
        if not _waits(look_for_copies.module_path, call):
            look_for_copies.using(run_after=stamp() + LOOK_AGAIN).enqueue(call)
    if len(versions) == AT_ONCE:
        settle_received.enqueue()
    if errors:
        raise errors[0]


def _settle(version: Version, known: Known) -> None:
    read_documents(version.documents.filter(read__isnull=True))
    with transaction.atomic():
        _settle_country(version, known)
        _settle_parties(version, known)
        _ask_about_texts(version)
        version.settled = stamp()
        version.save(update_fields=["country", "region", "settled"])


def _waits(job: str, *arguments: int) -> bool:
    return DBTaskResult.objects.filter(
        task_path=job,
        status=TaskResultStatus.READY,
        args_kwargs={"args": list(arguments), "kwargs": {}},
    ).exists()


def _settle_country(version: Version, known: Known) -> None:
    written = str(version.as_written.get("country", "")).strip()
    if not written or version.country_id or version.region_id:
        return
    area = known.areas.find(written)
    if area is None:
        proposed = known.areas.propose(written, limit=3)
        areas: list[Option] = [{"do": "country", "area": one.code} for one in proposed]
        ask(
            version.contribution,
            kind=Kind.COUNTRY,
            question=written,
            options=[*areas, LEAVE],
        )
    elif area.kind == Area.Kind.COUNTRY:
        version.country = area
    else:
        version.region = area


def _settle_parties(version: Version, known: Known) -> None:
    if version.parties.exists():
        return
    is_personal = version.capacity == Version.Capacity.PERSONAL
    order = count()
    if is_personal and version.as_written.get("person"):
        person = _person(version)
        Party.objects.create(version=version, person=person, order=next(order))
    else:
        _sign(version, "organisations", Party.Part.SIGNS, order, known)
    _sign(version, "on_behalf_of", Party.Part.ON_BEHALF, order, known)


def _sign(version: Version, what: str, part: str, order: Iterator[int], known: Known) -> None:
    """Who is not known is made under the name that was signed; a look-alike is never merged."""
    for name in version.as_written.get(what, ()):
        place = next(order)
        organisation = find_organisation(name)
        if organisation is None:
            alike = known.organisations.propose(name, limit=3)
            organisation = _new_organisation(name, version)
            if organisation is not None:
                known.organisations.keys[folded_name(name)] = organisation.pk
            if organisation is not None and (alike or would_mislead(organisation)):
                ask(
                    version.contribution,
                    kind=Kind.ORGANISATION,
                    question=name,
                    options=same_as(organisation, [one.pk for one in alike]),
                )
        if organisation is not None:
            Party.objects.create(version=version, organisation=organisation, part=part, order=place)


def _new_organisation(name: str, version: Version) -> Organisation | None:
    """An organisation that nothing known looks like; a name without letters makes none."""
    if not any(map(str.isalpha, name)):
        return None
    made = create_organisation(name, country=version.country, region=version.region)
    if version.group is not None:
        declare_group(made, group=version.group, by="form")
    return made


def _person(version: Version) -> Person:
    """The person of an earlier contribution from the same verified address, else a new one."""
    contribution = version.contribution
    name = str(version.as_written["person"])[:200]
    known = Person.objects.filter(
        parties__version__contribution__email__iexact=contribution.email,
        parties__version__contribution__email_verified__isnull=False,
        name__iexact=name,
    ).first()
    if known is not None and contribution.email_verified is not None:
        return known
    made = Person.objects.create(
        slug=free_slug(slug(name, fallback="person"), [Person.objects]),
        name=name,
        country=version.country,
        group=version.group,
    )
    note_person(made)
    if would_mislead(made):
        ask(contribution, kind=Kind.PERSON, question=name, options=[LEAVE])
    return made


def _ask_about_texts(version: Version) -> None:
    """Doubts of the reader that nobody has looked at, and personal data that nobody decided on."""
    is_doubtful = False
    for document in version.documents.all():
        if not document.text or (document.warnings and not document.corrected):
            is_doubtful = True
            said = document.warnings[0] if document.warnings else str(document)
            ask(
                version.contribution,
                kind=Kind.EXTRACTION,
                question=str(said),
                options=[LEAVE],
            )
        if not document.file and not document.redactions.exists():
            propose_redactions(document, pieces_stored(document.text, document.blocks))
    waiting = Redaction.objects.filter(document__version=version, state=Redaction.State.PROPOSED)
    if waiting.exists():
        ask(
            version.contribution,
            kind=Kind.REDACTION,
            question=str(version.title or version.signed),
            options=[{"do": "redact", "version": version.k}, {"do": "keep", "version": version.k}],
        )
    if is_doubtful:
        Contribution.objects.filter(pk=version.contribution_id, state=State.RECEIVED).update(
            state=State.NEEDS_ATTENTION
        )
