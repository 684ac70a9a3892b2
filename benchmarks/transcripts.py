"""Who speaks in a folder of transcripts, against what a reader found; and whether words are lost.

``python benchmarks/transcripts.py --data DIR [--gold FILE] [--wrong]``

DIR is searched for files of any depth (``shared/data/transcripts``). FILE (by default the one in
``tests/formats/transcripts/data``) has ``file``, ``line`` and ``speaker``; empty: nobody speaks
there; ``?``: the transcript does not know. Printed last, on one line: JSON with

``files``, ``transcripts``, ``without_turns``, ``failed``   how many of each
``turns``, ``doubtful``   turns in all, and those that are no evidence
``characters``, ``unaccounted``   characters but white space, and those in no turn and no removal or
    in two (must be 0); ``words_differ``: turns whose text is not that of their spans (must be 0)
``removed``               characters left out, by reason
``right``                 for each set (first folder): lines spoken, with the right speaker, share;
                          lines of nobody, told so
``seconds``
"""

from __future__ import annotations

import argparse
import csv
import json
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from conspectus.formats.readers import ReaderError
from conspectus.formats.readers.transcripts import read_transcript
from conspectus.formats.transcripts.transcript import SpeakerKind, Transcript

GOLD = Path(__file__).parent.parent / "tests" / "formats" / "transcripts" / "data" / "speakers.csv"


@dataclass
class Tally:
    """What was counted over all files."""

    figures: Counter[str] = field(default_factory=Counter)
    removed: Counter[str] = field(default_factory=Counter)

    def count(self, transcript: Transcript) -> None:
        """One more transcript."""
        self.figures["transcripts"] += 1
        self.figures["turns"] += len(transcript.turns)
        self.figures["doubtful"] += sum(turn.doubtful for turn in transcript.turns)
        self.figures["characters"] += len("".join(transcript.text.split()))
        self.figures["unaccounted"] += sum(1 for _ in transcript.unaccounted())
        for removal in transcript.removed:
            words = transcript.text[removal.start : removal.end]
            self.removed[str(removal.why)] += len("".join(words.split()))
        for turn in transcript.turns:
            spans = "".join(transcript.text[s.start : s.end] for s in turn.spans)
            self.figures["words_differ"] += "".join(spans.split()) != "".join(turn.text.split())


def speaker_of_line(transcript: Transcript | None, number: int) -> str:
    """Who speaks on a line, counted from 1: as printed, "?" for unknown, "" for nobody."""
    if transcript is None:
        return ""
    lines = transcript.text.split("\n")
    start = sum(len(line) + 1 for line in lines[: number - 1])
    end = start + len(lines[number - 1])
    for turn in transcript.turns:
        if any(span.start < end and span.end > start for span in turn.spans):
            return "?" if turn.kind is SpeakerKind.UNKNOWN else turn.speaker
    return ""


def judge(
    folder: Path, gold: Path, found: dict[str, Transcript | None], *, tell: bool
) -> dict[str, dict[str, float]]:
    """Right and wrong lines by set; with ``tell`` the wrong ones are printed."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    with gold.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            if row["file"] not in found:
                continue
            told = speaker_of_line(found[row["file"]], int(row["line"]))
            kind = "spoken" if row["speaker"] else "nobody"
            tally = counts[row["file"].split("/")[0]]
            tally[kind] += 1
            tally[f"{kind}_right"] += told == row["speaker"]
            if tell and told != row["speaker"]:
                print(f"{folder / row['file']}:{row['line']}: {row['speaker']!r}, told {told!r}")
    return {
        name: {**tally, "share": round(tally["spoken_right"] / max(1, tally["spoken"]), 4)}
        for name, tally in sorted(counts.items())
    }


def main() -> None:
    """Read, count, judge, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--gold", type=Path, default=GOLD)
    parser.add_argument("--wrong", action="store_true")
    options = parser.parse_args()
    began = time.perf_counter()
    tally = Tally()
    found: dict[str, Transcript | None] = {}
    for path in sorted(p for p in options.data.rglob("*") if p.is_file()):
        name = path.relative_to(options.data).as_posix()
        tally.figures["files"] += 1
        try:
            transcript = read_transcript(path.read_bytes(), path.name)
        except ReaderError as error:
            tally.figures["failed"] += 1
            print(error)
            continue
        found[name] = transcript
        if transcript is None:
            tally.figures["without_turns"] += 1
        else:
            tally.count(transcript)
    right = judge(options.data, options.gold, found, tell=options.wrong)
    figures = {"failed": 0, "unaccounted": 0, "words_differ": 0, **tally.figures}
    seconds = round(time.perf_counter() - began, 1)
    print(
        json.dumps({**figures, "removed": dict(tally.removed), "right": right, "seconds": seconds})
    )


if __name__ == "__main__":
    main()
