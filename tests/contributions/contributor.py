"""A contributor with a browser that keeps no cookies, and a worker that runs what waits."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django_tasks_db.models import DBTaskResult

from conspectus.contributions.models import Contribution
from conspectus.core.models import Mail
from conspectus.core.secret_links import text_to_send

EMAIL = "ana@example.org"
TEXT = "# Access\n\nIt should be affordable.\n\n- cables\n- licences"


def run_jobs() -> int:
    """Runs what waits, as the worker does, until nothing does."""
    count = 0
    while job := DBTaskResult.objects.ready().first():
        job.task.call(*job.args_kwargs["args"], **job.args_kwargs["kwargs"])
        job.delete()
        count += 1
    return count


def a_file(name: str, content: str | bytes) -> SimpleUploadedFile:
    data = content.encode() if isinstance(content, str) else content
    return SimpleUploadedFile(name, BytesIO(data).read(), content_type="application/octet-stream")


def quick_form(**changes: object) -> dict[str, object]:
    return {
        "key": "a-form",
        "email": EMAIL,
        "capacity": "organisation",
        "organisations": "Example Society",
        "title": "Affordable access",
        "language": "en",
        "text": TEXT,
        "publish": "named",
        "agree": "on",
        **changes,
    }


@dataclass
class Contributor:
    """Walks through the steps; ``at`` is the address it was led to last."""

    language: str = "en"
    base: str = "/en/igf/2026/calls/first/"
    client: Client = field(default_factory=lambda: Client(enforce_csrf_checks=True))
    at: str = ""

    def get(self, step: str = "", status: int = 200) -> str:
        answer = self.client.get(self.at + step)
        assert answer.status_code == status, answer.status_code
        return answer.content.decode()

    def post(self, step: str, data: dict[str, object], status: int = 302) -> str:
        answer = self.client.post(self.at + step, data)
        assert answer.status_code == status, (answer.status_code, errors(answer.content.decode()))
        return answer.headers["Location"] if status == 302 else answer.content.decode()

    def start(self, **who: object) -> None:
        page = self.client.get(f"{self.base}contribute/").content.decode()
        key = re.search(r'name="key" value="([^"]+)"', page)[1]
        form = {
            "key": key,
            "email": EMAIL,
            "capacity": "organisation",
            "organisations": "Example Society",
            **who,
        }
        answer = self.client.post(f"{self.base}contribute/", form)
        assert answer.status_code == 302, errors(answer.content.decode())
        self.at = re.match(r".*/drafts/[^/]+/", answer.headers["Location"])[0]

    def write(self, **changes: object) -> str:
        form = {"title": "Affordable access", "language": "en", "do": "next", **changes}
        return self.post("what/", form)

    def confirm(self, **changes: object) -> str:
        run_jobs()
        return self.post("check/", {"seen": "yes", **changes})

    def send(self, status: int = 302, **changes: object) -> str:
        return self.post("send/", {"publish": "named", "agree": "on", **changes}, status)


def errors(page: str) -> str:
    """The sentences of the summary of errors."""
    found = re.search(r'class="summary".*?</div>', page, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", "", found[0]).split()) if found else ""


def the_contribution() -> Contribution:
    return Contribution.objects.select_related("cycle__scope", "call").get()


def mailed_path(kind: str) -> str:
    """The path of the link in the newest mail of a kind, as it is sent."""
    text = text_to_send(Mail.objects.filter(kind=kind).latest("pk").text)
    return re.search(r"https?://[^/\s]+(/\S+)", text)[1]
