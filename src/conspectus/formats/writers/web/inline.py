"""Runs → HTML. Everything that came from outside passes through ``escape``."""

from __future__ import annotations

from html import escape

from conspectus.formats.writers.manuscript import Run, Runs
from conspectus.formats.writers.scripts import split_by_script


def plain_html(text: str) -> str:
    """Text of unknown script, with right-to-left stretches isolated."""
    return runs_html(split_by_script(text))


def runs_html(runs: Runs) -> str:
    """Runs with their languages, directions and links."""
    return "".join(_run_html(run) for run in runs)


def attributes(language: str | None, *, rtl: bool | None) -> str:
    """The ``lang`` and ``dir`` attributes; ``rtl`` is ``None`` where nothing is to be said."""
    parts = []
    if language:
        parts.append(f' lang="{escape(language)}"')
    if rtl is not None:
        parts.append(f' dir="{"rtl" if rtl else "ltr"}"')
    return "".join(parts)


def _run_html(run: Run) -> str:
    text = escape(run.text, quote=False)
    if run.rtl or run.language:
        told = attributes(run.language, rtl=run.rtl)
        # bdi isolates, so that brackets around a name in Arabic stay where they belong
        text = f"<bdi{told}>{text}</bdi>"
    if run.strong:
        text = f"<strong>{text}</strong>"
    if run.target:
        text = f'<a href="#{escape(run.target)}">{text}</a>'
    return text
