"""How many hold a view, in the language of a translation: from the site's catalogue, not typed.

Where the catalogue of a language has these words, a translated sentence has the place ``{who}`` for
degree word, count and names, and what stands there follows from the counts of its version
(DRAFTING §2). Where it lacks them the translator writes the degree word, and only ``{names}`` is a
place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from conspectus.engine.degree import DegreeNoun
from conspectus.engine.degree_phrase import degree_phrase

WORDS: Final[dict[tuple[DegreeNoun, str], str | Promise]] = {
    (DegreeNoun.CONTRIBUTORS, "one"): _("one contribution"),
    (DegreeNoun.CONTRIBUTORS, "two"): _("two contributions"),
    (DegreeNoun.CONTRIBUTORS, "both"): _("both contributions"),
    (DegreeNoun.CONTRIBUTORS, "all"): _("all %(n)s contributors that addressed this theme"),
    (DegreeNoun.CONTRIBUTORS, "number"): _(
        "%(n)s of the %(of)s contributors that addressed this theme"
    ),
    (DegreeNoun.CONTRIBUTORS, "several"): _("several contributors"),
    (DegreeNoun.CONTRIBUTORS, "many"): _("many contributors"),
    (DegreeNoun.CONTRIBUTORS, "most"): _("most of the contributors that addressed this theme"),
    (DegreeNoun.SPEAKERS, "one"): _("one speaker"),
    (DegreeNoun.SPEAKERS, "two"): _("two speakers"),
    (DegreeNoun.SPEAKERS, "both"): _("both speakers"),
    (DegreeNoun.SPEAKERS, "all"): _("all %(n)s speakers who addressed this theme"),
    (DegreeNoun.SPEAKERS, "number"): _("%(n)s of the %(of)s speakers who addressed this theme"),
    (DegreeNoun.SPEAKERS, "several"): _("several speakers"),
    (DegreeNoun.SPEAKERS, "many"): _("many speakers"),
    (DegreeNoun.SPEAKERS, "most"): _("most of the speakers who addressed this theme"),
}
"""What is counted and the degree word; "both" and "all": of two and of a number, if all hold it."""

_FORMS: Final = {
    "{names}": _("%(who)s (%(names)s)"),
    "e.g. {names}": _("%(who)s (for example %(names)s)"),
}
_MARK: Final = "\ue000"


def has_words(language: str) -> bool:
    """Whether the catalogue of a language has all of them."""
    told = [*WORDS.values(), _FORMS["e.g. {names}"]]
    with override("en"):
        english = [str(one) for one in told]
    with override(language):
        return all(str(one) != plain for one, plain in zip(told, english, strict=True))


def with_who(
    text: str, filling: Mapping[str, Any], degree: Mapping[str, Any] | None, language: str
) -> tuple[str, dict[str, Any]]:
    """An English text with its places, with one for who holds it where it opens so."""
    made = dict(filling)
    if degree is None or "names" not in made:
        return text, made
    for noun, form, said in _openings(degree):
        if text.startswith(said):
            names = made.pop("names")
            return f"{{who}}{text[len(said) :]}", {
                "who": {"names": names, **_said(noun, form, degree, language)},
                **made,
            }
    return text, made


def _openings(degree: Mapping[str, Any]) -> Iterator[tuple[DegreeNoun, str, str]]:
    """(what is counted, form of the names, how the paper says it in English)."""
    word, n, of = degree["word"], degree["n"], degree["of"]
    if word == "general support":  # a phrase that is built otherwise
        return
    for noun in (DegreeNoun.CONTRIBUTORS, DegreeNoun.SPEAKERS):
        for form in _FORMS:
            yield noun, form, degree_phrase(word, n, of, noun=noun, names=form).text


def _said(noun: DegreeNoun, form: str, degree: Mapping[str, Any], language: str) -> dict[str, str]:
    word, n, of = degree["word"], degree["n"], degree["of"]
    whole = {"two": "both", "number": "all"}.get(word) if n == of else None
    with override(language):
        who = str(WORDS[noun, whole or word]) % {"n": n, "of": of}
        said = str(_FORMS[form]) % {"who": who, "names": _MARK}
    before, _mark, after = said.partition(_MARK)
    return {"before": before, "after": after}
