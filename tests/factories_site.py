"""Forums, cycles, calls, contributions and accounts for tests of the site, without surprises.

They write rows, not through services: what a test is about stands in the test.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from functools import cache
from itertools import count

from django.contrib.auth.hashers import get_hasher, make_password
from django.db.models import Max

from conspectus.contributions.models import Call, Contribution, Document, Paragraph, Party, Version
from conspectus.contributions.models.contributions import State
from conspectus.core.models import Scope
from conspectus.core.scopes import installation_scope, scope_within
from conspectus.forums.models import Cycle, Forum, Phase
from conspectus.people.models import (
    Account,
    GroupTree,
    Organisation,
    OrganisationName,
    RoleAssignment,
)

PASSWORD = "correct horse battery"  # noqa: S105 - an invented account's
BEFORE = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
TEXT = "Access should be affordable for everyone.\n\nLibraries should be connected first."

_keys = count(1)


def a_forum(slug: str = "igf", **fields) -> Forum:
    tree, _ = GroupTree.objects.get_or_create(slug=slug)
    return Forum.objects.create(
        slug=slug,
        scope=scope_within(installation_scope(), slug),
        group_tree=tree,
        **{"names": {"en": f"Forum {slug}"}, "languages": ["en"], **fields},
    )


def a_cycle(forum: Forum | None = None, slug: str = "2026", **fields) -> Cycle:
    forum = forum or a_forum()
    return Cycle.objects.create(
        forum=forum,
        slug=slug,
        scope=scope_within(forum.scope, slug),
        **{"names": {"en": f"Cycle {slug}"}, **fields},
    )


def a_call(
    cycle: Cycle | None = None,
    slug: str = "first",
    *,
    opens: dt.datetime = BEFORE,
    closes: dt.datetime | None = None,
    late_until: dt.datetime | None = None,
    **fields,
) -> Call:
    """A published call with its phase; open without end unless told otherwise."""
    cycle = cycle or a_cycle()
    made = {"titles": {"en": f"Call {slug}"}, "languages": ["en"], "published": BEFORE, **fields}
    call = Call.objects.create(cycle=cycle, slug=slug, **made)
    Phase.objects.create(
        cycle=cycle,
        action=Phase.Action.SUBMIT,
        subject=call.subject,
        opens=opens,
        closes=closes,
        late_until=late_until,
    )
    return call


def an_organisation(name: str = "Internet Society", **fields) -> Organisation:
    slug = fields.pop("slug", "-".join(name.lower().split()))
    made = Organisation.objects.create(slug=slug, name=name, **fields)
    OrganisationName.objects.create(organisation=made, name=name, folded=name.lower())
    return made


OF_VERSION = ("title", "signed", "language", "as_written")


def a_contribution(
    call: Call | None = None,
    *,
    text: str = TEXT,
    published: bool = True,
    organisation: Organisation | None = None,
    **fields,
) -> Contribution:
    """Received, and published with version 1, one document and a paragraph for each block of text.

    ``fields``: of the contribution; those in ``OF_VERSION`` are the version's.
    """
    call = call or a_call()
    of_version = {k: fields.pop(k) for k in OF_VERSION if k in fields}
    last = call.cycle.contributions.aggregate(last=Max("number"))["last"]  # drafts have none
    state = State.PUBLISHED if published else State.RECEIVED
    made = {
        "number": (last or 0) + 1,
        "received": BEFORE,
        "published": BEFORE if published else None,
        "email": "contributor@example.org",
        "state": state,
        "key": f"key-{next(_keys)}",
        **fields,
    }
    contribution = Contribution.objects.create(cycle=call.cycle, call=call, **made)
    version = _a_version(contribution, organisation, **of_version)
    _a_document(version, text, numbered=published)
    if published:
        contribution.current = version
        contribution.save(update_fields=["current"])
    return contribution


def _a_version(contribution: Contribution, organisation: Organisation | None, **fields) -> Version:
    signed = fields.pop("signed", organisation.name if organisation else "Internet Society")
    version = Version.objects.create(
        contribution=contribution,
        signed=signed,
        holder_sort=signed.lower(),
        confirmed=BEFORE,
        received=BEFORE,
        published=contribution.published,
        **{"title": f"Views, no. {contribution.number}", **fields},
    )
    if organisation is not None:
        Party.objects.create(version=version, organisation=organisation)
    return version


def _a_document(version: Version, text: str, *, numbered: bool) -> Document:
    document = Document.objects.create(
        version=version,
        title=version.title,
        language=version.language,
        extracted=text,
        text=text,
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
        read=BEFORE,
    )
    start = 0
    for number, block in enumerate(text.split("\n\n"), start=1):
        if numbered:
            Paragraph.objects.create(
                version=version,
                document=document,
                number=number,
                start=start,
                end=start + len(block),
            )
        start += len(block) + 2
    return document


@cache
def _encoded(algorithm: str) -> str:
    """The hash of ``PASSWORD``, worked out once for each way of hashing: it is meant to be slow."""
    return make_password(PASSWORD, hasher=algorithm)


def an_account(
    email: str = "somebody@example.org",
    *,
    role: str = "",
    scope: Scope | None = None,
    since: dt.datetime = BEFORE,
    until: dt.datetime | None = None,
) -> Account:
    """An account that signs in with ``PASSWORD``; with a role where one is given."""
    account = Account.objects.create(email=email, password=_encoded(get_hasher().algorithm))
    account.emailaddress_set.create(email=account.email, verified=True, primary=True)
    if role:
        RoleAssignment.objects.create(
            account=account,
            scope=scope or installation_scope(),
            role=role,
            since=since,
            until=until,
        )
    return account
