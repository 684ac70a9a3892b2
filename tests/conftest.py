"""What all tests share: repeatable Hypothesis runs, one thread for arithmetic, the real corpora."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

import hypothesis
import pytest
from django.core.cache import cache
from django.db import connection
from django.utils import translation
from hypothesis import HealthCheck

from tests.balance import (
    in_order,
    pytest_runtest_logreport,
    pytest_terminal_summary,
    pytest_xdist_make_scheduler,
)
from tests.kept import Kept
from tests.migrated import Migrated

__all__ = [
    "pytest_runtest_logreport",
    "pytest_terminal_summary",
    "pytest_xdist_make_scheduler",
]

gc.disable()  # until `pytest_collection_finish`: what is loaded stays

# Before a test first imports numpy: tests run side by side, one thread of arithmetic each.
for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(variable, "1")

# A run starts Python some three hundred times: what it reads is compiled once, not each time.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

ROOT = Path(__file__).resolve().parent.parent

hypothesis.settings.register_profile(
    "repeatable",
    derandomize=True,
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
hypothesis.settings.register_profile(
    "long",
    derandomize=False,
    deadline=None,
    max_examples=600,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
hypothesis.settings.load_profile(
    "long" if os.environ.get("CONSPECTUS_TESTS") == "long" else "repeatable"
)


def pytest_collection_modifyitems(items):
    items[:] = in_order(items)


def pytest_collection_finish():
    """What is there by now stays: nothing of it is garbage to be looked for during the tests."""
    gc.collect()
    gc.freeze()
    gc.enable()


@pytest.fixture(autouse=True)
def _no_home_beside_the_code(request):
    """Tests of the site that need no home of their own leave nothing in the working directory."""
    if request.node.get_closest_marker("django_db") and "home" not in request.fixturenames:
        folder = request.getfixturevalue("tmp_path")
        request.getfixturevalue("settings").CONSPECTUS_HOME = folder


@pytest.fixture
def home(tmp_path, settings):
    """An installation's directory of the test's own; the database is the test's."""
    settings.CONSPECTUS_HOME = tmp_path / "home"
    settings.CONSPECTUS_HOME.mkdir()
    return settings.CONSPECTUS_HOME


@pytest.fixture(autouse=True)
def _nothing_remembered(request):
    """The next test's rows have the same keys and generations as this one's."""
    translation.activate("en")  # a page leaves its language to the next thing in its thread
    remembered = sys.modules.get("conspectus.core.remembered")
    if remembered is not None:
        remembered.forget_everything()
    # How often an address has tried to sign in is counted there: on PostgreSQL in a table.
    if connection.vendor == "sqlite" or request.node.get_closest_marker("django_db"):
        cache.clear()


@pytest.fixture(scope="session")
def migrated(tmp_path_factory) -> Migrated:
    """The migrated database of all workers."""
    return Migrated(tmp_path_factory.getbasetemp().parent)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, migrated):
    migrated.before()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker, migrated):
    with django_db_blocker.unblock():
        migrated.after()


@pytest.fixture(scope="session")
def kept(tmp_path_factory) -> Kept:
    """The states that many tests begin from."""
    return Kept(tmp_path_factory.mktemp("kept"))


@pytest.fixture
def signed_in(client):
    """Signs the test's client in: ``signed_in(account)`` returns the client."""

    def sign_in(account):
        client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign_in


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of real corpora, which are never part of the repository."""
    given = os.environ.get("CONSPECTUS_DATA")
    folder = Path(given) if given else ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip(f"real corpora are absent: no folder {folder} (set CONSPECTUS_DATA)")
    return folder
