"""One organisation cell → the organisation's name, as fit to print.

Every step is mechanical, loses nothing that names the organisation, and is reported. What would
need judgement is left as it stands and reported with a proposal.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from conspectus.formats.intake.damage import looks_damaged, repair_characters, restore_letters
from conspectus.formats.intake.folding import fold, squeeze
from conspectus.formats.intake.labels import (
    abbreviates,
    head_noun,
    is_acronym,
    is_plural,
    is_shouted,
    settle_small_words,
    unshout,
    with_article,
)
from conspectus.formats.intake.places import find_area
from conspectus.formats.intake.vocabulary import vocabulary

_PREFIX = re.compile(
    r"(?:organi[sz]ation|company|institution|name|entity)\s*(?::|\s-)\s+", re.IGNORECASE
)
_EXPLANATION = re.compile(
    r"\s*[:;.–—-]\s+(?=(?:this|it|we|which|that|the \w+ (?:is|was|has))\b)", re.IGNORECASE
)
_BRACKET = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
_DASH = re.compile(r"\s+[-–—]\s+")
UNIVERSITIES = frozenset(
    "university universidad universidade universite universitat universita college faculty school "
    "escuela ecole faculdade facultad".split()
)
_STATE_HEADS = frozenset("ministry ministerio ministere ministerium".split())
_ORDINARY_WORDS = frozenset(
    "or it us in an as at by we he is am be do go if me my no of on so to up all and any are for "
    "has may new not one our out own she the two use was who you".split()
)
_GOVERNMENT = re.compile(r"(?:the )?government of .+|.+ government", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something odd about a cell, and what was or may be done."""

    problem: str
    proposal: str
    resolved: bool = True


@dataclass(frozen=True, slots=True)
class OrganisationName:
    """A name, its forms and what was done to it.

    ``name``: as signed and cleaned. ``label``: as printed in mid-sentence, with the article; it
    contains the name or one of its aliases.
    """

    name: str
    label: str = ""
    aliases: tuple[str, ...] = ()
    plural: bool = False
    findings: tuple[Finding, ...] = field(default=())

    def noting(self, problem: str, proposal: str, *, resolved: bool = True) -> OrganisationName:
        """The same with one more finding."""
        return replace(self, findings=(*self.findings, Finding(problem, proposal, resolved)))

    def renamed(self, name: str, problem: str, *aliases: str) -> OrganisationName:
        """The same called ``name``, unless that changes nothing; ``aliases`` are kept."""
        name = squeeze(name).strip(" ,;:-–—")
        if name == self.name or not name:
            return self
        known = dict.fromkeys((*self.aliases, *(squeeze(alias) for alias in aliases)))
        changed = replace(self, name=name, aliases=tuple(alias for alias in known if alias))
        return changed.noting(problem, f"Read as {name}.")


def read_organisation(cell: str) -> OrganisationName:
    """The organisation that ``cell`` names; its label has no State added yet."""
    named = OrganisationName(squeeze(cell))
    for step in _STEPS:
        named = step(named)
    if looks_damaged(named.name):
        named = named.noting(
            "Letters are missing from this name.",
            "Write the name in full in the manifest.",
            resolved=False,
        )
    return _labelled(named)


_TAG = re.compile(r"</?[A-Za-z][^<>]{0,80}>")
_NOTE_MARK = re.compile(r"[⁰¹²³⁴-⁹†‡*]+(?=\s|$|[,;)\]])|\s*\[\d{1,3}\]")
_ADDRESS = re.compile(
    r"(?:https?://)?(?:www\.)?(?P<host>[\w-]+(?:\.[\w-]+)+)(?:[/?#:]\S*)?", re.ASCII
)


def _remains(named: OrganisationName) -> OrganisationName:
    """A name without the marks of footnotes and of web pages; a web address as its host."""
    named = named.renamed(_TAG.sub(" ", named.name), "Marks of a web page stand in the name.")
    named = named.renamed(
        _NOTE_MARK.sub("", named.name), "The mark of a footnote follows the name."
    )
    address = _ADDRESS.fullmatch(named.name)
    if address is not None and named.name.casefold().startswith(("http", "www.")):
        return named.renamed(address["host"], "This is a web address.", named.name)
    return named


