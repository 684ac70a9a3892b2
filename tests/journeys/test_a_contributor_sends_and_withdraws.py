"""A contributor without an account: files and a text, a correction, a receipt, a second version."""

from __future__ import annotations

import json

import pytest
from django.utils import translation

from conspectus.core.text import in_language

pytestmark = pytest.mark.browser

CALL = """
from tests.factories_site import a_call, a_cycle, a_forum
cycle = a_cycle(a_forum("igf", names={"en": "Forum", "ar": "المنتدى"}), "2026")
call = a_call(cycle, languages=["en", "ar"])
call.questions.create(texts={"en": "What worked well?", "ar": "ما الذي نجح؟"})
cycle.forum.group_tree.groups.create(slug="users", names={"en": "Users", "ar": "المستخدمون"})
from conspectus.core.publication import mark_changed
mark_changed(cycle.scope)
"""
LINK = """
from conspectus.core.models import Mail
from conspectus.core.secret_links import text_to_send
print(text_to_send(Mail.objects.filter(kind={kind!r}).latest("pk").text).split()[-1])
"""
STATE = """
import json
from conspectus.contributions.models import Contribution
one = Contribution.objects.get()
print(json.dumps([one.number, one.state, one.versions.count(), one.email_verified is not None]))
"""
WORDS = {"en": "Schools should be connected first.", "ar": "ينبغي ربط المدارس أولا."}
PASTED = {"en": "Access should be affordable.", "ar": "ينبغي أن يكون النفاذ ميسور التكلفة."}
CORRECTED = {"en": "Schools must be connected first.", "ar": "يجب ربط المدارس أولا."}


def words(language):
    """What the pages say in a language, by the English words of the program."""

    def say(text, **values):
        with translation.override(language):
            return translation.gettext(text) % values if values else translation.gettext(text)

    return say


@pytest.mark.parametrize(
    ("language", "scripts"), [("en", False), ("ar", False), ("en", True)], ids=str
)
def test_from_the_call_to_withdrawal(serving, visitor, language):
    serving.python(CALL)
    page, say = visitor(language=language, width=360), words(language)
    _begin(page, say, language)
    _add_documents(page, say, language)
    _correct_and_confirm(page, say, language)
    _send(page, say)
    assert json.loads(serving.python(STATE)) == [1, "received", 1, False]
    path = _path(serving.python(LINK.format(kind="receipt")))
    page.goto(path)
    page.get_by_role("button", name=say("Yes, confirm and go on")).click()
    assert page.get_by_role("status").inner_text() == say("Thank you: your address is confirmed.")
    _receive_the_receipt(page, say)
    _second_version(page, say, language)
    assert json.loads(serving.python(STATE)) == [1, "received", 2, True]
    page.goto(_path(serving.python(LINK.format(kind="receipt"))))
    page.get_by_role("link", name=say("Withdraw this contribution")).click()
    page.get_by_role("button", name=say("Withdraw it")).click()
    assert page.get_by_role("status").inner_text() == say("The contribution is withdrawn.")
    assert json.loads(serving.python(STATE)) == [1, "withdrawn", 2, True]
    assert page.context.cookies() == [] or {one["name"] for one in page.context.cookies()} <= {
        "messages"
    }


def _begin(page, say, language):
    page.goto(f"/{language}/igf/2026/calls/first/")
    page.get_by_role("link", name=say("Contribute"), exact=True).click()
    page.get_by_role("button", name=say("Save and go on")).click()
    summary = page.get_by_role("alert")
    summary.get_by_role("link", name=say("Your e-mail address")).click()
    page.get_by_label(say("Your e-mail address")).fill("ana@example.org")
    page.get_by_label(say("Organisations that sign")).fill("Example Society\nOther Society")
    page.get_by_label(say("Country or region")).fill("Kenya")
    page.get_by_label(say("Stakeholder group")).select_option("users")
    page.get_by_role("button", name=say("Save and go on")).click()


def _add_documents(page, say, language):
    page.get_by_label(say("Title"), exact=True).fill("Affordable access")
    page.locator("#id_language").select_option(language)
    question = in_language({"en": "What worked well?", "ar": "ما الذي نجح؟"}, language)[0]
    page.get_by_label(question).fill(PASTED[language])
    page.get_by_label(say("Or paste a text")).fill(f"{PASTED[language]}\n\nTel. +41 22 917 12 34")
    page.get_by_label(say("Files")).set_input_files(
        [
            {"name": "one.txt", "mimeType": "text/plain", "buffer": WORDS[language].encode()},
            {"name": "two.md", "mimeType": "text/plain", "buffer": b"# Cost\n\nIt should fall."},
        ]
    )
    page.get_by_role("button", name=say("Save and add more")).click()
    page.get_by_role("button", name=say("Move document %(number)s up", number=2)).click()
    page.get_by_role("button", name=say("Save and go on")).click()


def _correct_and_confirm(page, say, language):
    for _ in range(40):  # the readers work in a process of their own
        if page.get_by_text(say("I have read the text and confirm it.")).count():
            break
        page.wait_for_timeout(250)
        page.reload()
    assert page.get_by_text(WORDS[language]).count()
    page.get_by_role("link", name=say("See all of it and correct it")).filter(
        has_text="one"
    ).click()
    page.get_by_label(say("Text to be published")).fill(CORRECTED[language])
    page.get_by_role("button", name=say("Save"), exact=True).click()
    assert page.get_by_text(CORRECTED[language]).count()
    assert page.get_by_label(say("Telephone number")).is_checked()
    page.get_by_label(say("I have read the text and confirm it.")).check()
    page.get_by_role("button", name=say("Save and go on")).click()


def _send(page, say):
    page.get_by_label(say("With the name of the contributor")).check()
    page.locator("[name=agree]").check()
    page.get_by_role("button", name=say("Send"), exact=True).click()
    page.get_by_role(
        "heading", name=say("Contribution no. %(number)s", number=1), exact=True
    ).wait_for()


def _receive_the_receipt(page, say):
    name = say("Download the receipt (version %(number)s)", number=1)
    with page.expect_download() as receiving:
        page.get_by_role("link", name=name).click()
    receipt = json.loads(receiving.value.path().read_text("utf-8"))
    assert json.loads(receipt["content"])["number"] == 1 if "content" in receipt else receipt


def _second_version(page, say, language):
    page.get_by_role("button", name=say("Prepare a new version")).click()
    page.get_by_label(say("Title"), exact=True).fill("Affordable access, again")
    page.get_by_role("button", name=say("Save and go on")).click()
    assert page.get_by_text(CORRECTED[language]).count()
    page.get_by_label(say("I have read the text and confirm it.")).check()
    page.get_by_role("button", name=say("Save and go on")).click()
    _send(page, say)


def _path(link):
    return "/" + link.split("/", 3)[3]
