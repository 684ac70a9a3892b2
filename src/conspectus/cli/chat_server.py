"""A language model behind a URL that speaks the OpenAI-compatible chat interface.

It is asked only where ``--llm`` or ``[llm]`` in forum.toml names it: the passages behind the
drafted sentences leave this machine then. Whatever it does (hangs, breaks off, answers nonsense
without end), a run waits for it no longer than it was told to, and goes on without it.
"""

from __future__ import annotations

import http.client
import json
import os
import queue
import re
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Any, Final

from conspectus.engine.errors import ConspectusError
from conspectus.engine.rewording.prompts import SEED, TEMPERATURE, Prompt

KEY_VARIABLE: Final = "CONSPECTUS_LLM_KEY"
"""Environment variable with the bearer token; with ``_FILE`` appended, of a file that holds it."""
WORKERS: Final = 4
PATIENCE_S: Final = 60.0
"""How long one answer may take."""
PAUSES_S: Final = (0.5, 2.0)
"""Before a question is put again; a server may ask for more, up to ``LONGEST_PAUSE_S``."""
LONGEST_PAUSE_S: Final = 20.0
FAILURES: Final = 3
"""After so many questions in a row without an answer no more are put."""
MAX_ANSWER: Final = 256 * 2**10
MAX_TOKENS: Final = 600
CHAT: Final = "/chat/completions"
_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/@+-]{0,99}")
_BUSY: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
_NOT_UNDERSTOOD: Final = frozenset({400, 422})


class LanguageModelError(ConspectusError):
    """The address of a language model, or the token for it, cannot be used."""


