"""A passkey is made and signs in, with the browser's own device that needs no finger."""

from __future__ import annotations

import json
import re

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.long]

PASSWORD = "a long enough phrase"  # noqa: S105 - an invented account's


@pytest.fixture
def page(browser, installation):
    """A browser whose device says yes; passkeys belong to the name "localhost"."""
    installation.serve(CONSPECTUS_ADDRESS="http://localhost:8000")
    base = installation.address.replace("127.0.0.1", "localhost")
    context = browser.new_context(base_url=base, locale="en")
    page = context.new_page()
    page.set_default_timeout(60_000)
    device = context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    page.said = []
    page.on("console", lambda said: "[DOM]" not in said.text and page.said.append(said.text))
    yield page
    context.close()


def test_a_passkey_is_made_and_then_signs_in_alone(page, installation):
    made = installation.run("createadmin", "chief@example.org", "--json")
    page.goto(re.sub(r"^http://[^/]+", "", json.loads(made.stdout)["link"]))
    for label in ("New Password", "New Password (again)"):
        page.get_by_label(label, exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Keep this password").click()
    page.get_by_role("link", name="Second factor and passkeys").click()
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()
    page.get_by_role("button", name="Make the passkey").click()
    page.wait_for_url("**/recovery-codes/")
    page.goto("/en/accounts/")
    page.get_by_role("button", name="Sign out").click()
    page.goto("/en/accounts/login/?next=/en/accounts/sessions/")
    page.get_by_role("link", name="Sign in with a passkey").click()
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url("**/accounts/sessions/")
    page.get_by_text("Linux").first.wait_for()
    page.goto("/en/accounts/factors/webauthn/")
    page.get_by_text("last used").wait_for()
    assert page.said == []
