"""What an unlisted header of a manifest means, by its words ("Name of person submitting").

Forms on the web ask in sentences ("What type of stakeholder are you?"). A header is read so only
where its words leave one meaning; it is reported, and the exact names always come first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from conspectus.formats.intake.folding import fold

_Rule = Callable[[frozenset[str]], bool]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_BODY: Final = _words(
    "organisation organization organisations organizations org institution institutions company "
    "affiliation affiliations entity body employer organisme organizacion entidad institucion"
)
_SIGNATORY: Final = _words(
    "respondent respondents submitter submitting submitted contributor contributing author authors "
    "commenter commentator sender participant person individual representative stakeholder"
)
_KIND: Final = _words("type kind category group sector class constituency classification tipo")
_FILE: Final = _words(
    "file files filename attachment attachments attached upload uploaded pdf fichier archivo"
)
_ACT: Final = _words(
    "submission response contribution comment document paper input reply answer statement"
)
_NUMBER: Final = _words("id no nr number ref reference code")
_OTHER: Final = _words(
    "email mail e phone telephone tel address website web url link size role position job "
    "description abbreviation acronym gender sex age postcode zip city town street fax twitter "
    "size count pages words password ip status checked reviewer"
)
_NOT_A_NAME: Final = _OTHER | _words("country date language publish consent why how")


def meaning_of(header: str) -> str | None:
    """The canonical column that the words of ``header`` leave, else ``None``."""
    words = frozenset(fold(header).split())
    if len(words) > _LONGEST:
        return None
    return next((column for column, fits in _RULES.items() if fits(words)), None)


_LONGEST: Final = 12


def _is_group(words: frozenset[str]) -> bool:
    return bool(words & _KIND and words & (_BODY | _SIGNATORY)) and not words & _OTHER


def _is_behalf(words: frozenset[str]) -> bool:
    return "behalf" in words and not words & _words("are is do whether")


def _is_country(words: frozenset[str]) -> bool:
    return bool(words & _words("country pays pais nationality")) and not words & _OTHER - {"city"}


def _is_file(words: frozenset[str]) -> bool:
    return bool(words & _FILE) and not words & _words("url link size count pages type format")


def _is_date_of_receipt(words: frozenset[str]) -> bool:
    return bool(
        words & _words("date time day") and words & _words("received submitted submission response")
    )


def _is_title(words: frozenset[str]) -> bool:
    return bool(words & _words("title titre titulo") and words & _ACT)


def _is_ref(words: frozenset[str]) -> bool:
    return bool(words & _NUMBER and words & (_ACT | _SIGNATORY)) and not words & _OTHER


def _is_body(words: frozenset[str]) -> bool:
    return bool(words & _BODY) and not words & (_NOT_A_NAME | _KIND)


def _is_person(words: frozenset[str]) -> bool:
    named = words & _words("name names nom nombre who")
    return bool(words & _SIGNATORY or named) and not words & (_NOT_A_NAME | _KIND | _FILE | _NUMBER)


_RULES: Final[Mapping[str, _Rule]] = {
    "stakeholder_group": _is_group,
    "on_behalf_of": _is_behalf,
    "country": _is_country,
    "file": _is_file,
    "received": _is_date_of_receipt,
    "title": _is_title,
    "ref": _is_ref,
    "organisation": _is_body,
    "submitted_by": _is_person,
}