class _NoAnswerError(Exception):
    """The server gave no answer to one question.

    ``again``: seconds after which it may be asked again, ``None`` where that is no use. ``final``:
    it will answer no other question either. ``status``: of HTTP, where there was one.
    """

    def __init__(
        self, why: str, *, again: float | None = None, final: bool = False, status: int = 0
    ) -> None:
        super().__init__(why)
        self.again = again
        self.final = final
        self.status = status


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect is an error: neither passages nor token go where nobody sent them."""

    def redirect_request(self, *_given: Any, **_named: Any) -> None:  # noqa: ANN401 (urllib's)
        return None


class ChatServer:
    """A language model at ``http://host:port/v1``, with ``#name`` where it serves several.

    ``seconds``: how long a run may wait for all its answers; ``patience``: for one.
    """

    def __init__(self, url: str, *, seconds: float, patience: float = PATIENCE_S) -> None:
        address, _, model = url.partition("#")
        self._host = _host_of(address, url)
        self._address = address if address.endswith(CHAT) else f"{address.rstrip('/')}{CHAT}"
        self.name = model or "default"
        if not _NAME.fullmatch(self.name):
            raise LanguageModelError(
                f"{url!r} names no language model: after # write a name without spaces."
            )
        self._seconds = seconds
        self._patience = patience
        self._headers = {"Content-Type": "application/json", **_authorization()}
        self._opener = urllib.request.build_opener(_NoRedirect)
        self._schema_offered = True
        self._lock = threading.Lock()
        self._failed_in_a_row = 0
        self._gave_up = threading.Event()
        self._asked = self._unanswered = 0
        self._why = ""

    @property
    def identity(self) -> str:
        """The address: another server may serve another model under the same name."""
        return self._address

    @property
    def note(self) -> str | None:
        """One sentence about questions that were left without an answer, if there were any."""
        if not self._unanswered:
            return None
        return (
            f"The language model server at {self._host} left {self._unanswered} of {self._asked} "
            f"questions unanswered ({self._why}); those sentences stand as drafted."
        )

    def answers(self, prompts: Sequence[Prompt]) -> Iterator[str | None]:
        """The answer to each prompt, in their order; ``None`` where none came in time."""
        deadline = time.monotonic() + self._seconds
        questions: queue.SimpleQueue[tuple[Prompt, Future[str | None]]] = queue.SimpleQueue()
        futures: list[Future[str | None]] = [Future() for _ in prompts]
        for question in zip(prompts, futures, strict=True):
            questions.put(question)
        # Daemons of our own, not an executor: nobody waits for one that a server holds fast.
        for _ in range(min(WORKERS, len(prompts))):
            threading.Thread(target=self._work, args=(questions, deadline), daemon=True).start()
        for future in futures:
            answer = self._awaited(future, deadline)
            self._asked += 1
            self._unanswered += answer is None
            yield answer

    def _awaited(self, future: Future[str | None], deadline: float) -> str | None:
        try:
            return future.result(max(0.0, deadline - time.monotonic()))
        except TimeoutError:
            self._give_up(f"no time was left of {self._seconds:g} seconds")
            return None

    def _work(
        self, questions: queue.SimpleQueue[tuple[Prompt, Future[str | None]]], deadline: float
    ) -> None:
        """Answer questions until there are none; a defect of ours reaches whoever waits."""
        while True:
            try:
                prompt, future = questions.get_nowait()
            except queue.Empty:
                return
            try:
                future.set_result(
                    None if self._gave_up.is_set() else self._answer(prompt, deadline)
                )
            except Exception as error:  # noqa: BLE001 (passed on by the future)
                future.set_exception(error)

    def _answer(self, prompt: Prompt, deadline: float) -> str | None:
        for pause in (*PAUSES_S, None):
            try:
                answer = self._ask(prompt, deadline)
            except _NoAnswerError as error:
                if pause is None or error.again is None or self._gave_up.is_set():
                    self._failed(error)
                    return None
                wait = max(pause, min(error.again, LONGEST_PAUSE_S))
                time.sleep(max(0.0, min(wait, deadline - time.monotonic())))
            else:
                with self._lock:
                    self._failed_in_a_row = 0
                return answer
        return None

    def _failed(self, error: _NoAnswerError) -> None:
        with self._lock:
            self._why = self._why or str(error)
            self._failed_in_a_row += 1
            enough = self._failed_in_a_row >= FAILURES
        if enough or error.final:
            self._give_up(str(error))

    def _give_up(self, why: str) -> None:
        with self._lock:
            self._why = self._why or why
        self._gave_up.set()

    def _ask(self, prompt: Prompt, deadline: float) -> str:
        """Put the question, without a schema where the server does not understand it with one."""
        if not self._schema_offered:
            return _content(self._post(self._body(prompt), deadline))
        try:
            return _content(self._post({**self._body(prompt), **_format(prompt)}, deadline))
        except _NoAnswerError as error:
            if error.status not in _NOT_UNDERSTOOD:
                raise
        answer = _content(self._post(self._body(prompt), deadline))
        self._schema_offered = False
        return answer

    def _body(self, prompt: Prompt) -> dict[str, Any]:
        return {
            "model": self.name,
            "messages": [
                {"role": "system", "content": prompt.system},
                {"role": "user", "content": prompt.user},
            ],
            "temperature": TEMPERATURE,
            "seed": SEED,
            "max_tokens": MAX_TOKENS,
            "stream": False,
        }

    def _post(self, body: dict[str, Any], deadline: float) -> bytes:
        until = min(deadline, time.monotonic() + self._patience)
        request = urllib.request.Request(  # noqa: S310 (http or https: see _host_of)
            self._address, data=json.dumps(body).encode("ascii"), headers=self._headers
        )
        try:
            timeout = max(0.01, until - time.monotonic())
            with self._opener.open(request, timeout=timeout) as response:
                return _whole(response, until)
        except urllib.error.HTTPError as error:
            error.close()
            raise _refusal(error) from error
        except TimeoutError as error:
            raise _NoAnswerError("it took too long") from error
        except urllib.error.URLError as error:
            if isinstance(error.reason, TimeoutError):
                raise _NoAnswerError("it took too long") from error
            raise _NoAnswerError(f"it cannot be reached: {error.reason}", again=0) from error
        except (OSError, UnicodeError, http.client.HTTPException) as error:
            raise _NoAnswerError("it broke off the connection", again=0) from error


def _host_of(address: str, url: str) -> str:
    """The host with its port, as it may be shown.

    Raises:
        LanguageModelError: ``address`` is no web address, or carries a password.
    """
    wrong = (
        f"The address of the language model, {url!r}, is no web address: write "
        "http://host:port/v1, and after # the name of the model."
    )
    try:
        parts = urllib.parse.urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise LanguageModelError(wrong) from error
    if parts.username is not None or parts.password is not None:
        raise LanguageModelError(
            f"The address of the language model carries a password: put it into {KEY_VARIABLE}."
        )
    sound = address.isascii() and address.isprintable() and " " not in address
    if parts.scheme not in {"http", "https"} or not parts.hostname or not sound or parts.query:
        raise LanguageModelError(wrong)
    return parts.hostname if port is None else f"{parts.hostname}:{port}"


def _authorization() -> dict[str, str]:
    """The header with the token of the environment, where there is one.

    Raises:
        LanguageModelError: the file with the token cannot be read, or no header can carry it.
    """
    key, source = os.environ.get(KEY_VARIABLE, ""), KEY_VARIABLE
    file = os.environ.get(f"{KEY_VARIABLE}_FILE", "")
    if not key and file:
        source = file
        try:
            key = Path(file).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise LanguageModelError(
                f"{KEY_VARIABLE}_FILE names {file}, which cannot be read: check the path."
            ) from error
    key = key.strip()
    if not (key.isascii() and key.isprintable()):
        raise LanguageModelError(f"The token in {source} must be one line of plain characters.")
    return {"Authorization": f"Bearer {key}"} if key else {}


def _format(prompt: Prompt) -> dict[str, Any]:
    schema = {"name": "clauses", "strict": True, "schema": dict(prompt.schema)}
    return {"response_format": {"type": "json_schema", "json_schema": schema}}


def _refusal(error: urllib.error.HTTPError) -> _NoAnswerError:
    """What a status other than 200 means for this question and for the others."""
    if error.code in _BUSY:
        return _NoAnswerError(f"it answered with status {error.code}", again=_retry_after(error))
    hint = f"; check {KEY_VARIABLE}" if error.code in {401, 403} else ""
    why = f"it refused with status {error.code}{hint}"
    return _NoAnswerError(why, final=True, status=error.code)


def _retry_after(error: urllib.error.HTTPError) -> float:
    """Seconds that the server asks to wait; 0 where it says nothing or gives a date."""
    asked = error.headers.get("Retry-After", "") if error.headers else ""
    return float(asked) if re.fullmatch(r"\d{1,6}", asked) else 0.0


def _whole(response: http.client.HTTPResponse, until: float) -> bytes:
    """The body, if it comes in time and is not too long.

    Read piece by piece: a timeout of the socket alone lets a server drip for ever.
    """
    parts, size = [], 0
    while part := response.read1(MAX_ANSWER):
        parts.append(part)
        size += len(part)
        if size > MAX_ANSWER:
            raise _NoAnswerError(f"its answer is longer than {MAX_ANSWER:,} bytes")
        if time.monotonic() > until:
            raise _NoAnswerError("it took too long")
    return b"".join(parts)


def _content(body: bytes) -> str:
    """The text of the first choice."""
    try:
        content = json.loads(body)["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise _NoAnswerError("its answer is none of the chat interface") from error
    if not isinstance(content, str):
        raise _NoAnswerError("its answer is none of the chat interface")
    return content
