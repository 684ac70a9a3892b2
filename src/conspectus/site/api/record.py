"""The public record: checkpoint, leaves, receipts of what is published."""

from __future__ import annotations

import json
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_noop
from ninja import Query, Router

from conspectus.core.models import RecordedLeaf
from conspectus.core.receipts import receipt_of
from conspectus.core.recorded import newest_leaves, record_now
from conspectus.engine.errors import ConspectusError
from conspectus.record.errors import RecordError
from conspectus.site.api import paper_shapes as shapes
from conspectus.site.api.cursors import Page, page_of
from conspectus.site.api.forums import Items, listed
from conspectus.site.api.problems import GoneError
from conspectus.site.api.shapes import Listed, address_of

router = Router(tags=["record"])


@router.get(
    "/record",
    response=shapes.RecordShape,
    url_name="api-record",
    summary=gettext_noop("The newest checkpoint of the public record"),
)
def record(request: HttpRequest) -> Items:  # noqa: ARG001 - ninja hands it in
    now = record_now()
    if now is None:
        raise Http404
    return {
        "size": now.size,
        "checkpoint": now.note,
        "key": now.key,
        "files": address_of("record/files.txt"),
    }


@router.get(
    "/record/leaves",
    response=Listed[shapes.LeafLine],
    url_name="api-leaves",
    summary=gettext_noop("The leaves of the record, the newest first"),
)
def leaves(request: HttpRequest, page: Query[Page]) -> Items:
    return listed(page_of(request, newest_leaves(), page, by=["-index"]), _line)


@router.get(
    "/record/leaves/{int:index}",
    response=shapes.LeafShape,
    url_name="api-leaf",
    summary=gettext_noop("One leaf and what it says"),
)
def leaf(request: HttpRequest, index: int) -> Items:  # noqa: ARG001 - as above
    found = _leaf_at(index)
    is_shown = found.public and found.erased_by_id is None and bytes(found.content)
    content = json.loads(bytes(found.content)) if is_shown else None
    return {**_line(found), "content": content}


@router.get(
    "/record/leaves/{int:index}/receipt",
    response=dict[str, Any],
    url_name="api-receipt",
    summary=gettext_noop("The receipt of a published leaf, with its proof"),
)
def receipt(request: HttpRequest, index: int) -> Items:  # noqa: ARG001 - as above
    found = _leaf_at(index)
    if found.erased_by_id is not None:
        raise GoneError
    # Of what is not public the receipt is its contributor's alone: it holds the salt.
    try:
        made = receipt_of(found) if found.public else None
    except (ConspectusError, RecordError) as error:  # no record here yet; names the home's files
        raise Http404 from error
    if made is None:
        raise Http404
    return dict(made)


def _leaf_at(index: int) -> RecordedLeaf:
    rows: QuerySet[RecordedLeaf] = RecordedLeaf.objects.filter(index=index)
    found = rows.first()
    if found is None:
        raise Http404
    return found


def _line(one: RecordedLeaf) -> Items:
    return {
        "index": one.index,
        "kind": one.kind if one.public else "",
        "subject": one.subject if one.public else "",
        "entry": bytes(one.entry).hex(),
        "published": one.public,
        "erased": one.public and one.erased_by_id is not None,
        "created": one.created,
    }
