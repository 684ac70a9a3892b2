"""A body that no longer comes keeps a thread for so long, and not for ever."""

from __future__ import annotations

import socket
import threading
import time

from conspectus.site.cutting import Cutting, cut_silent


def connected(server):
    port = server.getsockname()[1]
    client = socket.create_connection(("127.0.0.1", port))
    return client, server.accept()[0], port


def test_a_reader_of_a_silent_connection_is_woken_and_a_lively_one_is_not():
    cutting = Cutting(still=0.6, every=0.1)
    read = {}

    def reader(name, connection, port):
        with cutting.reading(port), connection.makefile("rb") as body:
            read[name] = body.read(1000)

    with socket.create_server(("127.0.0.1", 0)) as server:
        silent, lively = connected(server), connected(server)
        threads = [
            threading.Thread(target=reader, args=[name, one[1], one[2]])
            for name, one in (("silent", silent), ("lively", lively))
        ]
        for thread in threads:
            thread.start()
        silent[0].sendall(b"half")
        for _ in range(12):
            lively[0].sendall(b"x")
            time.sleep(0.1)
        threads[0].join(10)
        assert read == {"silent": b"half"}
        lively[0].close()
        threads[1].join(10)
        assert read["lively"] == b"x" * 12


def test_where_very_many_are_late_silence_is_cut_earlier():
    cutting = Cutting(still=60, short=0.5, many=3, every=0.1)
    ended = []

    def reader(connection, port):
        with cutting.reading(port), connection.makefile("rb") as body:
            body.read(1000)
        ended.append(time.monotonic())

    def begin(server):
        one = connected(server)
        threading.Thread(target=reader, args=one[1:], daemon=True).start()
        one[0].sendall(b"half")
        return one

    with socket.create_server(("127.0.0.1", 0)) as server:
        two = [begin(server), begin(server)]
        time.sleep(1.2)
        assert not ended  # two slow lines are no attack
        third = begin(server)
        time.sleep(0.3)
        assert not ended  # nor is one that came just now
        until = time.monotonic() + 10
        while len(ended) < 3 and time.monotonic() < until:
            time.sleep(0.05)
        assert len(ended) == 3
        assert all(one[0].recv(1) == b"" for one in (*two, third))


def test_only_connections_to_the_site_are_cut():
    with socket.create_server(("127.0.0.1", 0)) as server:
        client, connection, port = connected(server)
        own = client.getsockname()[1]
        time.sleep(0.3)
        assert cut_silent({port + 1 if port + 1 != own else port + 2}, seconds=0.2) == 0
        client.sendall(b"x")
        assert connection.recv(5) == b"x"
        time.sleep(0.3)
        assert cut_silent({port}, seconds=0.2) == 1
        assert connection.recv(5) == b""