def _characters(named: OrganisationName) -> OrganisationName:
    plain = repair_characters(named.name)
    named = named.renamed(plain, "Characters were damaged.")
    return named.renamed(restore_letters(named.name), "Letters are missing from this name.")


def _prefix(named: OrganisationName) -> OrganisationName:
    return named.renamed(
        _PREFIX.sub("", named.name, count=1) if _PREFIX.match(named.name) else named.name,
        "The name of the column stands before the name.",
    )


def _role(named: OrganisationName) -> OrganisationName:
    """ "Executive Director - Argentina Internet Association" names a role and its body."""
    for separator in (_DASH, re.compile(r",\s+")):
        parts = separator.split(named.name, maxsplit=1)
        if len(parts) == 2 and is_role(parts[0]) and _stands_alone(parts[1]):
            return named.renamed(parts[1], "A role stands before the name.")
    return named


def _stands_alone(text: str) -> bool:
    """A body that is no mere part of another ("Operations Department")."""
    part = vocabulary().units | {"program", "programme", "team", "staff"}
    return _is_body(text) and head_noun(text)[0] not in part


def _explanation(named: OrganisationName) -> OrganisationName:
    match = _EXPLANATION.search(named.name)
    if match is None or len(named.name[match.end() :].split()) < 4:
        return named
    return named.renamed(named.name[: match.start()], "An explanation follows the name.")


def _shouted(named: OrganisationName) -> OrganisationName:
    if is_shouted(named.name):
        return named.renamed(unshout(named.name), "The name is written in capitals.")
    return named.renamed(settle_small_words(named.name), "Small words are capitalised.")


def _spelling(named: OrganisationName) -> OrganisationName:
    words = vocabulary()
    fixed = words.misspelt_pattern.sub(lambda found: words.misspelt[found[0]], named.name)
    return named.renamed(fixed, "The name has a slip of the pen or an abbreviation.")


def _brackets(named: OrganisationName) -> OrganisationName:
    """An acronym in brackets is a second name; a country stays; anything else goes."""
    match = _BRACKET.search(named.name)
    if match is None:
        return named
    inside = squeeze(match[1])
    before = named.name[: match.start()]
    rest = squeeze(f"{before}{named.name[match.end() :]}")
    if is_acronym(inside) or (abbreviates(inside, before) and " " not in inside):
        named = named.renamed(rest, "An acronym stands in brackets.", inside)
        # "Internet Governance Forum (IGF) Secretariat" is also the "IGF Secretariat".
        after = named_after = squeeze(rest[len(squeeze(before)) :])
        short = (f"{inside} {after}",) if named_after else ()
        return _brackets(replace(named, aliases=(*_without(named.aliases, inside, short), *short)))
    if is_acronym(before) and abbreviates(before, inside):
        return named.renamed(inside, "The name stands in brackets after its acronym.", before)
    if find_area(inside) is not None and match.end() == len(named.name):
        return named
    return _brackets(named.renamed(rest, "A remark stands in brackets."))


def _without(aliases: tuple[str, ...], inside: str, short: tuple[str, ...]) -> tuple[str, ...]:
    """An acronym of part of the name only ("IGF") is no name of the whole."""
    return tuple(alias for alias in aliases if alias != inside) if short else aliases


def _dashes(named: OrganisationName) -> OrganisationName:
    """ "A - ACR", "ACR - A", "A - ECOSOC NGO", "A - Institutes of B"."""
    parts = _DASH.split(named.name)
    if len(parts) != 2:
        return named
    left, right = parts
    if fold(right).replace(" ", "-") in vocabulary().statuses:
        return named.renamed(left, "A remark on its status follows the name.")
    for name, acronym in ((left, right), (right, left)):
        # "Brazilian Internet Steering Committee - CGI.br": initials of another language, a domain.
        if is_acronym(acronym) and ("." in acronym or abbreviates(acronym, name)):
            return named.renamed(name, "An acronym stands beside the name.", acronym)
    if _is_body(left) and _is_body(right):
        return named.renamed(left, "A part of the body is named after it.", right, named.name)
    return named


