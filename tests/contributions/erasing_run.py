"""Run by test_erasing.py in a process of its own, with a home on the disk.

Two contributions carry a sentence wherever a contributor can write one; one of them is published
and read through the server's front, then erased. The parent looks at all bytes of the home.
"""

from __future__ import annotations

import json
import sys
from io import BytesIO
from wsgiref.util import setup_testing_defaults

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.utils.module_loading import import_string  # noqa: E402

from conspectus.contributions.models import Contribution  # noqa: E402
from conspectus.contributions.services.erasing import erase_contribution  # noqa: E402
from conspectus.contributions.services.publishing import publish_version  # noqa: E402
from conspectus.core.search_query import Query  # noqa: E402, F401
from conspectus.core.sequencer import settle  # noqa: E402
from tests.contributions.contributor import Contributor, a_file, run_jobs  # noqa: E402
from tests.factories_site import a_call  # noqa: E402
from tests.factories_translated import a_translated_contribution  # noqa: E402

WORDS, OTHER = sys.argv[1], sys.argv[2]


def contribute(words: str, email: str) -> Contribution:
    somebody = Contributor()
    somebody.start(organisations=words, person=words, country=words, email=email, key=email)
    somebody.write(
        title=words,
        summary=words,
        text=f"# {words}\n\nWe say: {words}.\n\nCall +41 22 917 12 34.",
        text_title=words,
        file=a_file(f"{words}.txt", f"In a file: {words}. And more of it."),
    )
    somebody.confirm()
    somebody.send()
    run_jobs()
    return Contribution.objects.select_related("cycle__scope").get(email=email)


def read(path: str) -> str:
    """Through the server's front, which stores what it renders."""
    environ: dict[str, object] = {}
    setup_testing_defaults(environ)
    environ |= {"PATH_INFO": path, "HTTP_HOST": "localhost", "wsgi.input": BytesIO(b"")}
    said: list[str] = []
    site = import_string("conspectus.site.wsgi.application")
    body = b"".join(site(environ, lambda status, _headers: said.append(status)))
    return f"{said[0]} {body.decode('utf-8', 'replace')}"


call_command("migrate", verbosity=0)
a_call()
erased, kept = contribute(WORDS, "ana@example.org"), contribute(OTHER, "ben@example.org")
for one in (erased, kept):
    publish_version(one.versions.get(), by="test")
    words = WORDS if one is erased else OTHER
    one.refresh_from_db()
    for language in ("fr", "ar"):  # a public one, and a draft
        text = f"# {words}\n\n{words}: en français.\n\nTrois."
        a_translated_contribution(
            one, text=text, title=words, translator=words, language=language,
            published=language == "fr",
        )  # fmt: skip
settle()
pages = [
    f"/en/igf/2026/contributions/{number}/v1/{more}"
    for more in ("", "in/fr/1/")
    for number in (1, 2)
]
before = [read(path) for path in pages]
erase_contribution(erased, by="test", reason="Asked for by the person.")
run_jobs()
json.dump(
    {"before": before, "after": [read(path)[:3] for path in pages], "number": erased.number},
    sys.stdout,
)
