"""What Litestream's copy of the database holds when the machine is lost under load.

``python benchmarks/second_old_copy.py [--seconds 10]``

Serves an installation, lets Litestream (extra ``litestream``) copy it to another folder as
``deploy/litestream.yml`` says, only with a folder for a bucket; files text contributions, kills the
site and Litestream at once, takes the home away, restores the database from the copy beside copies
of the other folders, and counts. Printed last, on one line: JSON with ``acknowledged``, ``lost``
(acknowledged, but not in the copy), ``behind_s`` (how long before the loss the newest lost one and
the oldest lost one were acknowledged), ``record_verifies``. Exit 1 where anything older than
two seconds is missing.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from durability import CONNECTIONS, prepared
from site_process import ROOT
from submitting import Load, submit

LITESTREAM = Path(sys.executable).with_name("litestream")
OLDEST_S = 2.0


def settings_for(home: Path, copy: Path, folder: Path) -> Path:
    """The example of ``deploy/``, with this database and a folder in place of the bucket."""
    text = (ROOT / "deploy" / "litestream.yml").read_text(encoding="utf-8")
    text = text.replace("/srv/forum/conspectus.sqlite3", str(home / "conspectus.sqlite3"))
    text = text.replace("type: s3", "type: file")
    text = re.sub(r"^ +(endpoint|bucket):.*\n", "", text, flags=re.MULTILINE)
    text = re.sub(r"path: conspectus$", f"path: {copy}", text, flags=re.MULTILINE)
    file = folder / "litestream.yml"
    file.write_text(text, encoding="utf-8")
    return file


def lost(folder: Path, seconds: float) -> dict[str, Any]:
    """Files contributions for some seconds, loses the machine, and comes back from the copy."""
    site, copy, load = prepared(folder, "home"), folder / "copy", Load()
    settings = settings_for(site.home, copy, folder)
    site.start()
    copier = subprocess.Popen([LITESTREAM, "replicate", "-config", str(settings)])
    try:
        asyncio.run(_until_lost(site, copier, load, seconds))
    finally:
        copier.kill()
        copier.wait()
    lost_at = time.time() * 1e6
    shutil.move(site.home, folder / "gone")
    _come_back(folder, site.home, settings, copy)
    missing = set(site.ask("lost", [one.key for one in load.sent])["absent"])
    ages = [(lost_at - one.acknowledged) / 1e6 for one in load.sent if one.key in missing]
    return {
        "benchmark": "second_old_copy",
        "acknowledged": len(load.sent),
        "lost": len(ages),
        "behind_s": [round(min(ages), 2), round(max(ages), 2)] if ages else [],
        "doctor": site.run("doctor").strip().splitlines()[-1],
    }


async def _until_lost(
    site: Any,  # noqa: ANN401 - a Site
    copier: subprocess.Popen[bytes],
    load: Load,
    seconds: float,
) -> None:
    sending = asyncio.create_task(
        submit(site.port, load=load, prefix="c", connections=CONNECTIONS, seconds=600)
    )
    await asyncio.sleep(seconds)
    copier.send_signal(signal.SIGKILL)
    site.kill()
    await asyncio.gather(sending, return_exceptions=True)


def _come_back(folder: Path, home: Path, settings: Path, copy: Path) -> None:
    """As docs/operation.md says: the database from Litestream, the other folders from copies."""
    del copy
    home.mkdir(mode=0o700)
    database = str(home / "conspectus.sqlite3")
    subprocess.run([LITESTREAM, "restore", "-config", str(settings), database], check=True)
    for name in ("keys", "files", "papers", "record"):
        if (folder / "gone" / name).exists():
            shutil.copytree(folder / "gone" / name, home / name)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=10.0)
    given = parser.parse_args()
    if not LITESTREAM.is_file():
        raise SystemExit("Litestream is not installed (the extra `litestream`).")
    with tempfile.TemporaryDirectory(prefix="second-old-") as made:
        told = lost(Path(made), given.seconds)
    print(json.dumps(told))
    raise SystemExit(bool(told["behind_s"]) and told["behind_s"][1] > OLDEST_S)


if __name__ == "__main__":
    main()
