"""Brings the catalogues of the interface up to date; run by `scripts/messages`.

Extracts every string from the site's Python and Jinja2 files, adds new ones to
src/conspectus/site/locale/<language>/LC_MESSAGES/django.po, drops those that are gone (their
translations stay in the version history), and compiles django.mo beside it. `--check` writes
nothing and exits 1 where something would change; `--missing ar` prints what has no translation.
"""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).resolve().parent.parent
LOCALE = PACKAGE / "site" / "locale"
APPS = (
    *("core", "people", "forums", "contributions", "discussion", "consultations"),
    *("synthesis", "site"),
)
LANGUAGES = ("ar", "es", "fr", "ru", "zh")
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
_TEMPLATES = ("**/jinja2/**.html", "**/jinja2/**.txt")  # pages, and the words of mails
METHODS = [
    ("**/migrations/**", "ignore"),
    ("**.py", "python"),
    *((pattern, "jinja2") for pattern in _TEMPLATES),
]
OPTIONS = {pattern: {"trim_blocks": "true", "lstrip_blocks": "true"} for pattern in _TEMPLATES}


class SiteCatalogue(Catalog):
    """Its header names no day, no person and no tool."""

    @property  # type: ignore[misc]
    def mime_headers(self) -> list[tuple[str, str]]:
        """What gettext needs."""
        return [
            ("Language", str(self.locale)),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
            ("Plural-Forms", self.plural_forms),
        ]


def template() -> Catalog:
    """All strings of the site, with the files that they stand in."""
    made = Catalog()
    for app in APPS:
        found = extract_from_dir(PACKAGE / app, METHODS, OPTIONS, KEYWORDS, ("Translators:",))
        for name, _line, words, comments, context in found:
            place = [(f"{app}/{name}", 0)]
            made.add(words, None, place, auto_comments=comments, context=context)
    return made


def updated(language: str, strings: Catalog) -> Catalog:
    """The language's catalogue with exactly these strings."""
    path = po_file(language)
    before = read_po(BytesIO(path.read_bytes()), locale=language) if path.is_file() else None
    made = SiteCatalogue(locale=language, fuzzy=False, header_comment="")
    for message in strings:
        if not message.id:
            continue
        known = before.get(message.id, message.context) if before else None
        made.add(
            message.id,
            known.string if known else None,
            sorted(set(message.locations)),
            auto_comments=message.auto_comments,
            context=message.context,
            flags=message.flags,
        )
    return made


def po_file(language: str) -> Path:
    """Where a language's strings stand."""
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def written(catalogue: Catalog) -> tuple[bytes, bytes]:
    """The bytes of django.po and django.mo: the same for the same strings, whenever made."""
    po, mo = BytesIO(), BytesIO()
    write_po(po, catalogue, width=96, sort_output=True, include_lineno=False)
    write_mo(mo, catalogue)
    return po.getvalue(), mo.getvalue()


def main(arguments: list[str]) -> int:
    """Returns the exit code."""
    strings = template()
    if arguments[:1] == ["--missing"]:
        for message in updated(arguments[1], strings):
            texts = message.string if isinstance(message.string, tuple) else (message.string,)
            if message.id and not all(texts):
                sys.stdout.write(f"{message.id!r}\n")
        return 0
    stale = []
    for language in LANGUAGES:
        po = po_file(language)
        made = written(updated(language, strings))
        for path, content in zip((po, po.with_suffix(".mo")), made, strict=True):
            if path.is_file() and path.read_bytes() == content:
                continue
            stale.append(path.relative_to(PACKAGE).as_posix())
            if "--check" not in arguments:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
    for name in stale:
        sys.stdout.write(f"{name}\n")
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
