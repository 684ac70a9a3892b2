"""Every type of page of the site, found through the matrix of permissions.

A route that answers a GET in the matrix is a page type: it is asked for as the first role to which
it opens, anonymous first. What is more than "one of each" is added here:

- `FILLERS`: what makes lists long. Each is called with the world and how many more rows to make;
  whoever adds a list page adds what fills it.
- `MORE`: further addresses, such as a list with a filter, a second page or a form with errors.
- `NOT_PUBLIC_READING`: pages that anybody may open, but as part of a task and not of reading; the
  limit of queries for them is that of personal pages.
"""

from __future__ import annotations

import csv
import datetime as dt
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from allauth.socialaccount.models import SocialAccount
from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import override

from conspectus.contributions.models import Contribution, DeskItem
from conspectus.contributions.services.register import enter_versions
from conspectus.core.mail import queue_mail
from conspectus.forums.models import CycleDocument, GlossaryEntry, MandateParagraph, Phase, Theme
from conspectus.people.models import Account, AccountSession, ApiToken
from conspectus.synthesis.annexes import ANNEXES
from conspectus.synthesis.models import ImportedPaper, Letter, PaperVersion, Translation
from conspectus.synthesis.services.correcting import Given, correct
from tests.contracts.permission_world import BEFORE, DRAFT, ROLES, World
from tests.contracts.routes import routes
from tests.factories_discussion import more_of_the_online_forum
from tests.factories_factors import a_passkey
from tests.factories_following import a_view_change
from tests.factories_handwritten import an_imported_paper, more_imported
from tests.factories_letters import a_letter, a_reply, more_sentences
from tests.factories_map_rows import VIEW, add_passages, add_questions, add_views
from tests.factories_meetings import more_captions, more_meetings
from tests.factories_minutes import more_minutes
from tests.factories_paper_life import a_change, a_comment
from tests.factories_paper_rows import HOLDER, a_paper_version
from tests.factories_queue import more_requests
from tests.factories_registration import more_registrations
from tests.factories_site import a_contribution
from tests.factories_translated import more_translated
from tests.factories_translated_meetings import more_side_by_side
from tests.factories_translating import more_translations

TABLE = Path(__file__).with_name("permissions.csv")


@dataclass(frozen=True)
class PageType:
    """``query``: after the address; ``data``: of a POST (a form with errors), else a GET."""

    route: str
    role: str
    arguments: dict[str, object] = field(compare=False)
    query: str = ""
    data: dict[str, str] | None = None

    @property
    def name(self) -> str:
        part = {"contribution-version": "number", "register-export": "kind"}
        shown = self.arguments.get(part.get(self.route, "annex"), "")
        shown = f" {shown}" if shown else ""
        return self.route + shown + self.query + (" sent" if self.data is not None else "")

    def address(self, language: str) -> str:
        with override(language):
            return reverse(self.route, kwargs=self.arguments or None) + self.query

    def asked(self, world: World, language: str = "en") -> HttpResponse:
        client = world.clients[self.role]
        if self.data is not None:
            return client.post(self.address(language), self.data)
        return client.get(self.address(language))


@dataclass(frozen=True)
class More:
    """A further address of a route, for the role that the matrix lets in.

    ``arguments``: parts of the address that differ from the world's.
    """

    route: str
    query: str = ""
    data: dict[str, str] | None = None
    arguments: dict[str, object] = field(default_factory=dict)


