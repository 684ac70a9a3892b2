"""Of what put passages into a view, only the entries that a page shows are read."""

from __future__ import annotations

import json

from conspectus.synthesis.models import MappedView
from conspectus.synthesis.queries.workbench import put_here_by

WHY = [
    ["p-1", "", 40, ["access", "p-3"]],
    ["p-2", "p-1", 55, []],
    ["p-3", "p-2", 7, ['["p-2", "said"', "é"]],
    ["p-4", "p-1", 9, ["p-2", "p-1", 3, "x"]],
]


def test_entries_are_those_of_the_passages_asked_for():
    view = MappedView(view="v")
    view.reasons = json.dumps(WHY)
    for asked in (["p-1"], ["p-3", "p-2"], ["p-2", "p-9"], ["said"], []):
        wanted = [tuple(one) for key in asked for one in WHY if one[0] == key]
        assert [tuple(one) for one in put_here_by(view, asked)] == wanted


def test_a_view_without_reasons_has_none():
    view = MappedView(view="v")
    assert put_here_by(view, ["p-1"]) == []
