"""A contributor without an account: files and a text, a correction, a receipt, a second version."""

from __future__ import annotations

import json

import pytest

from conspectus.core.text import in_language
from tests.journeys.walking import Keyboard, Pointer, ways

pytestmark = pytest.mark.browser

CALL = """
from tests.factories_site import a_call, a_cycle, a_forum
cycle = a_cycle(a_forum("igf", names={"en": "Forum", "ar": "المنتدى"}), "2026")
call = a_call(cycle, languages=["ar", "en", "es", "fr", "ru", "zh"])
call.questions.create(texts={"en": "What worked well?", "ar": "ما الذي نجح؟"})
cycle.forum.group_tree.groups.create(slug="users", names={"en": "Users", "ar": "المستخدمون"})
from conspectus.core.publication import mark_changed
mark_changed(cycle.scope)
"""
LINK = """
from conspectus.core.models import Mail
from conspectus.core.secret_links import text_to_send
text = text_to_send(Mail.objects.filter(kind={kind!r}).latest("pk").text)
print(next(word for word in text.split() if "/drafts/" in word))
"""
STATE = """
import json
from conspectus.contributions.models import Contribution
one = Contribution.objects.get()
print(json.dumps([one.number, one.state, one.versions.count(), one.email_verified is not None]))
"""
WORDS = {
    "ar": "ينبغي ربط المدارس أولا.",
    "en": "Schools should be connected first.",
    "es": "Las escuelas deberían conectarse primero.",
    "fr": "Les écoles devraient être raccordées en premier.",
    "ru": "Сначала следует подключить школы.",
    "zh": "应当首先为学校接入网络。",
}
PASTED = {
    "ar": "ينبغي أن يكون النفاذ ميسور التكلفة.",
    "en": "Access should be affordable.",
    "es": "El acceso debería ser asequible.",
    "fr": "L’accès devrait être abordable.",
    "ru": "Доступ должен быть недорогим.",
    "zh": "接入费用应当合理。",
}
CORRECTED = {
    "ar": "يجب ربط المدارس أولا.",
    "en": "Schools must be connected first.",
    "es": "Las escuelas deben conectarse primero.",
    "fr": "Les écoles doivent être raccordées en premier.",
    "ru": "Сначала нужно подключить школы.",
    "zh": "必须首先为学校接入网络。",
}


@ways(("en", True, Pointer), ("ar", False, Keyboard))
def test_from_the_call_to_withdrawal(serving, visitor, language, scripts, hand):
    serving.python(CALL)
    she = visitor(hand, language, scripts=scripts, width=360)
    _begin(she)
    _add_documents(she)
    _correct_and_confirm(she)
    _send(she)
    assert json.loads(serving.python(STATE)) == [1, "received", 1, False]
    she.go(_path(serving.python(LINK.format(kind="receipt"))))
    she.press("Yes, confirm and go on")
    assert _told(she) == she.say("Thank you: your address is confirmed.")
    _receive_the_receipt(she)
    _second_version(she)
    assert json.loads(serving.python(STATE)) == [1, "received", 2, True]
    she.go(_path(serving.python(LINK.format(kind="receipt"))))
    she.follow("Withdraw this contribution")
    she.press("Withdraw it")
    assert _told(she) == she.say("The contribution is withdrawn.")
    assert json.loads(serving.python(STATE)) == [1, "withdrawn", 2, True]
    assert {one["name"] for one in she.page.context.cookies()} <= {"messages"}


def _told(she):
    return she.page.get_by_role("status").inner_text()


def _begin(she):
    she.go(f"/{she.language}/igf/2026/calls/first/")
    she.skip_to_the_text()
    she.follow("Contribute")
    she.press("Save and go on")
    summary = she.page.get_by_role("alert")
    she.activate(summary.get_by_role("link", name=she.say("Your e-mail address")))
    she.write(she.labelled("Your e-mail address"), "ana@example.org")
    she.write(she.labelled("Organisations that sign"), "Example Society\nOther Society")
    she.write(she.labelled("Country or region"), "Kenya")
    she.choose(she.labelled("Stakeholder group"), "users")
    she.press("Save and go on")


def _add_documents(she):
    words, pasted = WORDS[she.language], PASTED[she.language]
    she.write(she.labelled("Title"), "Affordable access")
    she.choose(she.page.locator("#id_language"), she.language)
    question = in_language({"en": "What worked well?", "ar": "ما الذي نجح؟"}, she.language)[0]
    she.write(she.page.get_by_label(question), pasted)
    files = [
        {"name": "one.txt", "mimeType": "text/plain", "buffer": words.encode()},
        {"name": "two.md", "mimeType": "text/plain", "buffer": b"# Cost\n\nIt should fall."},
    ]
    she.attach(she.labelled("Files"), files)
    she.write(she.labelled("Or paste a text"), f"{pasted}\n\nTel. +41 22 917 12 34")
    she.press("Save and add more")
    she.press("Move document %(number)s up", number=2)
    she.press("Save and go on")


def _correct_and_confirm(she):
    page, corrected = she.page, CORRECTED[she.language]
    for _ in range(40):  # the readers work in a process of their own
        if page.get_by_text(she.say("I have read the text and confirm it.")).count():
            break
        page.wait_for_timeout(250)
        page.reload()
    assert page.get_by_text(WORDS[she.language]).count()
    link = page.get_by_role("link", name=she.say("See all of it and correct it"))
    she.activate(link.filter(has_text="one"))
    she.write(she.labelled("Text to be published"), corrected)
    she.press("Save")
    assert page.get_by_text(corrected).count()
    assert page.get_by_label(she.say("Telephone number")).is_checked()
    she.tick(page.get_by_label(she.say("I have read the text and confirm it.")))
    she.press("Save and go on")


def _send(she):
    she.tick(she.page.get_by_label(she.say("With the name of the contributor")))
    she.tick(she.page.locator("[name=agree]"))
    she.press("Send")
    name = she.say("Contribution no. %(number)s", number=1)
    she.page.get_by_role("heading", name=name, exact=True).wait_for()


def _receive_the_receipt(she):
    for _ in range(40):  # the record is written by a process of its own
        if not she.page.get_by_text(she.say("The receipt is being made; look again.")).count():
            break
        she.page.reload()
    taken = she.take(she.link("Download the receipt (version %(number)s)", number=1))
    receipt = json.loads(taken.read_text("utf-8"))
    assert json.loads(receipt["content"])["number"] == 1 if "content" in receipt else receipt


def _second_version(she):
    she.press("Prepare a new version")
    she.write(she.labelled("Title"), "Affordable access, again")
    she.press("Save and go on")
    assert she.page.get_by_text(CORRECTED[she.language]).count()
    she.tick(she.page.get_by_label(she.say("I have read the text and confirm it.")))
    she.press("Save and go on")
    _send(she)


def _path(link):
    return "/" + link.split("/", 3)[3]
