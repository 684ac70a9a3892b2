"""Somebody of whom something is kept in every way in which the site keeps something of persons."""

from __future__ import annotations

import datetime as dt
from itertools import count

from allauth.socialaccount.models import SocialAccount

from conspectus.consultations.models import Meeting
from conspectus.contributions.models import (
    Contribution,
    DeskItem,
    Document,
    Event,
    Party,
    Version,
    VersionTranslation,
)
from conspectus.contributions.models.contributions import State
from conspectus.contributions.services.links import secret_of, token_of
from conspectus.core.clock import stamp
from conspectus.core.mail import queue_mail
from conspectus.core.models import Scope
from conspectus.core.recording import record
from conspectus.discussion.models import Decision, Post, ReadMark
from conspectus.discussion.services.links import participant_of
from conspectus.discussion.services.propositions import respond
from conspectus.discussion.services.subscribing import subscribe
from conspectus.people.models import (
    Account,
    AccountSession,
    Affiliation,
    ApiToken,
    ErasureRequest,
    GroupDeclaration,
    Person,
    StakeholderGroup,
)
from conspectus.people.services.roles import give_role
from conspectus.synthesis.models import (
    Comment,
    Contact,
    Correction,
    ImportedPaper,
    PaperVersion,
    ProposedWording,
    Translation,
)
from tests.factories_discussion import a_category, a_post, a_proposition
from tests.factories_factors import a_passkey
from tests.factories_letters import NEVER, a_letter, a_reply
from tests.factories_meetings import a_correction, a_meeting, a_written_transcript
from tests.factories_minutes import written_minutes
from tests.factories_paper_life import a_comment
from tests.factories_paper_rows import a_paper_version
from tests.factories_queue import a_speaking_queue
from tests.factories_registration import a_registration
from tests.factories_site import BEFORE, a_contribution, an_account, an_organisation

ADDRESS = "adelheid@quokka.example"
NAME = "Adelheid Quokkamann"
DRAFTED = "wombats drafted by moonlight"
FILED = b"bandicoots in a file"
_keys = count(1)


def a_person(address: str = ADDRESS, name: str = NAME) -> Account:
    """Her account with what hangs on it; an administrator who stays gave her a role."""
    administrator = an_account("admin@example.org", role="secretariat")
    account = an_account(address)
    account.person = Person.objects.create(slug="adelheid", name=name)
    account.save()
    group = StakeholderGroup.objects.create(
        tree=_cycle_of().forum.group_tree, slug="users", names={"en": "Users"}
    )
    Affiliation.objects.create(person=account.person, organisation=an_organisation("Society of Q"))
    GroupDeclaration.objects.create(person=account.person, group=group, declared_by=name)
    AccountSession.objects.create(
        session_key=f"s{account.pk}", expire_date=NEVER, account=account, since=BEFORE
    )
    ApiToken.objects.create(
        account=account, name="Program", hashed=f"{account.pk:064}", expires=NEVER
    )
    SocialAccount.objects.create(user=account, provider="openid_connect", uid=address)
    a_passkey(account, "Her key")
    ErasureRequest.objects.create(account=account, due=NEVER)
    scope = Scope.objects.get(path="igf")
    give_role(account, role="rapporteur", scope=scope, by=administrator)
    give_role(administrator, role="chair", scope=scope, by=account)
    queue_mail(scope, to=address, subject=f"To {name}", text=f"Dear {name}", kind="test")
    return account


def contributions_of(account: Account) -> dict[str, Contribution]:
    """A draft with a file, one that is received and not for publication, and one published."""
    call = Contribution.objects.order_by("pk")[0].call
    address, name = account.email, account.person.name
    published = a_contribution(call, email=address, email_verified=BEFORE, key=f"k{next(_keys)}")
    version = published.versions.get()
    version.as_written = {"person": name, "organisations": ["Society of Q"], "typed": {"who": {}}}
    version.save()
    Party.objects.create(version=version, organisation=an_organisation("Society of R"))
    record("version", f"/igf/2026/contributions/{published.number}/v1/", {"text": "words"})
    Event.objects.create(contribution=published, kind="published", by=name)
    withheld = a_contribution(
        call, email=address, state=State.NOT_PUBLISHED, published=False, text=DRAFTED
    )
    record("version", f"/igf/2026/contributions/{withheld.number}/v1/", {"text": "words"})
    key = f"d{next(_keys)}"
    draft = Contribution.objects.create(
        cycle=call.cycle, call=call, key=key, token=token_of(secret_of(key)), email=address
    )
    begun = Version.objects.create(contribution=draft, title=DRAFTED, signed=name)
    Document.objects.create(version=begun, text=DRAFTED, extracted=DRAFTED, title=DRAFTED)
    DeskItem.objects.create(
        cycle=call.cycle, contribution=published, kind="late", question="?", decided_by=account
    )
    return {"published": published, "withheld": withheld, "draft": draft}


