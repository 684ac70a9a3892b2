"""The API's library is loaded when the first program asks, and nothing else differs."""

from __future__ import annotations

import subprocess
import sys

import pytest
from django.urls import NoReverseMatch, Resolver404

from conspectus.site.api.later import Later

ASKS = """
import sys
import django
django.setup()
from django.urls import resolve, reverse
loaded = lambda: {"ninja", "pydantic"} & set(sys.modules)
resolve(reverse("programs"))
assert not loaded(), loaded()
assert resolve("/api/v1/forums").view_name == "api-forums"
assert loaded()
assert reverse("api-forums") == "/api/v1/forums"
"""


def test_a_process_that_no_program_asks_does_not_load_it(home):
    environment = {
        "CONSPECTUS_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "conspectus.site.settings",
        "PATH": "",
    }
    done = subprocess.run(
        [sys.executable, "-c", ASKS], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("path", ["api/v1", "api/v10/forums", "en/api/", "x/api/v1/forums"])
def test_only_what_begins_as_operations_do_is_theirs(path):
    with pytest.raises(Resolver404):
        Later().resolve(path)


def test_names_are_not_known_before_that_and_known_after():
    later = Later()
    with pytest.raises(NoReverseMatch):
        later.reverse("api-forums")
    assert later.resolve("api/v1/forums").url_name == "api-forums"
    assert later.reverse("api-forums") == "api/v1/forums"
