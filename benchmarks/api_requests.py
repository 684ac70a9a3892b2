"""Does the API keep what its description promises, whatever it is asked?

``python benchmarks/api_requests.py [--requests 5000]``

Makes an installation with one of everything (the world of the permission matrix, its lists filled,
its record begun), and sends it requests that schemathesis makes of /api/v1/openapi.json: right
ones and wrong ones, half of them about things that are there, with a token of the secretariat. In
this process, through all of Django. Of each answer all checks of schemathesis are made: status,
media type, headers and body as described, wrong requests refused, right ones not (but for what is
sent: what the rules of a call refuse, no description can say).

Printed last, on one line: JSON with requests, server_errors, violations, answers by status.
Exit 1 where an error or a violation was found; each kind is printed once, with how to repeat it.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import logging
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

import hypothesis
import schemathesis
from hypothesis import HealthCheck, Phase
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import positive_data_acceptance

ROOT = Path(__file__).resolve().parent.parent
SETTINGS = hypothesis.settings(
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@dataclass
class Tally:
    """What came of the requests; ``kinds``: a violation of each operation and check, once."""

    requests: int = 0
    server_errors: int = 0
    violations: int = 0
    answers: Counter[int] = field(default_factory=Counter)
    kinds: dict[str, str] = field(default_factory=dict)


def ask(app: object, known: Mapping[str, Any], token: str, requests: int) -> Tally:
    """Sends as many requests as that, the same number to each operation.

    ``known``: parts of addresses that lead somewhere.
    """
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)
    operations = [one.ok() for one in schema.get_all_operations()]
    tally = Tally()
    for place, operation in enumerate(operations):
        share = (requests - tally.requests) // (len(operations) - place)
        _ask_one(operation, known, token, share, tally)
    return tally


def _ask_one(
    operation: APIOperation, known: Mapping[str, Any], token: str, requests: int, tally: Tally
) -> None:
    there = {one.name: known[one.name] for one in operation.path_parameters if one.name in known}
    # The token is given with each: a request without one is refused before all else.
    shown = {"Authorization": f"Bearer {token}"}
    right, wrong = GenerationMode.POSITIVE, GenerationMode.NEGATIVE
    cases = st.one_of(
        operation.as_strategy(generation_mode=right, headers=shown, path_parameters=there),
        operation.as_strategy(generation_mode=right, headers=shown, path_parameters=there),
        operation.as_strategy(generation_mode=right, headers=shown),
        operation.as_strategy(generation_mode=wrong, headers=shown),
        operation.as_strategy(generation_mode=wrong, headers=shown, path_parameters=there),
    )
    left = [requests]

    # Runs that Hypothesis gives up half-way are not counted: so it is asked for more.
    @hypothesis.settings(SETTINGS, max_examples=requests * 2)
    @hypothesis.given(cases)
    def send(case: Case) -> None:
        if left[0] > 0:
            left[0] -= 1
            _send(case, shown, tally)

    send()


def _send(case: Case, headers: dict[str, str], tally: Tally) -> None:
    # Limits are tested elsewhere; here each request is to be answered. Set up only now.
    import_module("conspectus.site.api.limits").windows.forget()
    answer = case.call(headers=headers)
    tally.requests += 1
    tally.answers[answer.status_code] += 1
    tally.server_errors += answer.status_code >= 500
    try:
        # What the rules of a call refuse, no schema can say.
        is_sent = case.method.upper() == "POST"
        left_out = [positive_data_acceptance] if is_sent else []
        case.validate_response(answer, headers=headers, excluded_checks=left_out)
    except (Exception, BaseExceptionGroup) as error:  # noqa: BLE001 - told below
        tally.violations += 1
        for one in getattr(error, "exceptions", [error]):
            tally.kinds.setdefault(f"{case.operation.label} {type(one).__name__}", str(error))


def main() -> int:
    """The exit code."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--requests", type=int, default=5_000)
    given = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory() as folder:
        known, token = _installed(Path(folder) / "home")
        from django.core.wsgi import get_wsgi_application  # noqa: PLC0415 - set up only now

        logging.disable(logging.WARNING)  # Django tells of each answer that refuses something
        tally = ask(get_wsgi_application(), known, token, given.requests)
    for kind, words in sorted(tally.kinds.items()):
        print(f"== {kind}\n{words}\n", file=sys.stderr)
    said = {
        "requests": tally.requests,
        "server_errors": tally.server_errors,
        "violations": tally.violations,
        "answers": {str(status): n for status, n in sorted(tally.answers.items())},
    }
    print(json.dumps(said))
    return 1 if tally.server_errors or tally.violations else 0


def _installed(home: Path) -> tuple[dict[str, Any], str]:
    """An installation with one of everything; parts of addresses, a token of the secretariat."""
    os.environ["CONSPECTUS_HOME"] = str(home)
    from conspectus.cli.site.installation import install  # noqa: PLC0415 - as above

    install(home)
    from conspectus.core.sequencer import sequencing  # noqa: PLC0415
    from conspectus.people.models import Account  # noqa: PLC0415
    from conspectus.people.services.tokens import make_token, scopes_for  # noqa: PLC0415
    from tests.contracts.page_types import fill  # noqa: PLC0415
    from tests.contracts.permission_world import build  # noqa: PLC0415

    world = build(record=False)
    fill(world, 8)
    with sequencing() as sequencer:
        sequencer.drain()
    account = Account.objects.get(email="installation@example.org")
    now = dt.datetime.now(dt.UTC)
    made = make_token(account, name="x", scopes=scopes_for(account), days=1, at=now)
    world.cycle.contributions.filter(number=1).update(account=account)  # type: ignore[union-attr]
    own = {"id": world.cycle.contributions.get(number=1).pk, "index": 0}  # type: ignore[union-attr]
    return {**world.arguments, "slug": "example-society", "paragraph": 1, **own}, made.secret


if __name__ == "__main__":
    sys.exit(main())
