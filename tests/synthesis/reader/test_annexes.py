"""Lists of sources lead to the contributions that they name."""

from __future__ import annotations

import pytest

from conspectus.synthesis.annexes import listed_source

SOURCE = {
    "id": "013-EN",
    "ref": "013-EN",
    "number": "48",
    "kind": "contribution",
    "title": "Observations of the Austral Chamber",
    "language": "en",
    "holders": ["chamber"],
}


@pytest.mark.parametrize(
    ("changed", "led_to"),
    [
        ({}, "48"),  # a reference of the manifest that is no number is no address
        ({"ref": "013", "number": "013"}, "013"),
        ({"public": False}, ""),
        ({"kind": "intervention"}, ""),
    ],
)
def test_a_source_leads_to_its_number_on_the_site(changed, led_to):
    assert listed_source({**SOURCE, **changed}, {"chamber": "Austral Chamber"})["at"] == led_to