def _trailing_acronym(named: OrganisationName) -> OrganisationName:
    name, _, last = named.name.rpartition(" ")
    if len(name.split()) > 1 and len(last) > 2 and last.isupper() and abbreviates(last, name):
        return named.renamed(name, "An acronym follows the name.", last)
    return named


def _place_tail(named: OrganisationName) -> OrganisationName:
    """ "University of Gezira, Wad Medani, Sudan" without its address."""
    parts = [squeeze(part) for part in named.name.split(",")]
    is_address = len(parts) in {2, 3} and find_area(parts[-1]) is not None
    # "Ministry of Foreign Affairs, Kenya" is not the same as that of another State.
    is_public = head_noun(parts[0])[0] in _STATE_HEADS | vocabulary().public_heads
    if (
        is_address
        and not is_public
        and _is_body(parts[0])
        and not any(_is_body(part) for part in parts[1:])
    ):
        return named.renamed(parts[0], "A place follows the name.", named.name)
    return named


_STEPS: tuple[Callable[[OrganisationName], OrganisationName], ...] = (
    _characters,
    _remains,
    _prefix,
    _role,
    _explanation,
    _shouted,
    _spelling,
    _brackets,
    _dashes,
    _trailing_acronym,
    _place_tail,
)


def _labelled(named: OrganisationName) -> OrganisationName:
    """Add article, number, and the order of a part and its body."""
    named = _without_article(named)
    named = _unit_and_body(named)
    if not named.label:
        named = _without_legal_form(named)
    # "OR" for Our Rights would be found in every other sentence.
    telling = tuple(alias for alias in named.aliases if fold(alias) not in _ORDINARY_WORDS)
    return replace(
        named,
        label=named.label or with_article(named.name),
        aliases=telling,
        plural=is_plural(named.name),
    )


def _without_article(named: OrganisationName) -> OrganisationName:
    """ "The Internet Association" is called Internet Association; its label has the article."""
    if not fold(named.name).startswith("the ") or head_noun(named.name)[0] == "hague":
        return named
    name = named.name[4:]
    return replace(named, name=name, label=f"the {name}")


def _without_legal_form(named: OrganisationName) -> OrganisationName:
    words = named.name.replace(",", " ").split()
    if len(words) < 2 or words[-1].casefold().rstrip(".") not in vocabulary().legal_forms:
        dotted = words[-1].casefold() if words else ""
        if len(words) < 2 or dotted not in vocabulary().legal_forms:
            return named
    short = squeeze(named.name[: named.name.rindex(words[-1])]).strip(" ,")
    labelled = replace(
        named, label=with_article(short), aliases=tuple(dict.fromkeys((short, *named.aliases)))
    )
    return labelled.noting("The legal form follows the name.", f"Printed as {labelled.label}.")


def _unit_and_body(named: OrganisationName) -> OrganisationName:
    """ "X, Y Section" → "the Y Section of X"; "Y Group, X" → "the Y Group of X".

    A directorate named in quotation marks, or a commissioner of a ministry, signs for it: the
    ministry is printed and the whole signature kept as an alias.
    """
    left, mark, right = (part.strip() for part in named.name.rpartition(", "))
    if not mark or "," in right:
        return named
    if '"' in right or head_noun(right)[0] in {"commissioner", "directorate"}:
        return _print(
            named.renamed(left, "A part of the body is named after it.", named.name),
            with_article(left),
        )
    pair = _part_and_body(left, right)
    if pair is None:
        return named
    part, body = pair
    return _print(named, f"{with_article(part)} of {with_article(body)}", part)


