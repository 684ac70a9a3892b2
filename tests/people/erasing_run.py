"""Run by test_erasing_a_person.py in a process of its own, with a home on the disk.

Somebody of whom everything is kept (``tests.factories_persons``), with a draft that has a file and
a published contribution that is read through the server's front.
"""

from __future__ import annotations

import sys
from io import BytesIO
from wsgiref.util import setup_testing_defaults

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.utils.module_loading import import_string  # noqa: E402

from conspectus.contributions.models import Contribution, Version  # noqa: E402
from conspectus.contributions.services.documents import add_file  # noqa: E402
from conspectus.contributions.services.files import keep_file  # noqa: E402
from conspectus.contributions.services.publishing import publish_version  # noqa: E402
from conspectus.core.sequencer import settle  # noqa: E402
from tests.contributions.contributor import Contributor, run_jobs  # noqa: E402
from tests.factories_persons import ADDRESS, FILED, NAME, everything_of  # noqa: E402
from tests.factories_site import a_call  # noqa: E402

MOST_PATHS = ("/en/igf/2026/contributions/", "/en/igf/2026/contributions/1/v1/", "/en/privacy/")

settings.ALLOWED_HOSTS += ["testserver"]


def read(path: str) -> str:
    """Through the server's front, which stores what it renders."""
    environ: dict[str, object] = {}
    setup_testing_defaults(environ)
    environ |= {"PATH_INFO": path, "HTTP_HOST": "localhost", "wsgi.input": BytesIO(b"")}
    said: list[str] = []
    site = import_string("conspectus.site.wsgi.application")
    site(environ, lambda status, _headers: said.append(status))
    return said[0]


account = everything_of()
draft = Version.objects.get(contribution__state="draft")
add_file(draft, kept=keep_file(BytesIO(FILED), name=f"{NAME}.txt"))
call = a_call(Contribution.objects.first().cycle, slug="second")
somebody = Contributor(base="/en/igf/2026/calls/second/")
somebody.start(person=NAME, capacity="personal", organisations="", email=ADDRESS, key="personal")
somebody.write(title="Quokkas", text=f"We are of {NAME}.")
somebody.confirm()
somebody.send()
run_jobs()
sent = Contribution.objects.select_related("cycle__scope").get(call=call)
publish_version(sent.versions.get(), by="test")
run_jobs()
settle()
sys.stdout.write(" ".join(read(path) for path in MOST_PATHS))
