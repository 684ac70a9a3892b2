"""Who asks, for what, and in which state of things: the world of the permission matrix.

A helper with new routes adds the values of its address's parts to `ARGUMENTS` (or, where one route
needs its own, to `OF_ROUTE`), and a state of things to `STATES`.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field

from django.test import Client

from conspectus.consultations.models import Speaker
from conspectus.consultations.services.queue import code_of_request
from conspectus.consultations.services.registration import Terms, set_terms
from conspectus.consultations.services.registration_links import code_of as registration_code
from conspectus.contributions.models import (
    Call,
    Contribution,
    DeskItem,
    Party,
    Version,
)
from conspectus.contributions.models.contributions import State
from conspectus.contributions.services.by_mail_apart import keep_apart
from conspectus.contributions.services.files import keep_file
from conspectus.contributions.services.links import address_code, secret_of, token_of
from conspectus.contributions.services.publishing import publish_version
from conspectus.contributions.services.register import enter_versions
from conspectus.contributions.services.versions import begin_version
from conspectus.contributions.services.withdrawing import withdraw_contribution
from conspectus.core.home import record_folder
from conspectus.core.mail import queue_mail
from conspectus.core.models import RecordedLeaf
from conspectus.discussion.services.links import (
    code_of_post,
    code_of_subscription,
    participant_of,
    pass_of,
)
from conspectus.forums.models import (
    Cycle,
    CycleDocument,
    Forum,
    GlossaryEntry,
    MandateParagraph,
    Theme,
)
from conspectus.people.models import Account, Person, RoleAssignment, StakeholderGroup
from conspectus.people.services.groups import declare_group
from conspectus.synthesis.models import Letter, PaperVersion
from conspectus.synthesis.services.commenting import code_of
from conspectus.synthesis.services.reply_links import confirming_code
from conspectus.synthesis.services.reply_links import secret_of as secret_in
from tests.factories_discussion import an_online_forum
from tests.factories_factors import a_passkey, an_app, confirmed, recovery_codes
from tests.factories_following import follow_the_one_before
from tests.factories_handwritten import an_imported_paper, proposed_wordings
from tests.factories_letters import a_letter, a_reply
from tests.factories_map_rows import VIEW, a_map
from tests.factories_meetings import a_caption, a_correction, a_meeting, a_written_transcript
from tests.factories_minutes import written_minutes
from tests.factories_paper_life import a_comment, a_version_with_its_life
from tests.factories_paper_rows import SENTENCE, a_paper_version
from tests.factories_queue import a_speaking_queue
from tests.factories_registration import a_registration
from tests.factories_site import (
    BEFORE,
    a_call,
    a_contribution,
    a_cycle,
    a_forum,
    an_account,
    an_organisation,
)
from tests.factories_translated import a_translated_contribution
from tests.factories_translated_meetings import a_translated_transcript
from tests.factories_translating import a_translation

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"

ROLES = (
    "anonymous",
    "account",
    "link",
    "member",
    "rapporteur",
    "chair",
    "secretariat",
    "elsewhere",
    "installation",
)
"""Nobody; an account without a role; a contributor with the signed link; roles in the forum; the
secretariat of another forum; the secretariat of the installation."""

CONFIRMED = ("account", "member")
"""Who has just confirmed that it is them."""

WRONG_SECRET = "0" * 32

DRAFT = 200
"""The version of the paper that is the newest, below which fillers make lists long."""


@dataclass
class World:
    """One forum with everything in it, another beside it, and who comes in."""

    clients: dict[str, Client] = field(default_factory=dict)
    arguments: dict[str, object] = field(default_factory=dict)
    of_route: dict[str, dict[str, object]] = field(default_factory=dict)
    secret: str = ""
    letter_secret: str = ""
    cycle: Cycle | None = None
    call: Call | None = None

    def arguments_for(self, route: str, names: frozenset[str], role: str) -> dict[str, object]:
        """The parts of a route's address; only who got the link knows its secret."""
        values = {**self.arguments, **self.of_route.get(route, {})}
        secret = self.letter_secret if route.startswith("correct") else self.secret
        values["secret"] = secret if role == "link" else WRONG_SECRET
        return {name: values[name] for name in names}


