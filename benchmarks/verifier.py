"""How many wrong sentences the verifier catches, and how many right ones it refuses.

Mutants are made by rule from the hand-written true sentences of ``data/verifier_sentences.jsonl``;
false alarms are counted on these sentences (``false_alarms_template``), on the template sentences
of a real paper where ``--paper OUT`` names a bundle, and on the paraphrases of
``data/verifier_paraphrases.jsonl``, of which those held out were not looked at while the rules
were made. The last line is one object of JSON.

    python benchmarks/verifier.py [--paper OUT] [--show CLASS] [--speed]
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # run alone, from anywhere

from benchmarks.verifier_mutants import CLASSES
from benchmarks.verifier_sentences import Case, cases, findings, paraphrases
from conspectus.engine.errors import InvariantError
from conspectus.engine.evidence import Sentence
from conspectus.engine.verification import profile, supports, supports_profile, verify_paper
from conspectus.formats.bundle import read_bundle

SHOWN = 400


def caught(name: str, all_cases: list[Case], *, show: bool) -> dict[str, int]:
    """Mutants of one class: made, caught, and of these refused when they were built."""
    counts = {"mutants": 0, "caught": 0, "refused": 0}
    for case in all_cases:
        others = [other for other in all_cases if other is not case]
        for build in CLASSES[name](case, others):
            counts["mutants"] += 1
            try:
                mutant = build()
            except InvariantError:
                counts["caught"] += 1
                counts["refused"] += 1
                continue
            if findings(mutant):
                counts["caught"] += 1
            elif show:
                quotes = [i.quote for p in mutant.sentence.positions for i in p.evidence]
                print(f"missed: {mutant.sentence.text}\n        {' | '.join(quotes)[:SHOWN]}")
    return counts


def false_alarms(all_cases: list[Case], *, show: bool) -> float:
    """Share of the true sentences in which something is found."""
    alarmed = 0
    for case in all_cases:
        found = findings(case)
        alarmed += bool(found)
        if found and show:
            print(f"false alarm: {case.sentence.text}\n        {found}")
    return alarmed / len(all_cases)


def false_alarms_paraphrase(pairs: list[tuple[str, str]], *, show: bool) -> float:
    """Share of the true paraphrases that are not found supported."""
    alarmed = 0
    for claim, evidence in pairs:
        support = supports(claim, evidence, names=("X",))
        alarmed += not support.ok
        if not support.ok and show:
            print(f"false alarm: {claim}\n        {evidence}\n        {support.reasons}")
    return alarmed / len(pairs)


def of_paper(out: Path, *, show: bool) -> dict[str, float | int]:
    """Template sentences of a bundle in which something is found."""
    paper = read_bundle(out)
    templates = {
        sentence.id: sentence
        for section in paper.sections
        for paragraph in section.paragraphs
        for sentence in paragraph.sentences
        if sentence.generator.startswith("template:") and sentence.positions
    }
    found: dict[str, list[str]] = {}
    for finding in verify_paper(paper):
        if finding.sentence in templates:
            found.setdefault(finding.sentence, []).append(f"{finding.code} {finding.message}")
    for sentence, messages in found.items():
        if show:
            print(f"finding: {templates[sentence].text}\n        {messages}")
    names = {h.id: tuple(n for n in (h.name, h.label, *h.aliases) if n) for h in paper.holders}
    pairs = [one for s in templates.values() if s.kind == "view" for one in _by_words(s, names)]
    return {
        "sentences": len(templates),
        "false_alarms_template": round(len(found) / max(1, len(templates)), 4),
        "shared_pairs": len(pairs),
        "shared_pairs_carried_by_words": round(sum(pairs) / max(1, len(pairs)), 4),
    }


def _by_words(sentence: Sentence, names: Mapping[str, tuple[str, ...]]) -> Iterator[bool]:
    """For each holder of a shared sentence, whether ``supports`` alone finds it carried.

    ``verify_paper`` also accepts evidence with the same atoms (``atom_support``) and paraphrases
    judged by vectors, by which the engine itself chose them: this is the independent figure.
    """
    if len(sentence.holders) < 2:
        return
    openers = tuple(name for holder in sentence.holders for name in names.get(holder, ()))
    for holder in sentence.holders:
        quotes = [i.quote for p in sentence.positions if p.holder == holder for i in p.evidence]
        yield any(supports(sentence.text, quote, names=openers).ok for quote in quotes)


def pairs_a_second(all_cases: list[Case]) -> int:
    """Pairs of wording and passage that ``supports_profile`` decides in a second."""
    claims = [profile(claim) for claim, _ in paraphrases(held_out=False)]
    evidence = [
        profile(item.quote) for c in all_cases for p in c.sentence.positions for item in p.evidence
    ]
    start = time.perf_counter()
    for claim in claims:
        for one in evidence:
            supports_profile(claim, one)
    return round(len(claims) * len(evidence) / (time.perf_counter() - start))


def main() -> None:
    """Run everything and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--paper", type=Path, help="a bundle whose template sentences are checked")
    parser.add_argument("--show", help="a class of mutants, “true”, “paraphrases” or “paper”")
    arguments = parser.parse_args()
    all_cases = cases()
    result: dict[str, object] = {"sentences": len(all_cases)}
    counts = {name: caught(name, all_cases, show=arguments.show == name) for name in CLASSES}
    result["mutants"] = sum(one["mutants"] for one in counts.values())
    result["refused_when_built"] = sum(one["refused"] for one in counts.values())
    result["classes"] = {name: one["mutants"] for name, one in counts.items()}
    for name, one in counts.items():
        result[name] = round(one["caught"] / one["mutants"], 4)
    result["false_alarms_template"] = round(
        false_alarms(all_cases, show=arguments.show == "true"), 4
    )
    known, fresh = paraphrases(held_out=False), paraphrases(held_out=True)
    show = arguments.show == "paraphrases"
    result["paraphrases"] = [len(known), len(fresh)]
    seen = false_alarms_paraphrase(known, show=show)
    unseen = false_alarms_paraphrase(fresh, show=False)
    share = (seen * len(known) + unseen * len(fresh)) / (len(known) + len(fresh))
    result["false_alarms_paraphrase"] = round(share, 4)
    result["false_alarms_paraphrase_held_out"] = round(unseen, 4)
    result["pairs_a_second"] = pairs_a_second(all_cases)
    if arguments.paper:
        paper = of_paper(arguments.paper, show=arguments.show == "paper")
        result["paper"] = paper
        result["false_alarms_template"] = paper["false_alarms_template"]
    print(json.dumps(result))


if __name__ == "__main__":
    main()
