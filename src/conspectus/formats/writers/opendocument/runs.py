"""Runs → OpenDocument; each combination of language, direction and weight is a text style."""

from __future__ import annotations

from conspectus.formats.writers.manuscript import Run, Runs
from conspectus.formats.writers.markup import xml

_COUNTRIES = {
    "ar": "SA",
    "de": "DE",
    "en": "GB",
    "es": "ES",
    "fr": "FR",
    "it": "IT",
    "ja": "JP",
    "pt": "PT",
    "ru": "RU",
    "zh": "CN",
}
_EAST_ASIAN = frozenset({"ja", "ko", "zh"})


class TextStyles:
    """Gives runs their styles and remembers which ones the document needs."""

    def __init__(self) -> None:
        self._styles: dict[str, str] = {}

    def runs(self, runs: Runs) -> str:
        """Runs as spans, with links inside the document."""
        return "".join(self._run(run) for run in runs)

    @property
    def declared(self) -> str:
        """The automatic styles of all runs so far, by name."""
        return "".join(self._styles[name] for name in sorted(self._styles))

    def _run(self, run: Run) -> str:
        text = text_xml(run.text)
        properties = _properties(run)
        if properties:
            language = f"-{xml(run.language)}" if run.language else ""
            name = f"T{'-strong' if run.strong else ''}{'-rtl' if run.rtl else ''}{language}"
            self._styles[name] = (
                f'<style:style style:name="{name}" style:family="text">'
                f"<style:text-properties {properties}/></style:style>"
            )
            text = f'<text:span text:style-name="{name}">{text}</text:span>'
        if run.target:
            text = f'<text:a xlink:type="simple" xlink:href="#{xml(run.target)}">{text}</text:a>'
        return text


def text_xml(text: str) -> str:
    """Text in which runs of spaces survive (OpenDocument 1.3, part 3, 6.1.2)."""
    escaped = xml(text)
    if escaped[:1] == " ":
        escaped = f"<text:s/>{escaped[1:]}"
    return escaped.replace("  ", " <text:s/>")


def language_properties(language: str) -> str:
    """Attributes for the language of a text, in the kind of script that it has."""
    base, _, region = language.partition("-")
    country = region or _COUNTRIES.get(base, "none")
    kind = "-complex" if base in {"ar", "fa", "he", "ur"} else ""
    if base in _EAST_ASIAN:
        kind = "-asian"
    prefix = "style" if kind else "fo"
    return f'{prefix}:language{kind}="{xml(base)}" {prefix}:country{kind}="{xml(country)}"'


def _properties(run: Run) -> str:
    told = []
    if run.strong:
        told.append(
            'fo:font-weight="bold" style:font-weight-complex="bold" style:font-weight-asian="bold"'
        )
    if run.language:
        told.append(language_properties(run.language))
    return " ".join(told)
