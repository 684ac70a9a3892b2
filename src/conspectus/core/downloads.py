"""Files that others sent, handed out to be kept and never shown by the browser."""

from __future__ import annotations

from typing import IO
from urllib.parse import quote

from django.http import FileResponse


def file_to_keep(content: IO[bytes], *, media_type: str, name: str) -> FileResponse:
    """The answer that hands out a file; nothing in it runs, whatever it claims to be."""
    answer = FileResponse(content, content_type=media_type)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer
