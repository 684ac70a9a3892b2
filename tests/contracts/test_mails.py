"""Every mail is in the language of whom it goes to: the call that makes it, and its words."""

from __future__ import annotations

import ast
import importlib
import re

import pytest
from allauth.core.context import request_context
from django.conf import settings as given
from django.test import RequestFactory
from django.utils import translation

from conspectus.contributions.services.letters import language_for, mail_draft_link, mail_received
from conspectus.contributions.services.withdrawing import (
    REFUSALS,
    refuse_contribution,
    withdraw_contribution,
)
from conspectus.core.models import Mail
from conspectus.core.secret_links import text_to_send
from conspectus.people.accounts import AccountAdapter
from conspectus.people.services.erasure import ask_for_erasure
from conspectus.synthesis.models import Comment, Contact
from conspectus.synthesis.services.commenting import Written as WrittenComment
from conspectus.synthesis.services.commenting import (
    answer_comment,
    code_of,
    receive_comment,
    refuse_comment,
    verify_comment,
)
from conspectus.synthesis.services.replying import ask_to_confirm
from tests.contracts.sources import SRC, modules
from tests.factories_letters import NEVER, a_letter, a_reply
from tests.factories_paper_life import a_comment
from tests.factories_paper_rows import a_paper_version
from tests.factories_site import BEFORE, a_contribution, an_account

LANGUAGES = [code for code, _name in given.LANGUAGES]
TEMPLATES = SRC / "conspectus/people/jinja2/account/email"
UNSUBSCRIBED = {"correction"}
"""Kinds of mail that nobody has asked for: they say how to end them at one press."""


def calls_of_queue_mail():
    return [
        (f"{module.where}:{node.lineno}", {one.arg for one in node.keywords})
        for module in modules("conspectus")
        if "queue_mail(" in module.text
        for node in module.nodes
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "queue_mail"
    ]


def test_every_mail_that_is_queued_names_its_language():
    calls = calls_of_queue_mail()
    assert len(calls) >= 7
    assert [where for where, named in calls if "language" not in named] == []


def sign_in_mails(language):
    """Each template of the library's flows, as the adapter sends it."""
    account = an_account(f"{language}@example.org")
    account.language = language
    request = RequestFactory().get("/en/")
    with request_context(request):
        adapter = AccountAdapter(request)
    for template in sorted(TEMPLATES.glob("*_message.txt")):
        name = f"account/email/{template.name.removesuffix('_message.txt')}"
        context = {"user": account, "code": "123456", "password_reset_url": "u", "signup_url": "u"}
        # Whoever asks reads another language than the account's.
        with translation.override("es" if language != "es" else "ru"), request_context(request):
            adapter.send_mail(name, account.email, context)
    ask_for_erasure(account, wish="keep", at=BEFORE)


def contributors_mails(call, language):
    """From a draft to the end, once by its author and once by the secretariat."""
    made = a_contribution(call, published=False, language=language, email=f"{language}@example.org")
    mail_draft_link(made, language=language)
    made.late = True
    mail_received(made.versions.get(), language=language)
    with translation.override("en"):
        withdraw_contribution(made, by="contributor")
        other = a_contribution(
            call, published=False, language=language, email=f"{language}@example.org"
        )
        refuse_contribution(other, reason="advertising", by="the secretariat")


def mails_about_papers(version, language):
    address = f"{language}@example.org"
    letter = a_letter(version, address)
    Contact.objects.filter(pk=letter.contact_id).update(language=language)
    letter.contact.refresh_from_db()
    a_reply(letter, binding=False)
    with translation.override("en"):
        ask_to_confirm(letter)
        importlib.import_module("conspectus.synthesis.services.letters")._mail(letter)  # noqa: SLF001 - the words of the letter alone
        written = WrittenComment(
            paragraph="1",
            sentence="",
            name="A",
            organisation="",
            email=address,
            text="No.",
            language=language,
        )
        comment = receive_comment(version, written, form_key=language, at=BEFORE)
        verify_comment(comment, code=code_of(comment))
        refuse_comment(comment, reason="It is outside.")
        public = a_comment(version)
        Comment.objects.filter(pk=public.pk).update(language=language, email=address)
        answer_comment(public, outcome="taken up", answer="Yes.", by=None)


def lines_of(mail):
    """Its sentences, without numbers, links and names that are the same in all languages."""
    lines = [mail.subject, *text_to_send(mail.text).splitlines()]
    words = [re.sub(r"https?://\S+|“[^”]*”|«[^»]*»", "", line).strip() for line in lines]
    return {line for line in words if len(re.findall(r"[^\W\d_]{2,}", line)) > 1}


@pytest.mark.django_db
@pytest.mark.usefixtures("home")
def test_every_mail_speaks_the_language_of_whom_it_goes_to():
    first = a_contribution()
    version = a_paper_version(first)
    version.comments_until = NEVER
    version.save()
    for language in LANGUAGES:
        sign_in_mails(language)
        contributors_mails(first.call, language)
        mails_about_papers(version, language)
    english = {one.kind: set() for one in Mail.objects.all()}
    for mail in Mail.objects.filter(to="en@example.org"):
        english[mail.kind] |= lines_of(mail)
    for language in LANGUAGES:
        mails = Mail.objects.filter(to=f"{language}@example.org")
        assert {mail.language for mail in mails} == {language}
        assert {mail.kind for mail in mails} == set(english)
        shared = {line for mail in mails for line in lines_of(mail) & english[mail.kind]}
        assert language == "en" or shared <= {"It is outside."}, language
    told = Mail.objects.exclude(unsubscribe="").values_list("kind", flat=True)
    assert set(told) == UNSUBSCRIBED


@pytest.mark.django_db
def test_a_contributors_language_is_the_accounts_then_the_pages_then_the_texts_then_the_forums():
    made = a_contribution(language="pt")
    made.cycle.forum.languages = ["pt", "fr"]
    assert language_for(made) == "fr"
    made.versions.update(language="ru")
    assert language_for(made) == "ru"
    assert language_for(made, "ar") == "ar"
    account = an_account()
    account.language = "zh"
    made.account = account
    assert language_for(made, "ar") == "zh"


def test_reasons_of_a_refusal_have_words_in_every_language():
    for language in LANGUAGES:
        with translation.override(language):
            said = {translation.gettext(reason) for reason in REFUSALS.values()}
        assert len(said) == len(REFUSALS)
        assert language == "en" or said.isdisjoint(REFUSALS.values())