MORE: list[More] = [
    More("account_login", data={"login": "nobody", "password": ""}),
    More("account-erasure", data={"wish": "all"}),
    More("account_signup", data={"email": "no address"}),
    More("mfa_activate_totp", data={"code": "wrong"}),
    More("mfa_add_webauthn", data={"name": "x", "credential": "{}"}),
    More("contribution-version", arguments={"number": 3}),
    More("work-replies", query="?show=all"),
    More("work-letters", data={"days_to_answer": "0", "days_to_be_answered": "0"}),
    More("register", query="?group=users&sort=newest"),
    More("register-export", arguments={"kind": "json"}),
    More("search", query="?q=access"),
    More("desk", query="?kind=country+unresolved&q=fr"),
    More("manage-new-call", data={"slug": "A b"}),
    More("manage-new-cycle", data={"slug": "en"}),
    *(More("paper-annex", arguments={"annex": name}) for name in ANNEXES),
    More("paper-section", arguments={"page": 2}),
    More("paper-section", arguments={"version": 4}),
    More("paper-comment-on", arguments={"place": "p2"}),
    More("work-comments", query="?show=unanswered"),
    More("work-theme", query="?show=unreflected"),
    More("work-theme", query="?show=shared&q=access"),
    More("work-view", data={"do": "exclude", "passages": "1:p0"}),
    More("work-corrections-upload", data={"text": '[[quote]]\npassage = "1:p0"\n'}),
    More("work-import", query="?show=refused"),
    More("work-import-sentence", data={"do": "cite", "cite-holder": "Nobody"}),
    More("work-import-sentence", query="?holder=a"),
    More("paper-import", data={"title": ""}),
    More("paper-sentences", query="?group=civil+society&only=oppositions"),
    More("paper-positions", query="?sort=-holder&only=table&q=brel"),
    More("paper-holders", query="?q=nobody"),
    More("paper-translation-part", arguments={"page": 2}),
    More("paper-translation-file", arguments={"kind": "csv"}),
    More("work-translation", query="?show=left"),
    More("work-translation", query="?show=stale"),
    More("paper-since", query="?kind=stronger"),
    More("paper-since-file", arguments={"kind": "json"}),
    More("category-write", data={"title": "", "capacity": "organisation"}),
    More("thread-write", query="?to=1"),
    More("post-flag", data={"reason": "hatred"}),
    More("discussion-follow", query="?thread=1"),
    More("discussion-follow", data={"email": "no address"}),
    More("discussion-categories", data={"slug": "12"}),
    More("discussion-decide", data={"do": "stop"}),
    More("propositions-begin", data={"email": "no address"}),
    More("propositions-respond", data={"text": ""}),
    More("discussion-export", arguments={"kind": "json"}),
    More("propositions-export", arguments={"kind": "json"}),
    More("meeting-new", data={"slug": "work", "time_zone": "Paris"}),
    More("meeting-export", arguments={"kind": "json"}),
    More("transcript-upload", data={"language": "xx"}),
    More("meeting-queue-export", arguments={"kind": "changes"}),
    More("queue-ask", data={"name": "", "channel": "text"}),
    More("queue-request", data={"act": "move", "reason": ""}),
    More("minutes-item", data={"text": "x"}),
    More("minutes-item", query="?aside=2"),
    More("minutes-point", data={"kind": "action", "text": ""}),
    More("minutes-publish", data={"language": "xx"}),
    More("minutes-export", arguments={"kind": "json"}),
    More("registration", data={"name": "", "country": "Nowhere"}),
    More("attendance", query="?show=waiting"),
    More("attendance-terms", data={"seats": "many"}),
]

NOT_PUBLIC_READING = (
    *(
        "account_",
        "account-passkey",
        "sitemap",
        "socialaccount_",
        "category-write",
        "thread-write",
        "post-flag",
    ),
    *("discussion-follow", "discussion-end", "discussion-own", "propositions-begin"),
    *("propositions-respond", "queue-ask", "queue-own", "registration"),
)
"""Beginnings of names of routes."""


def fill_forum(world: World, count: int) -> None:
    """Themes, documents, phases, terms and paragraphs of the mandate."""
    cycle = world.cycle
    for n in range(count):
        paragraph = MandateParagraph.objects.create(
            forum=cycle.forum, slug=f"more-{n}", instrument="Agenda", number=f"72 ({n})"
        )
        theme = Theme.objects.create(cycle=cycle, slug=f"more-{n}", names={"en": f"Theme {n}"})
        theme.mandate.add(paragraph)
        CycleDocument.objects.create(
            cycle=cycle,
            slug=f"more-{n}",
            titles={"en": f"Note {n}"},
            date=BEFORE.date(),
            published=BEFORE,
        )
        GlossaryEntry.objects.create(forum=cycle.forum, term=f"Term {n}", meaning="a word")
        Phase.objects.create(cycle=cycle, action="comment", opens=BEFORE, subject=f"x/{n}")


