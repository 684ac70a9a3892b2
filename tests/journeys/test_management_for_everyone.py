"""The pages of management and of signing in, in two languages, on a phone, judged by axe-core."""

from __future__ import annotations

import pytest

from tests.journeys.walking import Pointer

pytestmark = pytest.mark.browser

CYCLE = "igf/manage/cycles/2026/"
SIGNING_IN = ("accounts/login/", "accounts/signup/", "accounts/password/reset/")
MANAGEMENT = (
    "accounts/",
    "accounts/email/",
    "manage/",
    "manage/areas/",
    "manage/areas/XK/",
    "manage/forums/new/",
    "igf/manage/",
    "igf/manage/forum/",
    "igf/manage/roles/",
    "igf/manage/groups/",
    "igf/manage/glossary/",
    "igf/manage/organisations/network-0/",
    "igf/manage/cycles/new/",
    CYCLE,
    f"{CYCLE}themes/",
    f"{CYCLE}phases/new/",
    f"{CYCLE}calls/call-0/",
)

FILL = """
from tests.forums.test_weight_of_management import fill
from tests.factories_site import a_cycle, a_forum, an_account
fill(a_cycle(a_forum("igf", languages=["en", "ar"])), range(2))
from conspectus.site.sessions import SessionStore
from django.test import Client
client = Client()
client.force_login(
    an_account("chief@example.org", role="secretariat"),
    backend="allauth.account.auth_backends.AuthenticationBackend",
)
print(client.cookies["sessionid"].value)
"""


# In every run tests/contracts/test_accessibility.py looks at these page types with the same rules.
@pytest.mark.long
@pytest.mark.parametrize("language", ["en", "ar"])
def test_axe_finds_no_violation(serving, visitor, language):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="no axe-core")
    page = visitor(Pointer, language, width=360).page
    session = serving.python(FILL)
    wrong = {}
    for path in (*SIGNING_IN, *MANAGEMENT):
        if path == MANAGEMENT[0]:
            cookie = {"name": "sessionid", "value": session, "url": serving.address}
            page.context.add_cookies([cookie])
        answer = page.goto(f"/{language}/{path}")
        assert answer.status == 200, path
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        found = axe.Axe().run(page).response["violations"]
        wrong |= {(path, one["id"]): one["nodes"][0]["html"][:160] for one in found}
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > 360:
            wrong[path, "wider than a phone"] = wide
    assert wrong == {}
