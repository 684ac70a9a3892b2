"""The names in a version that is published without name: who signs, in all the ways known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from conspectus.contributions.models import Party, Version
from conspectus.contributions.models.calls import Publish
from conspectus.formats.intake.persons import surnames
from conspectus.formats.intake.publication import without_names

_NAMED_IN: Final = (
    "person", "names", "organisations", "on_behalf_of", "organisation", "submitted_by"
)  # fmt: skip


def names_of(version: Version, parties: Iterable[Party]) -> set[str]:
    """What is blacked out where a version is published without name."""
    found = {version.signed, *_typed(version)}
    for party in parties:
        if party.organisation:
            found.add(party.organisation.name)
            found |= {
                # "WHO" and "IT" are also words: only longer names are safe to look for.
                alias.name
                for alias in party.organisation.aliases.all()
                if len(alias.name) > 3
            }
        if party.person:
            # A surname alone names its bearer too.
            country = party.person.country
            words = surnames(party.person.name, country.code if country else "")
            found |= {party.person.name, *(word for word in words if len(word) > 3)}
    return found - {""}


def _typed(version: Version) -> Iterator[str]:
    """Who signs, for whom, and whom to ask, as typed: nobody may have looked them up yet."""
    written = version.as_written
    for one in (written.get(key, ()) for key in _NAMED_IN):
        yield from [one] if isinstance(one, str) else map(str, one)


def blacked_out(version: Version, text: str) -> str:
    """A text about a version: without its contributor's names, where they are not published."""
    if version.publish != Publish.WITHOUT_NAME or not text:
        return text
    parties = version.parties.select_related("organisation", "person__country")
    return without_names(text, names_of(version, parties))[0]