def _part_and_body(left: str, right: str) -> tuple[str, str] | None:
    """Which of two names joined by a comma is part of the other, if either is."""
    if _GOVERNMENT.fullmatch(left) and _is_body(right):
        return right, left
    if _GOVERNMENT.fullmatch(right) and _is_body(left):
        return left, right
    units = vocabulary().units
    if head_noun(left)[0] in _STATE_HEADS and _is_state(right):
        return left, _area_in_sentence(right)
    if head_noun(right)[0] in units and "," not in left and _is_body(left):
        return right, left
    initials_apart = is_acronym(right) and head_noun(left)[0] not in units
    if not initials_apart and _is_part(left) and "," not in left and _is_parent(right):
        return left, right
    return None


def _is_part(text: str) -> bool:
    """Whether a name is that of a part: a unit, or anything but a university itself."""
    head = head_noun(text)[0]
    words = vocabulary()
    return head in words.units or (head in words.article_heads and head not in UNIVERSITIES)


def _is_parent(text: str) -> bool:
    return is_acronym(text) or bool(UNIVERSITIES & set(fold(text).split()))


def _is_state(text: str) -> bool:
    """A country, or a proper name of up to three words that is no body's."""
    is_name = re.fullmatch(r"[A-Z]\w+(?: [A-Z]\w+){0,2}", text) is not None
    return find_area(text) is not None or (is_name and not _is_body(text))


def _area_in_sentence(text: str) -> str:
    area = find_area(text)
    return area.in_sentence if area is not None else text


def _print(named: OrganisationName, label: str, *aliases: str) -> OrganisationName:
    # A part's own name is a name of the whole only where it is telling: "U.S. Section" is not.
    telling = tuple(alias for alias in aliases if len(alias.split()) > 2)
    known = tuple(dict.fromkeys((label.removeprefix("the "), *telling, *named.aliases)))
    labelled = replace(named, label=label, aliases=known)
    if label == with_article(named.name):
        return labelled
    return labelled.noting("The name holds a part and its body.", f"Printed as {label}.")


def _is_body(text: str) -> bool:
    """Whether a text is the name of an organisation by its head noun or by an acronym."""
    words = vocabulary()
    heads = words.article_heads | words.plural_heads
    return head_noun(text)[0] in heads or bool(heads & set(fold(text).split())) or is_acronym(text)


def is_role(text: str) -> bool:
    """Whether a text begins like the role of a person ("Director/Head, Operations …").

    A "Chair of Law" at a university is a body.
    """
    first, *rest = fold(text).split() or [""]
    if first == "chair" and rest[:1] in (["of"], ["in"], ["for"]):
        return False
    return first in vocabulary().roles


def is_email(text: str) -> bool:
    """Whether a text is an e-mail address."""
    return re.fullmatch(r"[^\s@]+@[^\s@]*", text.strip()) is not None


def is_body_name(text: str) -> bool:
    """Whether a text names an organisation, by its words, and is no role."""
    return _is_body(text) and not is_role(text) and find_area(text) is None


_NO_NAME = re.compile(
    r"[\d ]+|(?:(?:a|an|and|of|or|the|by|for) ?)+|tbd|tba|tbc|null|nan|unknown|anonymous|anonym|"
    r"various|multiple|mixed|others?|several|many|"
    r"(?:various|several|many|multiple|all|most|one|two|some)(?: of the)? (?:contribut\w+|"
    r"speakers?|"
    r"participants?|stakeholders?|organi[sz]ations?|individuals|people|authors|signatories)"
)
"""Cells that hold no name: numbers, single small words, "various organisations"."""


def is_nobody(text: str) -> bool:
    """Whether an organisation cell says that a person signs alone ("Independent Researcher")."""
    words = vocabulary()
    folded = fold(text)
    joined = folded.replace(" ", "-")
    if not folded or joined in words.no_organisation or _NO_NAME.fullmatch(folded):
        return True
    first, *rest = folded.split()
    starts = first in words.no_organisation or first.startswith(("indiv", "indepen"))
    return starts and (not rest or rest[0] in words.no_organisation_nouns)
