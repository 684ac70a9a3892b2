"""A copy of what is kept of a contribution, for whoever holds its private link."""

from __future__ import annotations

import tempfile

from allauth.core.ratelimit import consume
from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from conspectus.contributions.models import Contribution
from conspectus.contributions.services.personal_data import of_link
from conspectus.contributions.views.by_secret import contributor
from conspectus.core.errors import NotAllowedError
from conspectus.core.personal_copy import NAME, write_copy


@contributor
@require_POST
def personal_copy(
    request: HttpRequest,
    contribution: Contribution,
    secret: str,  # noqa: ARG001 - a part of the address
) -> HttpResponseBase:
    """Of this contribution alone: a link may have been passed on to somebody who signs with it."""
    if not consume(request, action="copy_by_link", key=contribution.key):
        raise NotAllowedError(_("You had several copies within an hour; try again later."))
    archive = tempfile.TemporaryFile()  # noqa: SIM115 - the answer closes it
    write_copy(of_link(contribution), archive)
    archive.seek(0)
    return FileResponse(archive, as_attachment=True, filename=NAME, content_type="application/zip")
