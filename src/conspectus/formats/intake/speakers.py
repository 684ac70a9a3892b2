"""Who a turn of a transcript or a message of a mailbox belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from conspectus.engine.corpus import Capacity, HolderKind
from conspectus.formats.intake.damage import repair_characters
from conspectus.formats.intake.folding import fold, squeeze
from conspectus.formats.intake.labels import head_noun, is_acronym, unshout, with_article
from conspectus.formats.intake.organisation import is_body_name, read_organisation
from conspectus.formats.intake.parties import Signature
from conspectus.formats.intake.persons import clean_person
from conspectus.formats.intake.places import Area, Place, find_area
from conspectus.formats.intake.vocabulary import vocabulary

ROOM, REMOTE = "room", "remote"

_BRACKET = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*")
_REMOTE = re.compile(
    r"^(?:remote(?:ly)?|online|on line|virtual(?:ly)?|via .+|by (?:phone|video)|en ligne|"
    r"a distance|en linea|remote participa\w+|remote hub)$"
)
_CHAIR = re.compile(
    r"\b(?:(?:co|vice) ?)?(?:chair|chairman|chairwoman|chairperson|president|presidente|presidenta|"
    r"moderator|moderateur|moderador|moderadora|facilitator|rapporteur|secretariat|secretariado|"
    r"host country|host|主席|会议主席|會議主席|主持人)\b"
)
_HAN = re.compile(r"[\u4e00-\u9fff]")
_NOBODY = re.compile(
    r"^(?:(?:unknown|unidentified|anonymous|male|female|the|audience|other|new)\s*)*"
    r"(?:speaker|participant|audience|member|voice|unknown|unidentified|delegate|questioner|"
    r"no sender|intervenant|orador|all)\s*\d*$"
)
_DELEGATION = frozenset("delegation mission embassy government ministry".split())


@dataclass(frozen=True, slots=True)
class Speaker:
    """``signature``: the holder. ``is_doubtful``: who spoke is not certain."""

    signature: Signature
    channel: str | None = None
    is_chair: bool = False
    is_doubtful: bool = False
    is_public_body: bool = False


class Speakers:
    """Matches the speakers of one transcript to the holders known from the manifest."""

    def __init__(self, known: Iterable[Signature], chairs: str, place: str) -> None:
        """``chairs``: the cell that names them; ``place``: tells unnamed speakers apart."""
        self._known: dict[str, Signature] = {}
        for signature in known:
            names = (signature.name, signature.label, signature.own_label, *signature.aliases)
            for name in names:
                key = _plain(name)
                if key:
                    self._known.setdefault(key, signature)
        self._chairs = {_plain(_BRACKET.sub(" ", name)) for name in re.split(r"\s*[;|]\s*", chairs)}
        self._chairs.discard("")
        self._place = place
        self._seen: dict[str, Speaker] = {}

    def find(self, printed: str) -> Speaker:
        """The speaker printed as ``printed``; the same for the same words."""
        if printed not in self._seen:
            self._seen[printed] = self._find(squeeze(repair_characters(printed)))
        return self._seen[printed]

    def _find(self, printed: str) -> Speaker:
        remarks = [fold(remark) for remark in _BRACKET.findall(printed)]
        channel = REMOTE if any(_REMOTE.match(remark) for remark in remarks) else None
        said = [
            squeeze(remark)
            for remark in _BRACKET.findall(printed)
            if not _REMOTE.match(fold(remark)) and not _CHAIR.search(fold(remark))
        ]
        name = squeeze(_BRACKET.sub(" ", printed))
        presides = _CHAIR.search(fold(name)) or any(_CHAIR.search(remark) for remark in remarks)
        if _plain(name) in self._chairs or (presides and _plain(name) not in self._known):
            return Speaker(_chair(name, printed), channel, is_chair=True)
        if not name or "?" in printed or _NOBODY.match(fold(name)):
            return Speaker(self._unnamed(printed), channel, is_doubtful=True)
        signature = self._signature(name, said, printed)
        head = head_noun(signature.name)[0]
        return Speaker(signature, channel, is_public_body=head in _DELEGATION)

    def _signature(self, name: str, affiliations: list[str], printed: str) -> Signature:
        for candidate in (name, *affiliations):
            known = self._known.get(_plain(candidate))
            if known is not None:
                return _written(known, printed)
        if affiliations:
            return _affiliated(affiliations[0], printed)
        # Minutes shorten persons to initials: "DE" is no Germany.
        area = None if _INITIALS.fullmatch(name) else find_area(name)
        if area is not None:
            return _state(area, printed)
        if is_body_name(name) or is_acronym(name):
            return (
                _organisation(name, printed) if not _is_initials(name) else _initials(name, printed)
            )
        person = clean_person(name) or name
        return Signature(kind=HolderKind.PERSON, name=person, label=person, written=printed)

    def _unnamed(self, printed: str) -> Signature:
        name = "an unidentified speaker"
        return Signature(
            kind=HolderKind.PERSON,
            name=name,
            label=name,
            written=printed,
            identity=f"unidentified speaker {self._place}",
        )


_INITIALS = re.compile(r"[A-Z][A-Za-z]{0,2}")


def _is_initials(name: str) -> bool:
    """Whether a speaker is printed with initials that are no well-known body's ("the EU")."""
    return bool(_INITIALS.fullmatch(name)) and name not in vocabulary().article_acronyms


