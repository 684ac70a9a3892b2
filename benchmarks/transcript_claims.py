"""What the paper of a meeting says of what people wrote down as its gist.

``python benchmarks/transcript_claims.py --data DIR [--read FILE] [--jobs 1]``

DIR is ``shared/data/transcripts/tc39``. For each topic of ``transcript_claims.csv`` (read
``transcript_claims.md``) a paper is drawn from the lines of the topic, with the table of attendance
of its day and without the sections in which people summed up. ``transcript_claims_judged.csv``
says,
by a reader, which passages (the first 12 hex of their SHA-256) carry a claim. Printed last, on one
line: JSON with

``topics``, ``claims``, ``views``    how many; ``views``: claims that somebody holds (no outcomes)
``covered``, ``covered_views``       claims with at least one passage that a reader found to carry
                                     them and that the paper of this run cites; and their shares
``claim_speakers_right``             share of covered views with a named speaker in the gold whose
                                     sentence names one of them
``attributions``, ``speakers_right`` each quotation of each position, looked up in the transcript:
                                     the label before it, read without our reader, is the holder's
``sentences``, ``seconds``
``second_covered``, ``second_share``  the same by ``transcript_claims_judged_second.csv``
``third_covered``, ``third_share``    the same by ``transcript_claims_judged_third.csv``
``agreed``, ``kappa``                claims on which the first two agree, and Cohen's kappa

``--read FILE`` writes claims and sentences topic by topic for whoever judges.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import re
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from conspectus.engine.paper import Paper
from conspectus.engine.synthesis import synthesize
from conspectus.formats.intake import load_folder

HERE = Path(__file__).parent
OTHERS = ("second", "third")
"""Readers beside the one who also wrote the claims down."""
_SUMMARY = re.compile(r"^###+ .*(?:summary|conclusion)", re.IGNORECASE)
_LABEL = re.compile(r"^\W{0,3}([A-Z]{2,4})\b[^:]{0,20}:\s")
_ROW = re.compile(r"^\|\s*(?P<name>[^|]+?)\s*\|\s*(?P<short>[A-Z]{2,4})\s*\|")
_PRESENTER = re.compile(r"([^\W\d_][\w.' \-]+?)\s*\(([A-Z]{2,4})\)")


@dataclass(frozen=True)
class Claim:
    """One row of the gold."""

    id: str
    file: str
    first: int
    last: int
    speakers: frozenset[str]
    kind: str
    text: str

    @property
    def topic(self) -> int:
        """The number before the point."""
        return int(self.id.split(".")[0])


@dataclass(frozen=True)
class Said:
    """A sentence of a paper: whom it names (initials or names) and what it quotes."""

    id: str
    text: str
    names: tuple[str, ...]
    quotes: tuple[tuple[str, str], ...]


def claims() -> list[Claim]:
    """The gold."""
    with (HERE / "transcript_claims.csv").open(encoding="utf-8", newline="") as stream:
        return [
            Claim(
                id=row["id"],
                file=row["file"],
                first=int(row["first"]),
                last=int(row["last"]),
                speakers=frozenset(s for s in re.split(r";\s*", row["speakers"]) if s),
                kind=row["kind"],
                text=row["claim"],
            )
            for row in csv.DictReader(stream)
        ]


def judged(name: str = "transcript_claims_judged.csv") -> dict[str, frozenset[str]]:
    """The passages that a reader found to carry each claim."""
    path = HERE / name
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as stream:
        return {row["id"]: frozenset(row["passages"].split()) for row in csv.DictReader(stream)}


def topic_lines(data: Path, claim: Claim) -> tuple[list[str], list[str]]:
    """(the table of attendance, the lines of the topic without what people summed up)."""
    lines = (data / claim.file).read_text(encoding="utf-8").split("\n")
    head = [line for line in lines[: claim.first - 1] if line.startswith("|")]
    body: list[str] = []
    summing = False
    for line in lines[claim.first - 1 : claim.last]:
        if line.startswith("#"):
            summing = bool(_SUMMARY.match(line))
        if not summing:
            body.append(line)
    return head, body


def paper_of(data: Path, claim: Claim, jobs: int) -> Paper:
    """The paper of one topic, drawn without a sentence model."""
    head, body = topic_lines(data, claim)
    with tempfile.TemporaryDirectory() as room:
        folder = Path(room)
        text = "\n".join(["# Meeting", "", *head, "", *body])
        (folder / "transcript.md").write_text(text, encoding="utf-8")
        with (folder / "submissions.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(["ref", "title", "kind", "file"])
            writer.writerow(["1", body[0].lstrip("# "), "transcript", "transcript.md"])
        return synthesize(load_folder(folder, jobs=jobs).corpus, jobs=jobs)


def said_in(paper: Paper) -> Iterator[Said]:
    """The sentences of a paper that state views."""
    names = {holder.id: holder.name for holder in paper.holders}
    for section in paper.sections:
        for paragraph in section.paragraphs:
            for sentence in paragraph.sentences:
                if sentence.positions:
                    quotes = tuple(
                        (names[position.holder], evidence.quote)
                        for position in sentence.positions
                        for evidence in position.evidence
                    )
                    called = tuple(dict.fromkeys(name for name, _ in quotes))
                    yield Said(sentence.id, sentence.text, called, quotes)


def initials(head: list[str], body: list[str]) -> dict[str, str]:
    """Name → initials, from the table and the line of presenters, without our reader."""
    found: dict[str, str] = {}
    for line in head:
        row = _ROW.match(line)
        if row:
            found[row["name"]] = row["short"]
    for line in body[:8]:
        for name, short in _PRESENTER.findall(line) if "Presenter" in line else ():
            found.setdefault(name.removeprefix("and ").strip(), short)
    return found


def speaker_of(quote: str, body: list[str], known: Collection[str]) -> str:
    """The label before the words of ``quote``, white space and marks set aside.

    ``known``: initials of the list. Theirs is a label behind the end of a sentence as well, and
    with a semicolon for its colon: what stands there is misprinted, and still another's words.
    """
    wanted = _letters(quote)
    label = ""
    held: defaultdict[str, str] = defaultdict(str)
    slipped = "|".join(map(re.escape, sorted(known)))
    for line in re.split(rf"\n|(?<=[.?!…”]) (?=(?:{slipped}): )", "\n".join(body)):
        found = _LABEL.match(line) or re.match(rf"({slipped}); ", line)
        label = found[1] if found else label
        held[label] += _letters(line)
    return " ".join(sorted(name for name, text in held.items() if wanted in text))


def mark(quote: str) -> str:
    """Under which a passage is judged."""
    return hashlib.sha256(quote.encode("utf-8")).hexdigest()[:12]


def _letters(text: str) -> str:
    return "".join(c for c in re.sub(r"\]\([^)]*\)", "", text) if c.isalnum())


def judge(data: Path, found: dict[int, list[Said]]) -> dict[str, object]:
    """All figures (see the module)."""
    carried = judged()
    tally: Counter[str] = Counter()
    for claim in claims():
        judged_right = carried.get(claim.id, frozenset())
        said = [s for s in found[claim.topic] if judged_right & {mark(q) for _, q in s.quotes}]
        tally["claims"] += 1
        tally["views"] += claim.kind == "view"
        tally["covered"] += bool(said)
        if claim.kind == "view" and said:
            tally["covered_views"] += 1
            names = initials(*topic_lines(data, claim))
            called = {names.get(name, name) for one in said for name in one.names}
            tally["named"] += bool(claim.speakers)
            tally["named_right"] += bool(claim.speakers and called & claim.speakers)
    first = {claim.topic: claim for claim in reversed(claims())}
    for topic, sentences in found.items():
        head, body = topic_lines(data, first[topic])
        names = initials(head, body)
        known = {short for short in names.values() if short}
        for one in sentences:
            tally["sentences"] += 1
            for name, quote in one.quotes:
                tally["attributions"] += 1
                right = names.get(name, name) in speaker_of(quote, body, known).split()
                tally["right"] += right
                if not right:
                    print(f"topic {topic}: {name}: {quote[:60]}")
    share = {
        "covered_share": round(tally["covered"] / tally["claims"], 3),
        "covered_views_share": round(tally["covered_views"] / tally["views"], 3),
        "claim_speakers_right": round(tally["named_right"] / max(1, tally["named"]), 3),
        "speakers_right": round(tally["right"] / max(1, tally["attributions"]), 3),
    }
    return {"topics": len(found), **tally, **share}


def other_readers(found: dict[int, list[Said]]) -> dict[str, float]:
    """What two more readers find covered, and how far the first two agree (Cohen 1960)."""
    shown = {mark(q) for said in found.values() for one in said for _, q in one.quotes}
    ids = [claim.id for claim in claims()]
    first, second, third = (
        [bool(carried.get(each, frozenset()) & shown) for each in ids]
        for carried in (judged(), *(judged(f"transcript_claims_judged_{n}.csv") for n in OTHERS))
    )
    agreed = sum(a == b for a, b in zip(first, second, strict=True))
    p, q = sum(first) / len(ids), sum(second) / len(ids)
    chance = p * q + (1 - p) * (1 - q)
    return {
        "second_covered": sum(second),
        "second_share": round(q, 3),
        "agreed": agreed,
        "kappa": round((agreed / len(ids) - chance) / (1 - chance), 3),
        "third_covered": sum(third),
        "third_share": round(sum(third) / len(ids), 3),
    }


def main() -> None:
    """Draw, judge, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--read", type=Path)
    parser.add_argument("--jobs", type=int, default=1)
    options = parser.parse_args()
    began = time.perf_counter()
    topics = {claim.topic: claim for claim in reversed(claims())}
    found = {
        number: list(said_in(paper_of(options.data, claim, options.jobs)))
        for number, claim in sorted(topics.items())
    }
    if options.read:
        with options.read.open("w", encoding="utf-8") as stream:
            for number, sentences in found.items():
                stream.write(f"== {number}\n")
                for claim in claims():
                    if claim.topic == number:
                        called = "; ".join(sorted(claim.speakers))
                        stream.write(f"? {claim.id} [{called}] {claim.text}\n")
                for one in sentences:
                    stream.write(f"{one.id} {one.text}\n")
                    stream.writelines(f"  {mark(q)} {name}: {q}\n" for name, q in one.quotes)
    figures = {**judge(options.data, found), **other_readers(found)}
    print(json.dumps({**figures, "seconds": round(time.perf_counter() - began, 1)}))


if __name__ == "__main__":
    main()
