"""What is read of mails as twelve kinds of client write them, in six languages.

Each mail is generated with what is right: the sender's own words (quotation and signature apart)
and its attachments, byte by byte. A third is held out: it is read with --all only, and was not
looked at while the reader was made. Prints one line of JSON last.

    benchmarks/mails.py [--all] [--show N] [--keep FOLDER]
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import mail_texts as texts
from mail_clients import CLIENTS, Block, Case
from mail_mime import File, multipart

from conspectus.formats.letters import Letter, read_letter

ROUNDS = 5
"""Mails of each client in each language."""

_AMONG = {"Gmail", "Thunderbird", "mutt", "Roundcube", "Apple Mail", "Proton Mail"}
_UNDER = {"Gmail", "Thunderbird", "mutt", "Roundcube", "K-9"}
_CJK = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef])\s+|\s+(?=[\u3000-\u9fff\uff00-\uffef])")


@dataclass(frozen=True)
class Sent:
    """A mail and what is right of it. ``files``: names with bytes; ``None`` of a nested mail."""

    client: str
    case: Case
    data: bytes
    own: str
    files: dict[str, bytes | None]

    @property
    def is_held_out(self) -> bool:
        """One of each three in a row."""
        return self.case.number % 3 == 2


def every_mail() -> Iterator[Sent]:
    """All mails, the same each time."""
    number = 0
    for round_ in range(ROUNDS):
        for client in CLIENTS:
            for language in texts.LANGUAGES:
                yield _sent(client, language, number, round_)
                number += 1


def _sent(client: str, language: str, number: int, round_: int) -> Sent:
    draw = random.Random(f"{client} {language} {round_}")
    reply = draw.choice(("none", "top", "top", "bottom", "between"))
    if (reply == "between" and client not in _AMONG) or (
        reply == "bottom" and client not in _UNDER
    ):
        reply = "top"
    case = Case(
        number=number,
        language=language,
        blocks=_blocks(language, reply, draw),
        reply=reply,
        signed=draw.random() < 0.6,
        files=_files(language, draw),
        picture=draw.random() < 0.3,
        variant=draw.randrange(3),
        asker=draw.choice(texts.ASKERS),
    )
    data = CLIENTS[client](case)
    files: dict[str, bytes | None] = {one.name: one.data for one in case.files}
    if draw.random() < 0.08:
        data = _forwarding(data, case)
        files["Call for contributions.eml"] = None
    own = " ".join(text for kind, text in case.blocks if kind != "q")
    return Sent(client, case, data, same(own), files)


def _blocks(language: str, reply: str, draw: random.Random) -> tuple[Block, ...]:
    words = texts.WORDS[language]
    prose: list[Block] = [("p", text) for text in draw.sample(words.prose, draw.randint(2, 4))]
    if draw.random() < 0.4:
        prose[1:1] = [("l", item) for item in words.items]
    if reply == "between":
        first, *others = prose
        made: list[Block] = [("q", words.call[1]), first, ("q", words.call[2]), *others]
    else:
        made = [("p", words.greeting), *prose]
    return (*made, ("p", words.closing), ("p", words.sender))


def _files(language: str, draw: random.Random) -> tuple[File, ...]:
    names = [texts.WORDS[language].file, "figures.csv", "annex.txt"]
    kinds = {"pdf": "application/pdf", "csv": "text/csv", "txt": "text/plain"}
    return tuple(
        File(
            name, kinds.get(name.rsplit(".", 1)[1], "application/octet-stream"), draw.randbytes(900)
        )
        for name in names[: draw.choice((0, 1, 1, 2, 3))]
    )


def _forwarding(data: bytes, case: Case) -> bytes:
    """The same mail with another one attached to it as a message."""
    head, _, rest = data.partition(b"\r\nMIME-Version: 1.0\r\n")
    after, _, body = rest.partition(b"\r\n\r\n")
    lines = after.split(b"\r\n")
    ours = [one for one in lines if one.startswith(b"In-Reply-To")]
    kind = b"\r\n".join(one for one in lines if one not in ours)
    if case.reply != "none" and not kind.startswith(b"Content-Type"):
        kind = kind.lstrip()
    nested = (
        b"Content-Type: message/rfc822\r\nContent-Disposition: attachment\r\n\r\n"
        b"From: call@igf.example\r\nTo: all@mail.example\r\nSubject: Call for contributions\r\n"
        b"Message-ID: <call@igf.example>\r\nContent-Type: text/plain\r\n\r\nPlease contribute.\r\n"
    )
    first = kind + b"\r\n\r\n" + body
    head += b"\r\nMIME-Version: 1.0\r\n" + b"".join(one + b"\r\n" for one in ours)
    return head + multipart("mixed", [first, nested])


def same(text: str) -> str:
    """Words for comparison: white space is one space, none beside Chinese characters."""
    return _CJK.sub("", " ".join(text.split()))


def faults(sent: Sent, letter: Letter) -> list[str]:
    """What was read wrongly: "body", "files"."""
    spans = (letter.body.text[one.start : one.end] for one in letter.body.blocks)
    found = []
    if same(" ".join(spans)) != sent.own:
        found.append("body")
    read = {one.name: one.data for one in letter.attachments}
    right = {
        name: data if data is not None else read.get(name) for name, data in sent.files.items()
    }
    if read != right:
        found.append("files")
    return found


def main() -> None:
    """Reads and compares; prints what is wrong by client and language."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", action="store_true", help="the held-out third too")
    parser.add_argument("--show", type=int, default=0, help="how many wrong ones to print")
    parser.add_argument("--keep", type=Path, help="a folder for the mails")
    given = parser.parse_args()
    counts: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for sent in every_mail():
        if given.keep:
            given.keep.mkdir(parents=True, exist_ok=True)
            (given.keep / f"{sent.case.number:03d}.eml").write_bytes(sent.data)
        part = "held_out" if sent.is_held_out else "seen"
        if part == "held_out" and not given.all:
            continue
        counts[part] += 1
        letter = read_letter(sent.data)
        found = faults(sent, letter)
        if found:
            wrong[part] += 1
            wrong[f"{sent.client} {sent.case.language} {' '.join(found)}"] += 1
            _show(sent, letter, found, given, wrong[part])
    share = {
        part: round(1 - wrong[part] / counts[part], 4)
        for part in ("seen", "held_out")
        if counts[part]
    }
    by = {name: count for name, count in wrong.items() if name not in counts}
    print(json.dumps({"mails": dict(counts), "right": share, "wrong": by}, ensure_ascii=False))


def _show(
    sent: Sent, letter: Letter, found: list[str], given: argparse.Namespace, rank: int
) -> None:
    if rank > given.show or sent.is_held_out:
        return
    case = sent.case
    print(f"--- {case.number} {sent.client} {case.language} {case.reply} v{case.variant} {found}")
    spans = (letter.body.text[one.start : one.end] for one in letter.body.blocks)
    print("right:", sent.own, "\nread: ", same(" ".join(spans)))
    print("files:", list(sent.files), [one.name for one in letter.attachments])


if __name__ == "__main__":
    main()