def fill_register(world: World, count: int) -> None:
    """Published contributions."""
    for n in range(count):
        made = a_contribution(world.call, signed=f"Organisation {n}")
        version = made.versions.select_related("contribution__cycle__scope").get()
        enter_versions([version], version.paragraphs.all(), [])


def fill_translated(world: World, count: int) -> None:
    """Translations of a contribution, and their paragraphs; in the register too."""
    contribution = world.cycle.contributions.get(number=1)
    more_translated(contribution, count)
    version = contribution.versions.select_related("contribution__cycle__scope").get(k=1)
    enter_versions([version], version.paragraphs.all(), [])


def fill_desk(world: World, count: int) -> None:
    """What waits, and mail."""
    options = [{"do": "country", "area": "FR"}, {"do": "leave"}]
    for n in range(count):
        DeskItem.objects.create(
            cycle=world.cycle,
            contribution=world.cycle.contributions.first(),
            kind=DeskItem.Kind.COUNTRY,
            question=f"Frence {n}",
            proposal={"options": options},
        )
        queue_mail(
            world.cycle.scope, to="a@example.org", subject=f"Mail {n}", text="Text", kind="test"
        )


def fill_annexes(_world: World, count: int) -> None:
    """A public paper, in place of the one that is there, with as many entries in each annex."""
    PaperVersion.objects.filter(k=1).update(k=99)
    made = a_paper_version(Contribution.objects.order_by("number")[0], entries=count + 1)
    Letter.objects.update(version=made)
    PaperVersion.objects.filter(k=99).delete()


def fill_replies(_world: World, count: int) -> None:
    """Sentences that cite the holder, holders, contacts and answers."""
    letter = Letter.objects.get(holder=HOLDER)
    more_sentences(letter.version, count)
    for n in range(count):
        one = a_letter(letter.version, f"contact{n}@example.org", holder=f"h{n}")
        a_reply(one)
        a_reply(letter, sentence=f"c{n:09x}", binding=False)


def fill_life(_world: World, count: int) -> None:
    """Changes, changed views, comments and translations of the version that has some; versions."""
    version = PaperVersion.objects.get(k=4)
    for n in range(count):
        a_change(version, order=n + 1)
        a_comment(version)
        a_view_change(version, order=n + 10)
        PaperVersion.objects.create(paper=version.paper, k=100 + n)
    for one in Translation.objects.filter(language__in=("fr", "ar")):
        more_translations(one, count if one.published is None else 1)


def fill_map(_world: World, count: int) -> None:
    """Views, passages, questions and corrections of the draft."""
    draft = PaperVersion.objects.get(k=DRAFT)
    contribution = Contribution.objects.order_by("number")[0]
    add_views(draft, contribution, [f"v-{n:012}" for n in range(1, count + 1)])
    add_passages(draft, contribution, VIEW, count)
    add_questions(draft, count)
    for n in range(count):
        correct(
            draft.paper, Given(kind="wording", view_of=f"1:p{n}", text="x"), by=None, base=10**6
        )


def fill_imported(world: World, count: int) -> None:
    """Sentences of a paper that people wrote, and further such papers."""
    more_imported(ImportedPaper.objects.order_by("pk")[0], count)
    for _n in range(count):
        an_imported_paper(world.cycle, rows=0)


def fill_tokens(_world: World, count: int) -> None:
    """Tokens of the first account that opens their page."""
    account = Account.objects.get(email="account@example.org")
    for n in range(count):
        ApiToken.objects.create(
            account=account, name=f"Program {n}", hashed=f"{n:064}", scopes=[], expires=BEFORE
        )


