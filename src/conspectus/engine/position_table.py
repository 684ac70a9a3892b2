"""The table of positions: one row for each view and holder, with its sentence or why none."""

from __future__ import annotations

from collections.abc import Sequence

from conspectus.engine.binding import Register
from conspectus.engine.paper import PositionRow, Section
from conspectus.engine.views import DraftView

TABLE_REASON = "carried by the table of positions"


def position_rows(
    views: Sequence[DraftView], book: Register, sections: Sequence[Section]
) -> tuple[PositionRow, ...]:
    """Rows by theme, view and holder; ``book`` names the ``views`` by their index."""
    sentence_of: dict[tuple[str | None, str], str] = {}
    for section in sections:
        for paragraph in section.paragraphs:
            for sentence in paragraph.sentences:
                for position in sentence.positions:
                    sentence_of.setdefault((position.view, position.holder), sentence.id)
    rows = []
    for number, draft in enumerate(views):
        view = book.views[number]
        for holder in draft.holders:
            sentence_id = sentence_of.get((view.id, holder))
            rows.append(
                PositionRow(
                    theme=view.theme,
                    view=view.id,
                    wording=view.wordings[0],
                    holder=holder,
                    stance=draft.stance,
                    passages=book.passages_of[number, holder],
                    sentence=sentence_id,
                    reason="" if sentence_id else TABLE_REASON,
                )
            )
    return tuple(sorted(rows, key=lambda r: (r.theme, r.view, r.holder)))
