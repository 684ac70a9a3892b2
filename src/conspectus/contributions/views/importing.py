"""The secretariat sends a ZIP file or a spreadsheet, and sees what came of it."""

from __future__ import annotations

import secrets
from pathlib import PurePath
from typing import Any, cast

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django_tasks import default_task_backend
from django_tasks.base import TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist

from conspectus.contributions.forms.importing import ImportForm
from conspectus.contributions.jobs import import_upload, uploads_folder
from conspectus.forums.queries.pages import cycle_here
from conspectus.people.gates import only_for
from conspectus.people.models import Account
from conspectus.people.rules import Role


@only_for(Role.SECRETARIAT)
def import_page(request: HttpRequest, forum: str, cycle: str) -> HttpResponse:
    """The form; the job begins when the file is here."""
    here = cycle_here(request)
    form = ImportForm(request.POST or None, request.FILES or None, cycle=here)
    if request.method == "POST" and form.is_valid():
        name = _kept(form.cleaned_data["file"])
        job = import_upload.enqueue(
            name,
            forum,
            cycle,
            form.cleaned_data["call"],
            by=str(cast("Account", request.user)),
            publish=bool(form.cleaned_data["publish"]),
        )
        return redirect("import-result", forum=forum, cycle=cycle, job=str(job.id))
    return render(
        request,
        "contributions/import.html",
        {"cycle": here, "base": f"/{request.LANGUAGE_CODE}/{here.scope.path}/", "form": form},
    )


def _kept(file: UploadedFile[Any]) -> str:
    """Writes the upload where the job finds it, under a name of its own."""
    folder = uploads_folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = f"{secrets.token_hex(16)}{PurePath(str(file.name)).suffix.lower()}"
    with (folder / name).open("wb") as target:
        for chunk in file.chunks():
            target.write(chunk)
    return name


@only_for(Role.SECRETARIAT)
def import_result(request: HttpRequest, forum: str, cycle: str, job: str) -> HttpResponse:
    """How far it is, and at the end what came of it."""
    here = cycle_here(request)
    try:
        found = default_task_backend.get_result(job)
    except (TaskResultDoesNotExist, ValueError) as error:
        raise Http404(job) from error
    if found.task.func is not import_upload.func or list(found.args[1:3]) != [forum, cycle]:
        raise Http404(job)
    done: dict[str, Any] | None = None
    if found.status == TaskResultStatus.SUCCESSFUL:
        done = cast("dict[str, Any]", found.return_value)
    return render(
        request,
        "contributions/import_result.html",
        {
            "cycle": here,
            "base": f"/{request.LANGUAGE_CODE}/{here.scope.path}/",
            "done": done,
            "failed": found.status == TaskResultStatus.FAILED,
        },
    )
