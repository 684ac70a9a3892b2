from __future__ import annotations

import pytest

from conspectus.core.keys import make_keys


@pytest.fixture
def keyed(home):
    """A home with the keys that `init` makes."""
    make_keys(home, address="https://forum.example")
    return home
