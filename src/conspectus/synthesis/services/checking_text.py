"""Asking the verifier about a sentence while it is written.

The verifier works in a child of this process (``synthesis.checking_run``), which is started when
a sentence is first opened and ends by itself: a web process carries none of its libraries.
"""

from __future__ import annotations

import atexit
import json
import logging
import os
import select
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from conspectus.core.errors import SiteError
from conspectus.core.home import papers_folder
from conspectus.synthesis.models import PaperVersion

log = logging.getLogger(__name__)
MODULE: Final = "conspectus.synthesis.checking_run"
LONGEST_S: Final = 20.0
"""A question takes 10 ms, and the first of a draft longer, for its bundle is read."""

FIRST_S: Final = 60.0
"""The first question of a child waits for its libraries too: a second of processor, and more than
twenty seconds where a machine has as much else to do. Another child would not be quicker."""
_PART: Final = 65_536
Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a sentence says and its evidence does not carry; see the engine's ``Finding``."""

    code: str
    message: str
    holder: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """``stored``: the text with a placeholder for who holds it; ``text``: as it is printed."""

    stored: str
    text: str
    findings: tuple[Found, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """Another way to put a sentence; ``kind``, ``stored``, ``holder``: the act that gives it."""

    way: str
    kind: str
    stored: str
    holder: str
    text: str


@dataclass(frozen=True, slots=True)
class Again:
    """A sentence under a corrigendum; see the engine's ``Verdict`` and ``Finding.code``."""

    sentence: str
    verdict: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """An act of ``kind`` by ``by``; ``theme``: of a sentence that is added."""

    kind: str
    text: str
    by: str
    holder: str = ""
    theme: str = ""


def check(
    version: PaperVersion,
    written: Written,
    data: Mapping[str, Any] | None,
    *,
    drafted: str = "",
    before: Sequence[Written] = (),
) -> Checked:
    """What the verifier says; ``data``: the sentence as it reads now, ``None`` for a new one.

    ``drafted``: the text that the engine had given it. ``before``: acts that take names out of it
    and wait for the next draft: count and degree are those that will be left.

    Raises:
        SiteError: the verifier does not answer, or the version's files are damaged.
    """
    act = {
        "kind": written.kind,
        "text": written.text,
        "by": written.by,
        "holder": written.holder,
        "theme": written.theme,
    }
    question = {"do": "check", **_about(version, data, drafted), "act": act}
    said = _VERIFIER.ask({**question, "before": [_out(one) for one in before]})
    found = (
        Found(code=one["code"], message=one["message"], holder=one["holder"] or "")
        for one in said["findings"]
    )
    return Checked(stored=said["stored"], text=said["text"], findings=tuple(found))


def read_under(
    version: PaperVersion, each: Sequence[tuple[Mapping[str, Any], Sequence[Written]]]
) -> list[str]:
    """How sentences read when names are taken out of them, "" where nobody is left.

    Raises:
        SiteError: as ``check``.
    """
    asked = [{"sentence": data, "acts": [_out(one) for one in acts]} for data, acts in each]
    said = _VERIFIER.ask({"do": "read", **_about(version, None, ""), "each": asked})
    return [str(one) for one in said["texts"]]


def _out(one: Written) -> Json:
    return {"holder": one.holder, "by": one.by}


def others(
    version: PaperVersion, data: Mapping[str, Any], *, by: str, drafted: str = ""
) -> Sequence[Other]:
    """Other ways to put a sentence, each of which the verifier lets pass.

    Raises:
        SiteError: as ``check``.
    """
    said = _VERIFIER.ask({"do": "others", **_about(version, data, drafted), "by": by})
    return [Other(**one) for one in said["alternatives"]]


def proposed(version: PaperVersion, data: Mapping[str, Any], proposal: str) -> str:
    """The text of a sentence with what a holder proposes in the place of what it reports.

    Raises:
        SiteError: as ``check``.
    """
    said = _VERIFIER.ask({"do": "propose", **_about(version, data, ""), "text": proposal})
    return str(said["text"])


def check_wording(text: str, said: Sequence[tuple[str, str, str]]) -> list[Found]:
    """What a wording says that the holders of its view do not.

    ``said``: (name of the holder, words, language) of each passage.

    Raises:
        SiteError: the verifier does not answer.
    """
    given = [{"holder": one, "words": words, "language": code} for one, words, code in said]
    answer = _VERIFIER.ask({"do": "wording", "text": text, "said": given})
    return [
        Found(code=one["code"], message=one["message"], holder=one["holder"] or "")
        for one in answer["findings"]
    ]


def verify_again(
    version: PaperVersion,
    each: Sequence[Mapping[str, Any]],
    changed: Mapping[str, Mapping[str, str]],
) -> list[Again]:
    """What the verifier says of sentences with their evidence as it reads now, in their order.

    ``changed``: source id → {"was", "now"}: its text in the version, and its text now.

    Raises:
        SiteError: as ``check``.
    """
    question = {"do": "again", **_about(version, None, ""), "each": list(each)}
    said = _VERIFIER.ask({**question, "changed": changed})
    return [Again(one["sentence"], one["verdict"], tuple(one["codes"])) for one in said["each"]]


def make_ready() -> None:
    """Starts the verifier, so that it is there when somebody has typed; waits for nothing."""
    _VERIFIER.start()


def _about(version: PaperVersion, data: Mapping[str, Any] | None, drafted: str) -> Json:
    if not version.folder:
        raise SiteError(_("This draft has no files: make the draft anew."))
    return {
        "folder": str(papers_folder() / version.folder),
        "sha256": version.sha256,
        "sentence": data,
        "drafted": drafted,
    }


def _not_answered() -> SiteError:
    return SiteError(_("The verifier does not answer; try again in a minute."))


class _Verifier:
    """The child, one for this process; questions wait for each other."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._has_answered = False

    def start(self) -> None:
        if self._lock.acquire(blocking=False):
            try:
                self._ready()
            finally:
                self._lock.release()

    def ask(self, question: Json) -> Json:
        line = json.dumps(question).encode() + b"\n"
        with self._lock:
            for _try in range(2):  # it may have ended by itself just now
                try:
                    said = self._asked(line)
                    break
                except TimeoutError:
                    self.close()
                    raise _not_answered() from None
                except (OSError, EOFError, ValueError):
                    self.close()
            else:
                raise _not_answered()
        if "error" in said:
            log.error("verifier", extra={"error": said["error"][:500]})
            raise SiteError(_("This draft cannot be checked: make the draft anew."))
        return said

    def _asked(self, line: bytes) -> Json:
        child = self._ready()
        if child.stdin is None or child.stdout is None:
            raise EOFError
        child.stdin.write(line)
        child.stdin.flush()
        longest = LONGEST_S if self._has_answered else FIRST_S
        pipe, deadline, parts = child.stdout.fileno(), time.monotonic() + longest, [b""]
        while not parts[-1].endswith(b"\n"):
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([pipe], [], [], left)[0]:
                raise TimeoutError
            parts.append(os.read(pipe, _PART))
            if not parts[-1]:
                raise EOFError
        said: Json = json.loads(b"".join(parts))
        self._has_answered = True
        return said

    def _ready(self) -> subprocess.Popen[bytes]:
        if self._child is None or self._child.poll() is not None:
            self.close()
            self._has_answered = False
            self._child = subprocess.Popen(
                [sys.executable, "-m", MODULE],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        return self._child

    def close(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    continue


_VERIFIER: Final = _Verifier()
atexit.register(_VERIFIER.close)
