"""The documentation as a site: ``make docs``. No page asks anybody else for anything."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent
_VERSIONS = (_ROOT / "src" / "conspectus" / "__init__.py").read_text(encoding="utf-8")
_DATE = re.search(r"dt\.date\((\d+), (\d+), (\d+)\)", _VERSIONS)
if _DATE is None:
    raise ValueError("src/conspectus/__init__.py does not say when this version was released.")

project = "Conspectus"
version = release = re.findall(r'__version__ = "(.+?)"', _VERSIONS)[0]
html_last_updated_fmt = dt.date(*map(int, _DATE.groups())).isoformat()

extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
root_doc = "index"
exclude_patterns = ["audit/*.csv", "audit/labels/*.csv"]
nitpicky = True

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 4
# Code blocks without a language are shown as they are.
highlight_language = "none"
suppress_warnings = ["misc.highlighting_failure"]  # an ellipsis in an example is meant

html_theme = "furo"
html_title = f"Conspectus {release}"
html_show_copyright = False
html_copy_source = False
html_show_sourcelink = False
html_theme_options = {"navigation_with_keys": True}
