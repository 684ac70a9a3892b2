"""The secrets of an installation, made once: Django's key and the key that signs the record.

Needs no settings: `init` makes the keys before Django reads them.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from urllib.parse import urlsplit

from conspectus.core.errors import SiteError
from conspectus.record.errors import NoteError
from conspectus.record.notes import KEY_BYTES, NoteSigner, signer_from_seed

DJANGO_KEY = "secret-key"
RECORD_KEY = "record-key"


def make_keys(home: Path, *, address: str = "") -> None:
    """Makes the directory and the keys that are missing, readable by their owner only.

    ``address``: the public address, which names the record for ever; without one the name is
    drawn, for two installations must not sign under one name.
    """
    keys = home / "keys"
    keys.mkdir(mode=0o700, parents=True, exist_ok=True)
    home.chmod(0o700)
    _keep(keys / DJANGO_KEY, f"{secrets.token_hex(32)}\n")
    host = urlsplit(address).netloc.rpartition("@")[2] if address else ""
    name = f"{host or f'conspectus-{secrets.token_hex(4)}'}/record"
    _keep(keys / RECORD_KEY, f"{name}\n{secrets.token_hex(KEY_BYTES)}\n")


def record_signer(home: Path) -> NoteSigner:
    """The key of the record.

    Raises:
        SiteError: it is missing or damaged.
    """
    place = home / "keys" / RECORD_KEY
    try:
        name, seed = place.read_text("utf-8").split()
        return signer_from_seed(name, bytes.fromhex(seed))
    except FileNotFoundError as error:
        raise SiteError(
            f"There is no key of the record at {place}: run 'conspectus init', or restore it."
        ) from error
    except (ValueError, NoteError) as error:
        raise SiteError(f"The key of the record at {place} is damaged: restore it.") from error


def _keep(place: Path, content: str) -> None:
    """Writes a file that is not there yet; a half-written one never bears the name."""
    if place.exists():
        return
    beside = place.with_suffix(".unfinished")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.rename(place)
    folder = os.open(place.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
