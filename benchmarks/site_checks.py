"""Questions about an installation, answered in a process with Django: ``site_checks.py QUESTION``.

The question's value comes as JSON on standard input, the answer goes as JSON to standard output.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from itertools import pairwise
from typing import Any

import django

django.setup()

from allauth.account.models import EmailAddress  # noqa: E402
from django.contrib.auth.hashers import make_password  # noqa: E402

from conspectus.contributions.models import Call, Contribution, Version  # noqa: E402 - after the set-up
from conspectus.contributions.services.calls import Window, set_window  # noqa: E402
from conspectus.contributions.services.links import key_of_form  # noqa: E402
from conspectus.core.home import home  # noqa: E402
from conspectus.core.keys import record_signer  # noqa: E402
from conspectus.core.models import Mail  # noqa: E402
from conspectus.core.receipts import receipt_file  # noqa: E402
from conspectus.core.secret_links import text_to_send  # noqa: E402
from conspectus.core.sequencer import settle  # noqa: E402
from conspectus.forums.models import Phase  # noqa: E402
from conspectus.people.models import Account  # noqa: E402
from conspectus.record.errors import RecordError  # noqa: E402
from conspectus.record.receipts import read_receipt, verify_receipt  # noqa: E402
from tests.factories_site import a_call  # noqa: E402


def open_call(_nothing: None) -> None:
    """A forum, a cycle, a call without end."""
    a_call()


def close_call(closes: float) -> None:
    """The call ends at this moment (seconds since 1970); what comes in the day after is late."""
    call = Call.objects.get()
    end = dt.datetime.fromtimestamp(closes, dt.UTC)
    opens = Phase.objects.get().opens
    late_until = end + dt.timedelta(days=1)
    set_window(call, window=Window(opens=opens, closes=end, late_until=late_until))


def lost(keys: list[str]) -> dict[str, list[str]]:
    """Of acknowledged forms: those that are not there, and those whose receipt does not hold."""
    settle()
    signer = record_signer(home()).verifier
    first = Version.objects.filter(k=1).exclude(contribution__number=None)
    there = {one.contribution.key: one for one in first.select_related("contribution", "leaf")}
    absent, unproven = [], []
    for key in keys:
        found = there.get(key_of_form(key))
        if found is None:
            absent.append(key)
            continue
        content = receipt_file(found.leaf) if found.leaf else None
        try:
            verify_receipt(read_receipt(content or b""), [signer])
        except RecordError:
            unproven.append(key)
    return {"absent": absent, "unproven": unproven}


def order(_nothing: None) -> dict[str, Any]:
    """Whether numbers run from 1 without a gap in the order of stamps, and who was late."""
    rows = list(
        Contribution.objects.exclude(number=None)
        .order_by("number")
        .values_list("number", "received", "late")
    )
    stamps = [received for _, received, _ in rows]
    closes = Contribution.objects.first().cycle.phases.get().closes
    return {
        "count": len(rows),
        "gapless": [number for number, _, _ in rows] == [*range(1, len(rows) + 1)],
        "out_of_order": sum(one > two for one, two in pairwise(stamps)),
        "late": sum(late for _, _, late in rows),
        "misjudged": sum((received > closes) != late for _, received, late in rows)
        if closes
        else 0,
        "copies": len(rows) - len(set(stamps)),
    }


def stamps(keys: list[str]) -> dict[str, int]:
    """When the head of each form's request was read, in microseconds since 1970."""
    found = dict(Contribution.objects.exclude(number=None).values_list("key", "received"))
    received = {key: found.get(key_of_form(key)) for key in keys}
    return {key: round(at.timestamp() * 1_000_000) for key, at in received.items() if at}


def accounts(given: dict[str, Any]) -> None:
    """Accounts with these addresses, confirmed, with one password or (where it is "") none."""
    encoded = make_password(given["password"] or None)
    for email in given["emails"]:
        account = Account.objects.create(email=email, password=encoded)
        EmailAddress.objects.create(user=account, email=email, verified=True, primary=True)


def codes(emails: list[str]) -> dict[str, str]:
    """The newest code that was mailed to each."""
    found = {one.to: one for one in Mail.objects.filter(to__in=emails).order_by("pk")}
    texts = {to: text_to_send(one.text) for to, one in found.items()}
    return {
        to: text.partition("code=")[2].split()[0].partition("&")[0] for to, text in texts.items()
    }


QUESTIONS = {
    "accounts": accounts,
    "codes": codes,
    "open_call": open_call,
    "close_call": close_call,
    "lost": lost,
    "order": order,
    "stamps": stamps,
}

if __name__ == "__main__":
    print(json.dumps(QUESTIONS[sys.argv[1]](json.load(sys.stdin))))
