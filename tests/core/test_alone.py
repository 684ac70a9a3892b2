"""What one process does at a time is done by the next one when it has ended."""

from __future__ import annotations

import pytest

from conspectus.core.alone import alone

pytestmark = pytest.mark.usefixtures("home")


def test_one_does_it_and_another_stands_by():
    with alone("post") as first, alone("post") as second, alone("other") as third:
        assert (first, second, third) == (True, False, True)
    with alone("post") as again:
        assert again


def test_a_failure_leaves_it_to_the_next():
    with pytest.raises(ValueError, match="broken"), alone("post"):
        raise ValueError("broken")
    with alone("post") as again:
        assert again
