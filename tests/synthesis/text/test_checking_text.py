"""How long the child is waited for that checks sentences."""

from __future__ import annotations

import pytest

from conspectus.core.errors import SiteError
from conspectus.synthesis.services import checking_text
from tests.synthesis.text.slow_child import LATE_S


@pytest.fixture
def ask(monkeypatch):
    """Asks a child of the test's own, which is slow to begin; gives the child's number."""
    monkeypatch.setattr(checking_text, "MODULE", "tests.synthesis.text.slow_child")
    monkeypatch.setattr(checking_text, "LONGEST_S", LATE_S / 2)
    verifier = checking_text._Verifier()  # noqa: SLF001 - the one of the process has another child
    yield lambda word="": verifier.ask({"do": word})["texts"][0]
    verifier.close()


def test_its_libraries_are_waited_for_longer_than_an_answer(ask):
    first = ask()
    assert ask() == first
    with pytest.raises(SiteError, match="does not answer"):
        ask("late")
    assert ask() != first