def _initials(name: str, printed: str) -> Signature:
    return Signature(kind=HolderKind.PERSON, name=name, label=name, written=printed)


def _plain(name: str) -> str:
    """Key of a name without titles and article."""
    return fold(clean_person(name)).removeprefix("the ")


def _written(signature: Signature, printed: str) -> Signature:
    """The known holder, without what belongs to the row that it was known from."""
    label = signature.own_label or signature.label
    return Signature(
        kind=signature.kind,
        name=signature.name,
        label=label,
        aliases=signature.aliases,
        plural=signature.plural,
        members=signature.members,
        identity=signature.identity,
        written=printed,
    )


def _affiliated(affiliation: str, printed: str) -> Signature:
    """A speaker with a body in brackets speaks for it (DRAFTING §1)."""
    area = find_area(affiliation)
    return _state(area, printed) if area is not None else _organisation(affiliation, printed)


def _state(area: Area, printed: str) -> Signature:
    return Signature(
        kind=HolderKind.ORGANISATION,
        name=area.in_sentence.removeprefix("the "),
        label=area.in_sentence,
        aliases=tuple(name for name in (area.name,) if name not in area.in_sentence),
        place=Place(area, area.printed_region),
        written=printed,
    )


def _organisation(name: str, printed: str) -> Signature:
    named = read_organisation(name)
    # "the delegation of Brellin": no proper name, whatever the capitals of the transcript.
    if head_noun(named.name)[0] == "delegation":
        lowered = named.name[:1].lower() + named.name[1:]
        named = replace(named, name=lowered, label=f"the {lowered}")
    return Signature(
        kind=HolderKind.ORGANISATION,
        name=named.name,
        label=named.label,
        aliases=named.aliases,
        plural=named.plural,
        written=printed,
    )


def _chair(name: str, printed: str) -> Signature:
    """Chair, moderator or secretariat: named as such ("the remote moderator", "X, presiding")."""
    written = unshout(name) if name.isupper() else name
    rest = squeeze(_CHAIR.sub(" ", fold(written)))
    if not rest and _HAN.search(written):
        return Signature(
            kind=HolderKind.PERSON,
            name=written,
            label=f"the chair ({written})",
            capacity=Capacity.CHAIR,
            written=printed,
        )
    if not rest or rest in {"the", "remote", "forum", "igf", "co", "vice"}:
        label = with_article(written)
        label = label if label.startswith("the ") else f"the {written.lower()}"
        is_office = fold(written).endswith(("secretariat", "secretariado", "host", "host country"))
        return Signature(
            kind=HolderKind.ORGANISATION if is_office else HolderKind.PERSON,
            name=label.removeprefix("the "),
            label=label,
            capacity=Capacity.CHAIR,
            written=printed,
        )
    words = [word for word in written.split() if not _CHAIR.fullmatch(fold(word))]
    person = clean_person(" ".join(words)) or written
    return Signature(
        kind=HolderKind.PERSON,
        name=person,
        label=f"{person}, presiding",
        capacity=Capacity.CHAIR,
        written=printed,
    )