def fill_account(_world: World, count: int) -> None:
    """Sessions, passkeys and accounts elsewhere of one account."""
    account = Account.objects.get(email="account@example.org")
    ends = BEFORE + dt.timedelta(days=100_000)
    for n in range(count):
        AccountSession.objects.create(
            session_key=f"more-{n}", expire_date=ends, account=account, browser="X", since=BEFORE
        )
        SocialAccount.objects.create(user=account, provider="openid_connect", uid=str(n))
        a_passkey(account, f"Passkey {n}")


def fill_discussion(world: World, count: int) -> None:
    """Categories, threads, posts, what waits for moderators, propositions, marks."""
    more_of_the_online_forum(
        world.cycle, Account.objects.get(email="account@example.org"), count, BEFORE
    )


def fill_meetings(world: World, count: int) -> None:
    """Meetings, transcripts, speakers to review, interventions of a page."""
    meeting = world.cycle.meetings.get(slug="first")
    more_meetings(world.cycle, meeting, count)
    more_captions(meeting, count)
    more_requests(meeting.queue, count)


def fill_minutes(world: World, count: int) -> None:
    """Items, revisions, texts beside the notes, points, versions."""
    more_minutes(world.cycle.meetings.get(slug="first"), count)


def fill_registrations(world: World, count: int) -> None:
    """People who take part in a meeting, all of whom agreed to be named."""
    more_registrations(world.cycle.meetings.get(slug="first"), count)


def fill_side_by_side(world: World, count: int) -> None:
    """Interventions of a translated transcript."""
    more_side_by_side(world.cycle.meetings.get(slug="first"), count)


FILLERS: list[Callable[[World, int], None]] = [
    fill_forum,
    fill_register,
    fill_translated,
    fill_desk,
    fill_annexes,
    fill_life,
    fill_map,
    fill_replies,
    fill_imported,
    fill_tokens,
    fill_account,
    fill_discussion,
    fill_meetings,
    fill_minutes,
    fill_registrations,
    fill_side_by_side,
]


def fill(world: World, count: int = 49) -> None:
    """So that every list has fifty rows."""
    for filler in FILLERS:
        filler(world, count)


def page_types(world: World) -> list[PageType]:
    """All of them, in the order of their names."""
    known = {route.name: route for route in routes()}
    with TABLE.open(encoding="utf-8", newline="") as file:
        opening = {
            row["route"]: next((role for role in ROLES if row[role] == "200"), None)
            for row in csv.DictReader(file)
            # What programs ask is no page: tests/site/api looks at it.
            if row["method"] == "GET" and not row["state"] and not row["route"].startswith("api-")
        }

    def made(one: More) -> PageType:
        role = opening[one.route]
        assert role, f"{one.route} opens to nobody"
        arguments = world.arguments_for(one.route, known[one.route].names, role)
        return PageType(one.route, role, {**arguments, **one.arguments}, one.query, one.data)

    found = [made(More(name)) for name, role in opening.items() if role]
    found += [made(one) for one in MORE if one.route in known]
    return sorted(found, key=lambda one: one.name)


def answers(
    world: World, language: str, *, share: slice = slice(None)
) -> list[tuple[str, str, dict[str, str], bytes]]:
    """(name, path, headers, body) of every HTML page; whatever a request changed is undone.

    ``share``: only these of the pages, where a browser that looks at all of them takes too long.
    """
    found = []
    for page in page_types(world)[share]:
        with transaction.atomic():
            answer = page.asked(world, language)
            transaction.set_rollback(True)
        if answer["Content-Type"].startswith("text/html"):
            policy = {"content-security-policy": answer["Content-Security-Policy"]}
            found.append((page.name, page.address(language), policy, answer.content))
    missing = world.clients["anonymous"].get(f"/{language}/not/there/at/all/")
    found.append(("not found", f"/{language}/not/there/at/all/", {}, missing.content))
    return found


def share_of(language: str) -> slice:
    """Every other page in English, the rest in Arabic; in the long run all in both."""
    if os.environ.get("CONSPECTUS_TESTS") == "long":
        return slice(None)
    return slice(int(language == "ar"), None, 2)


def is_reading(page: PageType) -> bool:
    """Whether it is a page that anybody reads."""
    return page.role == "anonymous" and not page.route.startswith(NOT_PUBLIC_READING)
