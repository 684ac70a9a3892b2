"""Who signed, where the desk asks who it is."""

from __future__ import annotations

from markupsafe import Markup

from conspectus.contributions.models import DeskItem, Version
from conspectus.people.queries.lookalikes import said_of_name


def said_of_signers(item: DeskItem, version: Version | None) -> list[str | Markup]:
    """What is odd about the name that an item asks about; one query for items about names."""
    if version is None or item.kind not in {DeskItem.Kind.ORGANISATION, DeskItem.Kind.PERSON}:
        return []
    parties = version.parties.select_related("organisation__looks_like", "person__looks_like")
    holders = (party.organisation or party.person for party in parties)
    asked = " ".join(item.question.split())
    return [
        line
        for who in holders
        if who is not None and " ".join(who.name.split()) == asked
        for line in said_of_name(who)
    ]
