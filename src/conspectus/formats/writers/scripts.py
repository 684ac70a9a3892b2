"""Languages and scripts: direction, and the runs of other languages inside a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from conspectus.formats.writers.manuscript import Run, Runs

_RTL_LANGUAGES = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
# Right-to-left letters (Hebrew to Arabic Extended-A, presentation forms), with the white space
# and marks that stand between two of them.
_RTL_LETTERS = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_RTL_RUN = re.compile(
    f"[{_RTL_LETTERS}](?:[{_RTL_LETTERS}\\s\u200c\u200d,.:0-9-]*[{_RTL_LETTERS}])?"
)
_QUOTATION = re.compile("“([^“”]*)”|«([^«»]*)»|「([^「」]*)」")
_FOLD = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "「": '"', "」": '"', "‘": "'", "’": "'"}
)


# What neither XML 1.0 (section 2.2) nor HTML may hold, nor a line of print needs.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """The text with a space in place of each character that no format can carry."""
    return _UNPRINTABLE.sub(" ", text)


def is_rtl(language: str | None) -> bool:
    """Whether texts in this language (BCP 47) run from right to left."""
    return (language or "").split("-")[0].lower() in _RTL_LANGUAGES


def fold(text: str) -> str:
    """The text with all quotation marks alike and single spaces (DESIGN §5 compares so)."""
    return " ".join(text.translate(_FOLD).split())


def split_by_script(text: str, language: str | None = None) -> Runs:
    """The text as runs; letters of the other direction get a run of their own."""
    if not text:
        return ()
    text = printable(text)
    if is_rtl(language):
        return (Run(text=text, language=language, rtl=True),)
    runs, at = [], 0
    for match in _RTL_RUN.finditer(text):
        runs.append(Run(text=text[at : match.start()], language=language))
        runs.append(Run(text=match.group(), language=None, rtl=True))
        at = match.end()
    runs.append(Run(text=text[at:], language=language))
    return tuple(run for run in runs if run.text)


def split_by_quotation(
    text: str, spoken: Sequence[tuple[str, str | None]], language: str | None
) -> Runs:
    """The text as runs; a quotation from a source in another language carries that language.

    ``spoken``: the evidence of the sentence as (quote, language of its source). ``language`` is
    that of the sentence, ``None`` where it is the paper's.
    """
    text = printable(text)
    folded = [(fold(quote), quoted) for quote, quoted in spoken]
    runs: list[Run] = []
    at = 0
    for match in _QUOTATION.finditer(text):
        inner = next(i for i in range(1, 4) if match.group(i) is not None)
        foreign = _language_of(fold(match.group(inner)), folded)
        if foreign is None or foreign == language or not match.group(inner):
            continue
        start, end = match.span(inner)
        runs.extend(split_by_script(text[at:start], language))
        runs.append(Run(text=text[start:end], language=foreign, rtl=is_rtl(foreign)))
        at = end
    runs.extend(split_by_script(text[at:], language))
    return tuple(runs)


def _language_of(quotation: str, spoken: Iterable[tuple[str, str | None]]) -> str | None:
    return next((language for quote, language in spoken if quotation in quote), None)
