"""What the pages of forums and cycles show of this app itself."""

from __future__ import annotations

from conspectus.core.published import read_with

read_with("forum", "cycle__forum")
