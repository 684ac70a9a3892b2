"""A small server that speaks as much of S3 as files need, over HTTP, with its objects on the disk.

Signatures are not checked; what the client sends is taken at its word and must add up.
"""

from __future__ import annotations

import hashlib
import re
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class _Bucket(BaseHTTPRequestHandler):
    """The methods are named as the standard library wants them."""

    protocol_version = "HTTP/1.1"
    folder = None
    down = False

    def log_message(self, *_given):
        pass

    def _place(self):
        path = self.path.partition("?")[0]
        assert re.fullmatch(r"/[\w./-]+", path)
        return self.folder / path.strip("/").replace("/", "_")

    def _say(self, status, body=b"", **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", headers.pop("size", str(len(body))))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def do_PUT(self):
        if self.down:
            self._say(503)
            return
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if "aws-chunked" in self.headers.get("Content-Encoding", ""):
            body = _unchunked(body)
            assert len(body) == int(self.headers["x-amz-decoded-content-length"])
        self._place().write_bytes(body)
        self._say(200, ETag=f'"{hashlib.sha256(body).hexdigest()}"')

    def do_GET(self):
        place = self._place()
        if not place.exists():
            self._say(404)
            return
        body = place.read_bytes()
        given = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
        if given:
            body = body[int(given[1]) : int(given[2]) + 1 if given[2] else None]
        self._say(206 if given else 200, body, ETag='"x"')

    def do_HEAD(self):
        self.do_GET()

    def do_DELETE(self):
        self._place().unlink(missing_ok=True)
        self._say(204)


def _unchunked(body):
    """aws-chunked: length in hex, line, bytes, line … then trailers."""
    whole = b""
    while body:
        head, _, rest = body.partition(b"\r\n")
        size = int(head.partition(b";")[0], 16)
        if not size:
            return whole
        whole, body = whole + rest[:size], rest[size + 2 :]
    return whole


@contextmanager
def s3_server(folder):
    """Its address, and the handler's class (``down``: it refuses to take anything)."""
    handler = type("Bucket", (_Bucket,), {"folder": folder})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", handler
    finally:
        server.shutdown()
        server.server_close()