def build(*, record: bool = True) -> World:
    """The world in its usual state: a cycle with an open call and a published contribution.

    ``record``: with a stand-in for the record's files; an installation has its own.
    """
    forum, other = a_forum("igf"), a_forum("other-forum")
    cycle = a_cycle(forum, "2026")
    call = a_call(cycle, "first")
    contribution = a_contribution(call)
    version = contribution.versions.select_related("contribution__cycle__scope").get()
    enter_versions([version], version.paragraphs.all(), [])
    world = World(
        arguments={
            "forum": forum.slug,
            "cycle": cycle.slug,
            "call": call.slug,
            "number": contribution.number,
            "version": 1,
        }
    )
    world.cycle, world.call = cycle, call
    _add_more_contributions(world, call)
    _add_translated(world, contribution)
    _add_parts(world, forum, cycle)
    _add_papers(world, contribution)
    _add_programs(world)
    _add_discussion(world, cycle)
    _add_meetings(world, cycle)
    if record:
        record_folder().mkdir(parents=True)
        (record_folder() / "checkpoint").write_text("a checkpoint\n", "utf-8")
    accounts: dict[str, Account | None] = {
        "anonymous": None,
        "link": None,
        "account": an_account("account@example.org"),
        "elsewhere": an_account("elsewhere@example.org", role="secretariat", scope=other.scope),
        "installation": an_account("installation@example.org", role="secretariat"),
    }
    _add_speaker(cycle, accounts["account"])
    for role in ("member", "rapporteur", "chair", "secretariat"):
        accounts[role] = an_account(f"{role}@example.org", role=role, scope=forum.scope)
    held = accounts["member"]
    world.of_route["manage-role-end"] = {"key": held.roles.get().pk if held else 0}
    held = accounts["installation"]
    world.of_route["manage-all-role-end"] = {"key": held.roles.get().pk if held else 0}
    for role in ROLES:
        # What the view raises is what a visitor would see as a page of error.
        world.clients[role] = Client(raise_request_exception=True)
        account = accounts[role]
        if account is not None:
            world.clients[role].force_login(account, backend=BACKEND)
    _add_factors(world, accounts)
    return world


def _add_factors(world: World, accounts: dict[str, Account | None]) -> None:
    """Two have just confirmed that it is them: one with a passkey, one with an app."""
    for role in CONFIRMED:
        confirmed(world.clients[role], accounts[role])
    passkey = a_passkey(accounts["account"])
    recovery_codes(accounts["account"])
    an_app(accounts["member"])
    for route in ("mfa_edit_webauthn", "mfa_remove_webauthn"):
        world.of_route[route] = {"pk": passkey.pk}


def _add_more_contributions(world: World, call: Call) -> None:
    """No. 2 has two versions, signed by an organisation and a person; no. 3 was withdrawn."""
    organisation = an_organisation("Example Society")
    person = Person.objects.create(slug="ana-example", name="Ana Example")
    second = a_contribution(call, published=False)
    for newer in (False, True):
        version = _a_newer_version(second) if newer else second.versions.get()
        Party.objects.create(version=version, organisation=organisation)
        Party.objects.create(version=version, person=person, order=1)
        publish_version(version, by="the secretariat")
    third = a_contribution(call)
    withdraw_contribution(third, by="the contributor")
    world.of_route |= {
        "organisation": {"slug": organisation.slug},
        "person": {"slug": person.slug},
        "organisation-papers": {"slug": organisation.slug},
        "person-papers": {"slug": person.slug},
        "version-changes": {"number": second.number, "version": 2},
    }


def _add_translated(world: World, contribution: Contribution) -> None:
    """Into French one that is public, into Arabic a draft of the Forum's and one of its own."""
    a_translated_contribution(contribution)
    drafts = {
        mine: a_translated_contribution(
            contribution, language="ar", by_contributor=mine, published=False
        ).pk
        for mine in (False, True)
    }
    world.of_route |= {
        "contribution-translation-paragraph": {"paragraph": 1},
        "work-contribution-translation": {"key": drafts[False]},
        "draft-translation": {"key": drafts[True]},
    }


def _a_newer_version(contribution: Contribution) -> Version:
    version = begin_version(contribution)
    version.confirmed = version.received = BEFORE
    version.save()
    text = "Access should be free of charge for everyone.\n\nLibraries come first."
    version.documents.update(text=text)
    return version


