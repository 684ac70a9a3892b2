"""A side taken in one respect only, or by words that lean on others, is a question for a person."""

from __future__ import annotations

import pytest

from conspectus.engine.grammar.tagging import tag
from conspectus.engine.opposition_cues import cue_of, line_of
from conspectus.engine.opposition_limits import is_limited

CUES = (cue_of("instead|rather of|than ... new body", {}), cue_of("no new body|treaty", {}))


@pytest.mark.parametrize(
    ("text", "limited"),
    [
        ("Talks should be held by letter, instead of through new bodies.", True),
        ("Ports should rely on their councils rather than new bodies.", False),
        ("No new treaty is necessary.", True),
        ("No new treaty on ports is necessary.", False),
        ("There is no reason for talks, and no new treaty is necessary.", False),
        ("Ports should meet more often.", False),
    ],
)
def test_a_side_in_one_respect(text: str, limited: bool) -> None:  # noqa: FBT001
    assert is_limited(line_of(tag(text)), CUES) is limited
