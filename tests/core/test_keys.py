from __future__ import annotations

import stat

import pytest

from conspectus.core.errors import SiteError
from conspectus.core.keys import DJANGO_KEY, RECORD_KEY, make_keys, record_signer


def test_keys_are_made_once_and_are_their_owners_alone(tmp_path):
    home = tmp_path / "home"
    make_keys(home, address="https://forum.example")
    before = {path.name: path.read_bytes() for path in (home / "keys").iterdir()}
    make_keys(home, address="https://other.example")
    after = {path.name: path.read_bytes() for path in (home / "keys").iterdir()}
    assert set(before) == {DJANGO_KEY, RECORD_KEY}
    assert before == after
    modes = {stat.S_IMODE(path.stat().st_mode) for path in (home / "keys").iterdir()}
    assert modes == {0o600}
    assert stat.S_IMODE(home.stat().st_mode) == 0o700


def test_the_record_is_named_for_the_site_s_address(tmp_path):
    make_keys(tmp_path / "home", address="https://forum.example/")
    assert record_signer(tmp_path / "home").name == "forum.example/record"


def test_two_installations_without_address_have_two_names(tmp_path):
    for name in ("one", "two"):
        make_keys(tmp_path / name)
    one, two = (record_signer(tmp_path / name) for name in ("one", "two"))
    assert one.name != two.name
    assert one.verifier.encoded != two.verifier.encoded


@pytest.mark.parametrize("content", ["", "name\n", "name\nzz\n", "name\nabcd\n", "a b c"])
def test_a_damaged_key_is_told(tmp_path, content):
    make_keys(tmp_path)
    (tmp_path / "keys" / RECORD_KEY).write_text(content)
    with pytest.raises(SiteError, match="is damaged"):
        record_signer(tmp_path)


def test_a_missing_key_is_told(tmp_path):
    with pytest.raises(SiteError, match="no key of the record"):
        record_signer(tmp_path)