def _add_parts(world: World, forum: Forum, cycle: Cycle) -> None:
    """What management pages are about, one of each."""
    group = StakeholderGroup.objects.create(
        tree=forum.group_tree, slug="users", names={"en": "Users"}
    )
    term = GlossaryEntry.objects.create(forum=forum, term="IGF", meaning="the Forum")
    MandateParagraph.objects.create(forum=forum, slug="para-72", instrument="Agenda", number="72")
    Theme.objects.create(cycle=cycle, slug="access", names={"en": "Access"})
    CycleDocument.objects.create(
        cycle=cycle, slug="agenda", titles={"en": "Agenda"}, date=BEFORE.date(), published=BEFORE
    )
    declaration = declare_group(an_organisation(), group=group, by="form")
    world.arguments |= {
        "group": "users",
        "paragraph": "para-72",
        "theme": "access",
        "document": "agenda",
        "slug": "agenda",
        "code": "BR",
        "file": "checkpoint",
        "key": 0,
        "page": 1,
        "sentence": "0123456789",
        "annex": "method",
        "view": VIEW,
        "holder": "arda-union",
        "name": "paper.pdf",
        "part": 1,
        "kind": "csv",
        "provider_id": "oidc",
        "job": "00000000-0000-0000-0000-000000000000",
    }
    waiting = DeskItem.objects.create(cycle=cycle, kind=DeskItem.Kind.COUNTRY, question="Frence")
    mail = queue_mail(cycle.scope, to="a@example.org", subject="x", text="x", kind="test")
    _add_draft(world, cycle)
    world.of_route |= {
        "desk-item": {"key": waiting.pk},
        "outbox-message": {"key": mail.pk},
        "contribution-paragraph": {"paragraph": 1},
        "manage-organisation": {"slug": "internet-society"},
        "manage-organisation-merge": {"slug": "internet-society"},
        "sitemap": {"number": 1},
        "manage-glossary-remove": {"key": term.pk},
        "manage-phase": {"key": cycle.phases.get().pk},
        "manage-declaration-confirm": {"key": declaration.pk},
        "account_reset_password_from_key": {"uidb36": "1", "key": "unknown"},
    }


def _add_papers(world: World, contribution: Contribution) -> None:
    """A public version and a draft; they have no files, so whoever may come in finds none (404)."""
    add_letter(world, a_paper_version(contribution))
    draft = a_paper_version(contribution, k=DRAFT, published=False)
    a_map(draft, contribution)
    for route in ("progress", "preview", "preview-section", "preview-annex", "preview-who"):
        world.of_route[f"paper-{route}"] = {"key": draft.pk}
    world.of_route["paper-preview-file"] = {"key": draft.pk}
    proposed_wordings(draft, SENTENCE)
    by_hand = an_imported_paper(contribution.cycle).paper.number
    world.of_route["work-import"] = {"number": by_hand}
    world.of_route["work-import-sentence"] = {"number": by_hand, "place": 1}
    _add_the_life_of_a_paper(world, contribution)


def _add_the_life_of_a_paper(world: World, contribution: Contribution) -> None:
    """Version 4 follows version 3, is open for comment and has a comment that is public."""
    version = a_version_with_its_life(contribution)
    follow_the_one_before(version)
    comment = a_comment(version)
    _add_translations(world, version)
    at = {"version": version.k}
    routes = ("changes", "comments", "comment-sent")
    world.of_route |= {f"paper-{route}": at for route in routes}
    world.of_route |= {
        "paper-changes-page": {**at, "page": 1},
        "paper-comments-page": {**at, "page": 1},
        "paper-comment": {**at, "comment": comment.number},
        "paper-comment-on": {**at, "place": f"s-{SENTENCE}"},
        "paper-comment-verify": {**at, "key": comment.pk, "code": code_of(comment)},
        "paper-since": at,
        "paper-since-file": {**at, "kind": "csv"},
        "work-comment": {"key": comment.pk},
        "work-version": at,
    }


def _add_programs(world: World) -> None:
    """Operations of the API are about the same things as the pages; leaf 0 is in the record."""
    twins = {
        "organisation": ("organisation", "organisation-contributions", "organisation-papers"),
        "person": ("person", "person-contributions", "person-papers"),
        "version-changes": ("version-changes",),
        "paper-changes": ("changes", "comments", "since", "translations"),
        "paper-comment": ("comment",),
        "paper-translation": ("translation",),
        "contribution-paragraph": ("paragraph",),
    }
    for page, names in twins.items():
        world.of_route |= {f"api-{name}": world.of_route[page] for name in names}
    world.of_route |= {
        "api-changes-feed": world.of_route["paper-changes"],
        "api-comments-feed": world.of_route["paper-changes"],
        "account-token-revoke": {"key": 0},
    }
    world.arguments |= {"id": 0, "tongue": "fr", "edition": 1, "comment": 1}
    world.arguments["index"] = RecordedLeaf.objects.filter(public=True).order_by("pk")[0].pk


def _add_translations(world: World, version: PaperVersion) -> None:
    """Into French one that is public, into Arabic a draft with a text that is stale."""
    public = a_translation(version, published=True)
    at = {"version": version.k, "tongue": "fr", "edition": public.edition}
    draft = a_translation(version, language="ar")
    first = draft.texts.exclude(sentence=None)[0]
    draft.texts.filter(pk=first.pk).update(text="{names}", was="A view.", stale=True)
    key = {"key": draft.pk}
    world.of_route |= {
        "paper-translation": at,
        "paper-translation-part": {**at, "page": 1},
        "paper-translation-file": {**at, "kind": "json"},
        "work-translation": key,
        "work-translation-publish": key,
    }


