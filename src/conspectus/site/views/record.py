"""The public record: a page that explains it, and its static files under ``/record/``."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from conspectus.core.leaf_kinds import LEAF_KINDS
from conspectus.core.recorded import newest_leaves, record_file, record_now, record_paths
from conspectus.people.gates import public

PAGE: Final = 50


@public
@require_safe
def record_page(request: HttpRequest) -> HttpResponse:
    """What the record is, how to check it, and its newest leaves."""
    leaves = Paginator(newest_leaves(), PAGE).get_page(request.GET.get("page"))
    shown = {
        "record": record_now(),
        "leaves": leaves,
        "kinds": LEAF_KINDS,
        "site": settings.PUBLIC_ADDRESS,
    }
    return render(request, "site/record.html", shown)


@public
@require_safe
def record_list(_request: HttpRequest) -> HttpResponse:
    """The address of each file of the record: what a program needs in order to copy it."""
    lines = (f"{settings.PUBLIC_ADDRESS}/record/{path}\n" for path in record_paths())
    response = HttpResponse("".join(lines), content_type="text/plain; charset=utf-8")
    patch_cache_control(response, public=True, max_age=0)
    return response


@public
@require_safe
def record_files(_request: HttpRequest, file: str) -> FileResponse:
    """A file as it lies there: what a verifier copies."""
    found = record_file(file)
    if found is None:
        raise Http404(file)
    is_text = found.name in {"checkpoint", "key"} or found.suffix in {".jsonl", ".json", ".py"}
    kind = "text/plain; charset=utf-8" if is_text else "application/octet-stream"
    response = FileResponse(found.open("rb"), content_type=kind)
    response["Access-Control-Allow-Origin"] = "*"  # anybody's page may check it
    if found.suffix == ".py":
        response["Content-Disposition"] = f'attachment; filename="{found.name}"'
    # Tiles never change: a partial one is outgrown by another.
    changes = file.startswith(("checkpoint", "leaves/")) or found.suffix == ".py"
    patch_cache_control(response, public=True, max_age=0 if changes else 86_400)
    return response
