"""Signing in leaves a line that its owner can read, and ends by whoever has signed in elsewhere."""

from __future__ import annotations

import hashlib
import re

from django.http import HttpRequest

from conspectus.core.clock import stamp
from conspectus.people.models import Account, AccountSession

BROWSER, SINCE = "signed-in-browser", "signed-in-since"
"""Keys in a session; the columns of its row are filled from them."""

_BROWSERS = (
    ("Edge", r"\bEdg"),
    ("Opera", r"\bOPR/"),
    ("Samsung Internet", r"\bSamsungBrowser/"),
    ("Firefox", r"\bFirefox/|\bFxiOS/"),
    ("Chrome", r"\bChrom(e|ium)/|\bCriOS/"),
    ("Safari", r"\bSafari/"),
)
_SYSTEMS = (
    ("Android", r"\bAndroid\b"),
    ("iOS", r"\biPhone\b|\biPad\b"),
    ("Windows", r"\bWindows\b"),
    ("macOS", r"\bMac OS X\b|\bMacintosh\b"),
    ("ChromeOS", r"\bCrOS\b"),
    ("Linux", r"\bLinux\b"),
)


def browser_of(user_agent: str) -> str:
    """ "Firefox, Linux": enough for its owner, and nothing else of what a browser tells."""
    found = [_first(names, user_agent) for names in (_BROWSERS, _SYSTEMS)]
    return ", ".join(name for name in found if name)


def note_sign_in(*, request: HttpRequest, **_more: object) -> None:
    """For Django's signal ``user_logged_in``."""
    request.session[BROWSER] = browser_of(request.META.get("HTTP_USER_AGENT", ""))
    request.session[SINCE] = stamp().isoformat()


def mark_of(session_key: str) -> str:
    """How a page names a session whose key it must not show."""
    return hashlib.sha256(session_key.encode()).hexdigest()[:20]


def end_session(account: Account, *, mark: str) -> bool:
    """Ends one of the account's sessions; whether there was one."""
    keys = AccountSession.objects.filter(account=account).values_list("session_key", flat=True)
    found = [key for key in keys if mark_of(key) == mark]
    AccountSession.objects.filter(session_key__in=found).delete()
    return bool(found)


def end_other_sessions(account: Account, *, but: str | None) -> int:
    """Ends all of the account's sessions but one; how many."""
    others = AccountSession.objects.filter(account=account).exclude(session_key=but or "")
    return others.delete()[0]


def end_others_with_a_factor(*, request: HttpRequest, user: Account, **_more: object) -> None:
    """For the library's signal: who was signed in elsewhere has not shown the new factor."""
    if request.user.is_authenticated:
        end_other_sessions(user, but=request.session.session_key)


def end_others_with_a_password(*, request: HttpRequest, user: Account, **_more: object) -> None:
    """For the library's signals: a session of the old password opens nothing, so none is listed."""
    end_other_sessions(user, but=request.session.session_key)


def _first(names: tuple[tuple[str, str], ...], text: str) -> str:
    return next((name for name, pattern in names if re.search(pattern, text)), "")
