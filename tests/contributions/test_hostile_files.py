"""Files that say more than their text, and archives that are none."""

from __future__ import annotations

import io
import json
import random
import zipfile

import pytest

from conspectus.contributions.models import Document
from conspectus.contributions.services.publishing import publish_version
from conspectus.contributions.services.unpacking import folder_of
from conspectus.core.errors import SiteError
from tests.contributions.contributor import Contributor, a_file, run_jobs, the_contribution
from tests.contributions.test_importing import HEADER, TOML, WORDS, _import
from tests.factories_site import a_call

REGISTER = "/en/igf/2026/contributions/"
LETTER = (
    "From: Ana <ana.private@example.org>\r\nTo: b@example.org\r\nSubject: Our views\r\n"
    "Date: Sat, 28 Nov 2026 10:00:00 +0000\r\nMessage-ID: <1@example.org>\r\n\r\n"
    "Access should be affordable for everyone in every district.\r\n"
)


@pytest.mark.django_db
def test_of_a_mail_the_text_is_published_and_no_address(client, home):
    a_call(titles={"en": home.name})
    somebody = Contributor()
    somebody.start()
    somebody.write(file=a_file("views.eml", LETTER))
    somebody.confirm()
    somebody.send()
    run_jobs()
    publish_version(the_contribution().versions.get(), by="somebody")
    assert "affordable" in client.get(f"{REGISTER}1/v1/").content.decode()
    assert client.get(f"{REGISTER}1/files/views.eml").status_code == 404
    (told,) = json.loads(client.get(f"{REGISTER}export.json").content)["contributions"]
    assert told["files"] == []
    archive = io.BytesIO(b"".join(client.get(f"{REGISTER}export.zip").streaming_content))
    with zipfile.ZipFile(archive) as opened:
        for name in opened.namelist():
            assert b"ana.private" not in opened.read(name)


@pytest.mark.django_db
@pytest.mark.usefixtures("home")
def test_a_row_reads_no_file_outside_its_folder(tmp_path):
    outside = tmp_path / "outside.txt"
    outside.write_text(f"Not yours. {WORDS}", encoding="utf-8")
    named = [outside, "../outside.txt", "a.txt/../../outside.txt", "/etc/passwd", "link.txt"]
    rows = (
        f"{number},T,Access,,,Org {number},Kenya,CS,named,2026-01-10,{name}\n"
        for number, name in enumerate(named, start=1)
    )
    with zipfile.ZipFile(tmp_path / "hostile.zip", "w") as archive:
        archive.writestr("forum.toml", TOML)
        archive.writestr("submissions.csv", HEADER + "".join(rows))
        archive.writestr("a.txt", WORDS)
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, str(outside))
        archive.writestr("../escaped.txt", WORDS)
    _import(tmp_path / "hostile.zip")
    texts = " ".join(Document.objects.values_list("text", flat=True))
    assert "Not yours" not in texts
    assert "root:" not in texts
    assert not (tmp_path.parent / "escaped.txt").exists()


def test_a_damaged_archive_is_one_sentence(tmp_path):
    sound = io.BytesIO()
    with zipfile.ZipFile(sound, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("submissions.csv", HEADER * 50)
        archive.writestr("b.txt", "b" * 1000)
    place, dice = tmp_path / "damaged.zip", random.Random(1)
    refused = 0
    for _ in range(300):
        content = bytearray(sound.getvalue())
        content[dice.randrange(len(content))] = dice.randrange(256)
        place.write_bytes(content)
        try:
            with folder_of(place):
                pass
        except SiteError:
            refused += 1
    assert refused > 100