def _add_discussion(world: World, cycle: Cycle) -> None:
    """A thread with an edited post, a post that waits, one reported and one under appeal."""
    first, waiting, follows = an_online_forum(cycle)
    participant = pass_of(cycle.scope, participant_of(cycle.scope, "participant@example.org"))
    world.arguments |= {
        "category": first.thread.category.slug,
        "thread": first.thread.number,
        "post": first.number,
        "text": 1,
        "participant": participant,
    }
    follow = {"key": follows.pk, "code": code_of_subscription(follows)}
    world.of_route |= {
        "discussion-own-post": {"key": first.pk, "code": code_of_post(first)},
        "discussion-followed": follow,
        "discussion-end": follow,
        "discussion-decide": {"key": waiting.pk},
        "proposition-erase": {"key": first.thread.category.propositions.get(number=1).pk},
    }


def _add_meetings(world: World, cycle: Cycle) -> None:
    """A meeting with a public transcript and one that waits for its review."""
    meeting = a_meeting(cycle)
    kept = keep_file(io.BytesIO(b">>ANA: Good morning."), name="captions.txt")
    for is_public in (True, False):
        a_written_transcript(meeting, published=is_public, file=kept.path)
    world.arguments |= {"meeting": meeting.slug, "transcript": 1, "intervention": 1, "part": 1}
    for speaker in ("ANA EXAMPLE", ""):
        a_caption(meeting, speaker=speaker, channel="remote")
    world.of_route["meeting-live-earlier"] = {"place": 2}
    world.of_route["transcript-review"] = {"transcript": 2}
    own = a_speaking_queue(meeting).requests.get(number=2)
    world.of_route["queue-own"] = {"number": 2, "code": code_of_request(own)}
    world.of_route["queue-request"] = {"number": 2}
    world.of_route["meeting-queue-export"] = {"kind": "queue"}
    world.arguments |= {"item": 1, "revision": 1, "point": 1}
    written_minutes(meeting)
    a_translated_transcript(meeting, meeting.transcripts.get(k=1))
    world.of_route |= {name: {"transcript": 3} for name in ("side-by-side", "side-by-side-page")}
    set_terms(meeting, Terms(seats=100))
    one = a_registration(meeting)
    world.of_route["registration-own"] = {"key": one.pk, "code": registration_code(one)}


def _add_speaker(cycle: Cycle, account: Account) -> None:
    """Whose words the first intervention is; a correction of it is public, one waits."""
    account.person = Person.objects.get(slug="ana-example")
    account.save(update_fields=["person"])
    Speaker.objects.update(person=account.person)
    for one in cycle.meetings.get().interventions.filter(number__isnull=False):
        a_correction(one, account, published=one.number == 1)


def add_letter(world: World, version: PaperVersion) -> Letter:
    """A holder's link to a version; answers: one answered, one that waits, one unconfirmed."""
    letter = a_letter(version)
    answered = a_reply(letter, outcome="kept", answer="The words carry it.", answered=BEFORE)
    a_reply(letter, kind="missing", sentence="")
    waiting = a_reply(letter, kind="missing", sentence="", binding=False)
    world.letter_secret = secret_in(letter)
    code = confirming_code(letter, waiting.pk)
    world.of_route |= {
        "work-reply": {"key": answered.pk},
        "correct-confirm": {"last": waiting.pk, "code": code},
    }
    return letter


def _add_draft(world: World, cycle: Cycle) -> None:
    """The contributor's link to the published contribution, of which a version 2 is under work."""
    contribution = cycle.contributions.get(number=1)
    world.secret = secret_of(contribution.key)
    contribution.token = token_of(world.secret)
    contribution.save(update_fields=["token"])
    draft = begin_version(contribution)
    keep_apart(draft, quoted="Answer by May.\nPlease.", signature="Ana\nTel. 1")  # as of a mail
    document = draft.documents.get()
    code = address_code(contribution.key, contribution.email)
    world.of_route |= {
        "draft-correct": {"document": document.pk},
        "draft-verify": {"code": code},
    }


def withhold_the_document(_world: World) -> None:
    """The agenda is written and waits."""
    CycleDocument.objects.update(published=None)


def withdraw_everything(_world: World) -> None:
    """All contributors have taken back what they sent."""
    for contribution in Contribution.objects.filter(state=State.PUBLISHED):
        withdraw_contribution(contribution, by="the contributor")


def end_all_roles(_world: World) -> None:
    """Everybody's term is over."""
    RoleAssignment.objects.update(until=BEFORE)


STATES: dict[str, Callable[[World], None]] = {
    "": lambda _world: None,
    "document not public": withhold_the_document,
    "roles ended": end_all_roles,
    "withdrawn": withdraw_everything,
}
"""Name of a state → what has happened in it."""
