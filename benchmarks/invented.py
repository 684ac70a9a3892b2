"""The rows of an invented installation; imported where the site is set up (see installation)."""

from __future__ import annotations

import datetime as dt
import hashlib
import random
from collections.abc import Callable
from pathlib import Path

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import transaction

from conspectus.contributions.models import Call, Contribution, DeskItem, Document, Party, Version
from conspectus.contributions.models.contributions import State
from conspectus.contributions.services.publishing import publish_versions
from conspectus.core.scopes import installation_scope, scope_within
from conspectus.forums.models import Cycle, Forum, Phase, Theme
from conspectus.people.models import (
    Account,
    Area,
    GroupTree,
    Organisation,
    RoleAssignment,
    StakeholderGroup,
)
from conspectus.site.sessions import SessionStore

BATCH = 500
Words = Callable[[random.Random, int], str]


def fill_site(
    count: int, home: Path, *, words: Words, draw: random.Random, now: dt.datetime
) -> None:
    """Everything through the tables, published through the service that everybody uses."""
    cycle, call = _open_forum(now)
    groups = list(StakeholderGroup.objects.filter(tree=cycle.forum.group_tree))
    countries = list(Area.objects.filter(kind=Area.Kind.COUNTRY).order_by("code"))[:120]
    organisations = Organisation.objects.bulk_create(
        Organisation(
            slug=f"organisation-{n}",
            name=f"{words(draw, 3).rstrip('.')} {n}",
            country=draw.choice(countries) if countries else None,
            group=draw.choice(groups),
        )
        for n in range(max(1, count // 3))
    )
    themes = list(cycle.themes.all())
    for start in range(0, count, BATCH):
        numbers = range(start + 1, min(start + BATCH, count) + 1)
        with transaction.atomic():
            _publish(call, numbers, organisations, themes, words=words, draw=draw, now=now)
    _sign_in(home)


def _open_forum(now: dt.datetime) -> tuple[Cycle, Call]:
    tree = GroupTree.objects.create(slug="invented")
    names = "Governments, International organizations, Private sector, Civil society, Academia"
    for order, name in enumerate(names.split(", ")):
        slug = name.lower().replace(" ", "-")
        StakeholderGroup.objects.create(tree=tree, slug=slug, names={"en": name}, order=order)
    forum = Forum.objects.create(
        slug="invented",
        names={"en": "An invented forum", "ar": "منتدى مُختلَق"},
        scope=scope_within(installation_scope(), "invented"),
        group_tree=tree,
        languages=["en"],
        time_zone="Europe/Zurich",
    )
    cycle = Cycle.objects.create(
        forum=forum, slug="2026", names={"en": "2026"}, scope=scope_within(forum.scope, "2026")
    )
    for order, name in enumerate("access diversity openness security development".split()):
        Theme.objects.create(cycle=cycle, slug=name, names={"en": name.capitalize()}, order=order)
    call = Call.objects.create(
        cycle=cycle, slug="first", titles={"en": "Call"}, languages=["en"], published=now
    )
    Phase.objects.create(
        cycle=cycle, action="submit", subject=call.subject, opens=now - dt.timedelta(days=1)
    )
    return cycle, call


def _publish(
    call: Call,
    numbers: range,
    organisations: list[Organisation],
    themes: list[Theme],
    *,
    words: Words,
    draw: random.Random,
    now: dt.datetime,
) -> None:
    contributions = Contribution.objects.bulk_create(
        Contribution(
            cycle=call.cycle,
            call=call,
            number=number,
            state=State.RECEIVED,
            received=now - dt.timedelta(minutes=len(numbers) * 20 - number),
            email="contributor@example.org",
            email_verified=now,
            key=hashlib.sha256(str(number).encode()).hexdigest(),
        )
        for number in numbers
    )
    signing = [draw.choice(organisations) for _ in contributions]
    versions = Version.objects.bulk_create(
        Version(
            contribution=contribution,
            title=words(draw, 7),
            language=draw.choice(["en", "en", "en", "fr", "es"]),
            signed=organisation.name,
            holder_sort=organisation.name.lower(),
            group_id=organisation.group_id,
            country_id=organisation.country_id,
            licence="CC BY 4.0",
            confirmed=now,
            received=contribution.received,
        )
        for contribution, organisation in zip(contributions, signing, strict=True)
    )
    Party.objects.bulk_create(
        Party(version=version, organisation=organisation)
        for version, organisation in zip(versions, signing, strict=True)
    )
    _add_documents(versions, themes, words=words, draw=draw, now=now)
    publish_versions(versions, by="benchmark")
    DeskItem.objects.bulk_create(
        DeskItem(
            cycle=call.cycle,
            contribution=contribution,
            kind=DeskItem.Kind.COUNTRY,
            proposal={"text": "Nowhere"},
        )
        for contribution in contributions[::20]
    )


def _add_documents(
    versions: list[Version],
    themes: list[Theme],
    *,
    words: Words,
    draw: random.Random,
    now: dt.datetime,
) -> None:
    made = []
    for version in versions:
        text = "\n\n".join(words(draw, draw.randint(30, 90)) for _ in range(6))
        made.append(
            Document(
                version=version,
                title=version.title,
                language=version.language,
                extracted=text,
                text=text,
                text_sha256=hashlib.sha256(text.encode()).hexdigest(),
                read=now,
            )
        )
    documents = Document.objects.bulk_create(made)
    through = Document.themes.through
    through.objects.bulk_create(
        through(document=document, theme=theme)
        for document in documents
        for theme in draw.sample(themes, k=draw.randint(1, 2))
    )


def _sign_in(home: Path) -> None:
    """An account of the secretariat and its session, for the pages of the desk."""
    account = Account.objects.create_user("admin@example.org")
    RoleAssignment.objects.create(
        account=account, scope=installation_scope(), role=RoleAssignment.Role.SECRETARIAT
    )
    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.create()
    (home / "session").write_text(str(session.session_key), "ascii")
