"""The draft edited in Word: what was changed is shown, and only what is ticked becomes an act."""

from __future__ import annotations

import html
import io
import re
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from conspectus.core.errors import SiteError
from conspectus.core.home import papers_folder
from conspectus.engine.revision.acts import ActKind
from conspectus.synthesis.models import Correction
from conspectus.synthesis.services.papers import publish_paper
from tests.synthesis.text.conftest import BASE, acts_of, made_again, texts_of

pytestmark = pytest.mark.django_db

AT = f"{BASE}word/"
STATE = Correction.State
NEW = "Routing is dealt with here."


def _edited(version, *changes):
    """The draft's DOCX with words of its text replaced, each once."""
    path = papers_folder() / version.folder / "paper.docx"
    out = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            data = old.read(item.filename)
            if item.filename == "word/document.xml":
                text = data.decode()
                for before, after in changes:
                    assert before in text, before
                    text = text.replace(before, after, 1)
                data = text.encode()
            new.writestr(item, data)
    return out.getvalue()


def _send(client, content, name="draft.docx"):
    return client.post(AT, {"do": "send", "file": SimpleUploadedFile(name, content)})


def _page(answer):
    return html.unescape(answer.content.decode())


def test_changes_are_shown_with_what_the_verifier_says_and_taken_over_as_ticked(writer, version):
    heron = next(t for t in texts_of(version) if "heron" in t)
    fennmark = next(t for t in texts_of(version) if t.startswith("In the view of Fennmark"))
    content = _edited(
        version,
        ("must offer free", "must not offer free"),
        ("hold the view that Internet", "state that Internet"),
        (heron, ""),
        (fennmark, f"{fennmark} {NEW}"),
    )
    assert _send(writer, content).status_code == 302
    assert not version.paper.corrections.exists()

    page = _page(writer.get(AT))
    shown = re.findall(r'value="(\d+)"> <strong>(\w+)</strong>', page)
    assert sorted(kind for _n, kind in shown) == ["changed", "changed", "deleted", "new"]
    assert '<span class="tag">V4</span>' in page
    assert NEW in page

    first = [n for n, _kind in shown]
    assert writer.post(AT, {"do": "take", "base": "0", "take": first}).status_code == 302
    states = {one.kind: [] for one in version.paper.corrections.all()}
    for one in version.paper.corrections.all():
        states[one.kind].append(one.state)
    assert states == {
        "reword": [STATE.STOPPED, STATE.NEW],
        "leave_out": [STATE.NEW],
        "add": [STATE.NEW],
    }
    again = made_again(version)
    texts = texts_of(again)
    assert heron not in texts
    assert NEW in texts
    assert any("state that Internet" in one for one in texts)
    assert not any("must not offer" in one for one in texts)
    with pytest.raises(SiteError):
        publish_paper(again, status="final")
    stale = _page(writer.get(AT))
    assert "made anew since" in stale
    count = version.paper.corrections.count()
    writer.post(AT, {"do": "take", "base": "9", "take": first})
    assert version.paper.corrections.count() == count


def test_what_is_not_ticked_stays_and_a_file_that_is_none_is_refused(writer, version):
    assert _send(writer, b"no document").status_code == 200
    assert not acts_of(version, ActKind.REWORD)
    assert _send(writer, _edited(version, ("must offer", "must not offer"))).status_code == 302
    writer.post(AT, {"do": "take", "base": "0"})
    assert not version.paper.corrections.exists()
    writer.post(AT, {"do": "drop"})
    assert "What was changed" not in _page(writer.get(AT))
