from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import numpy as np
import pytest

from conspectus.cli.exits import Exit
from conspectus.cli.model_server import BATCH, KEY_VARIABLE, ModelServer
from conspectus.engine.embedding import ModelError


def letters(text):
    """A vector that tells texts apart well enough for a test: how often each letter stands."""
    return [float(text.lower().count(chr(code))) + 0.01 for code in range(ord("a"), ord("z") + 1)]


def embeddings(body):
    rows = [{"index": i, "embedding": letters(text)} for i, text in enumerate(body["input"])]
    return {"data": rows[::-1]}


@pytest.fixture
def server():
    """A server on this machine; ``answer`` and ``status`` may be set, ``asked`` is kept."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            listener.asked.append((self.path, body, self.headers.get("Authorization")))
            content = listener.answer(body)
            content = content if isinstance(content, bytes) else json.dumps(content).encode()
            self.send_response(listener.status)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_given):
            pass

    listener = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    listener.asked, listener.answer, listener.status = [], embeddings, 200
    listener.url = f"http://127.0.0.1:{listener.server_port}/v1"
    thread = threading.Thread(target=listener.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield listener
    listener.shutdown()
    listener.server_close()


def test_vectors_come_in_the_order_of_the_texts_and_with_unit_length(server):
    texts = [f"{'access ' * (number % 7)}text {number}" for number in range(BATCH + 3)]
    vectors = ModelServer(server.url).encode(texts)
    expected = np.array([letters(text) for text in texts], dtype=np.float32)
    expected /= np.linalg.norm(expected, axis=1, keepdims=True)
    np.testing.assert_allclose(vectors, expected, rtol=1e-5)
    assert [len(body["input"]) for _, body, _ in server.asked] == [BATCH, 3]
    assert vectors.dtype == np.float32


def test_no_text_needs_no_vector(server):
    assert ModelServer(server.url).encode([]).shape == (0, 26)


def test_address_model_and_key_are_passed_on(server, monkeypatch):
    monkeypatch.setenv(KEY_VARIABLE, "open sesame")
    ModelServer(f"{server.url}/#e5").encode(["text"])
    path, body, key = server.asked[0]
    assert (path, body["model"], key) == ("/v1/embeddings", "e5", "Bearer open sesame")


def test_another_model_behind_the_same_address_has_another_name(server):
    before = ModelServer(server.url).sha256
    assert ModelServer(server.url).sha256 == before
    server.answer = lambda body: {
        "data": [{"index": 0, "embedding": [1.0, 2.0]}] * len(body["input"])
    }
    assert ModelServer(server.url).sha256 != before


@pytest.mark.parametrize(
    "answer",
    [
        b"no JSON",
        b"\xff",
        [],
        {"data": []},
        {"data": [{"index": 0}]},
        {"data": [{"index": 0, "embedding": ["a", "b"]}]},
        {"data": [{"index": 0, "embedding": [1.0, float("nan")]}]},
        {"data": [{"index": 0, "embedding": 1.0}]},
        {"data": [{"index": n, "embedding": [1.0]} for n in range(2)]},
    ],
    ids=str,
)
def test_an_answer_without_sound_vectors_is_refused(server, answer):
    server.answer = lambda _body: answer
    with pytest.raises(ModelError, match=r"model server default at 127\.0\.0\.1"):
        ModelServer(server.url).encode(["text"])


def test_a_refusal_is_told_with_its_status(server):
    server.status = 503
    with pytest.raises(ModelError, match="status 503"):
        ModelServer(server.url).encode(["text"])


def test_a_server_that_is_not_there_is_told_in_one_sentence(server):
    server.shutdown()
    server.server_close()
    with pytest.raises(ModelError, match=r"cannot be reached .*; start it, or use --no-model"):
        ModelServer(server.url).encode(["text"])


@pytest.mark.parametrize("url", ["file:///etc/passwd", "localhost:8080", ""])
def test_only_web_addresses_are_asked(url):
    with pytest.raises(ModelError, match="is no web address"):
        ModelServer(url)


def test_a_run_uses_the_server_that_the_settings_name(conspectus, submissions, tmp_path, server):
    with (submissions / "forum.toml").open("a") as file:
        file.write(f'\n[model]\nurl = "{server.url}"\n')
    arguments = ("synthesize", submissions, "-o", tmp_path / "out", "--format", "json")
    assert conspectus(*arguments).code == Exit.DONE
    assert server.asked
    server.asked.clear()
    assert conspectus(*arguments, "--no-model").code == Exit.DONE
    assert server.asked == []


def test_a_folder_without_a_model_is_refused_in_one_sentence(conspectus, submissions, tmp_path):
    with (submissions / "forum.toml").open("a") as file:
        file.write('\n[model]\npath = "models/ours"\n')
    run = conspectus("synthesize", submissions, "-o", tmp_path / "out", "--format", "json")
    assert run.code == Exit.USAGE
    assert str(submissions / "models" / "ours") in run.err