def papers_of(account: Account, contribution: Contribution) -> PaperVersion:
    """Comments, a letter that she answered, and what she did about a paper."""
    version = a_paper_version(contribution)
    address, name = account.email, account.person.name
    for state in (Comment.State.PUBLISHED, Comment.State.UNVERIFIED):
        one = a_comment(version, state=state)
        one.email, one.name, one.text = address.upper(), name, f"{state}: {DRAFTED}"
        one.answered_by = account
        if state == Comment.State.PUBLISHED:
            one.leaf = record("comment", "/igf/2026/papers/1/v1/comments/1/", {"paragraph": "1"})
        one.save()
    letter = a_letter(version, address)
    Contact.objects.filter(pk=letter.contact_id).update(name=name)
    reply = a_reply(letter)
    reply.answered_by = account
    reply.save()
    paper = version.paper
    Correction.objects.create(
        paper=paper, number=900, kind="exclude", by=account, by_name=name, at=BEFORE
    )
    ImportedPaper.objects.create(paper=paper, name="paper.docx", asked_by=account)
    ProposedWording.objects.create(version=version, sentence="x", asked=BEFORE, asked_by=account)
    Translation.objects.create(
        version=version, language="fr", edition=1, translator=name, begun=BEFORE, begun_by=account
    )
    PaperVersion.objects.filter(pk=version.pk).update(asked_by=account)
    return version


def everything_of() -> Account:
    """All of it at once, after somebody else's contribution."""
    other = a_contribution(email="somebody.else@example.org")
    account = a_person()
    contributions_of(account)
    papers_of(account, other)
    translations_of(account, other)
    posts_of(account)
    interventions_of(account)
    a_registration(Meeting.objects.get(), account=account, email=ADDRESS, name=NAME)
    return account


def interventions_of(account: Account) -> None:
    """What somebody said in a meeting, by its transcript."""
    made = a_written_transcript(a_meeting(_cycle_of()), published=True)
    made.speakers.update(person=account.person)
    a_correction(made.interventions.get(number=1), account)
    queue = a_speaking_queue(made.meeting)
    queue.requests.update(account=account, name=account.person.name, text=DRAFTED)
    queue.changes.update(by=account)
    written_minutes(made.meeting, by=account, person=account.person)


def translations_of(account: Account, contribution: Contribution) -> None:
    """A draft in French of somebody else's contribution."""
    VersionTranslation.objects.create(
        version=contribution.versions.get(k=1),
        language="fr",
        translator=account.person.name,
        text=DRAFTED,
        begun=BEFORE,
        begun_by=account,
    )


def posts_of(account: Account) -> None:
    """A public post and one that waits, an answer, mails, a mark of reading, a decision."""
    category = a_category(_cycle_of(), "moonlight")
    public = a_post(category, name=account.person.name, email=account.email)
    Post.objects.filter(pk=public.pk).update(account=account)
    a_post(category, is_verified=False, name=account.person.name, email=account.email, text=DRAFTED)
    proposition = a_proposition(category)
    respond(
        category,
        participant=participant_of(category.cycle.scope, account.email),
        number=proposition.number,
        answer=1,
        at=stamp(),
    )
    subscribe(category.cycle.scope, email=account.email, rhythm="each", language="en", at=stamp())
    ReadMark.objects.create(account=account, thread=public.thread, number=1, at=BEFORE)
    Decision.objects.create(
        post=a_post(category), kind="hidden", reason="off-topic", by=account, at=BEFORE
    )


def days_ago(days: int) -> dt.datetime:
    return dt.datetime.now(dt.UTC) - dt.timedelta(days=days)


def _cycle_of():
    return Contribution.objects.select_related("cycle__forum__group_tree").order_by("pk")[0].cycle
