"""Read a paper of ours as if people had written it, and look for its evidence again.

``python benchmarks/handwritten_matching.py OUT DIR [--no-model]``: OUT is the bundle that
``conspectus synthesize DIR`` wrote. Its DOCX is read without paper.json, its sentences' holders are
recognised and matched with the submissions in DIR; paper.json then says what is right. Sentences of
papers by people stand further from the words of the contributions than ours do, so the figures are
upper bounds. The last line is JSON:

``named``        share of the holders printed by name in sentences that were recognised
``evidence``     of these, graded found or likely on a passage that overlaps the evidence
``elsewhere``    of these, graded found or likely on other words of the same holder
``wrong_holder`` share of (sentence, holder that does not state it), drawn with a seed, graded
                 found or likely
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path

from conspectus.cli.loading import load, processors
from conspectus.engine.corpus import Corpus
from conspectus.engine.embedding import load_default
from conspectus.engine.handwritten import Grade, KnownName, PaperMatch, read_paper
from conspectus.engine.handwritten.matching import Encode, _grade, _Index, match_paper
from conspectus.engine.paper import Paper
from conspectus.formats.bundle import read_bundle
from conspectus.formats.readers import read

SEED = 7
SURE = {Grade.FOUND, Grade.LIKELY}


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=Path)
    parser.add_argument("directory", type=Path)
    parser.add_argument("--no-model", action="store_true")
    given = parser.parse_args()
    corpus = load(
        given.directory, config=None, jobs=processors(), cache=None, tell=lambda *_: None
    ).corpus
    model = None if given.no_model else load_default()
    encode = model.encode if model else None
    bundle = read_bundle(given.out)
    docx = given.out / "paper.docx"
    known = [
        KnownName(name=h.name, forms=tuple(x for x in (h.label, *h.aliases) if x))
        for h in corpus.holders
    ]
    paper = read_paper(read(docx.read_bytes(), docx.name), known)
    result = match_paper(paper, corpus.sources, corpus.holders, encode)
    print(json.dumps(figures(bundle, result, corpus, encode)))


def figures(
    bundle: Paper, result: PaperMatch, corpus: Corpus, encode: Encode | None
) -> dict[str, float]:
    """The figures of the module's docstring."""
    truth = {}
    for section in bundle.sections:
        for paragraph in section.paragraphs:
            for sentence in paragraph.sentences:
                truth[" ".join(sentence.text.split())] = sentence
    draw = random.Random(SEED)
    index = _Index(corpus.sources, encode)
    n = named = right = elsewhere = wrong = drawn = 0
    for one in result.sentences:
        sentence = truth.get(one.sentence.text)
        if sentence is None or not sentence.positions:
            continue
        found = {match.holder: match for match in one.holders}
        said = index.said(one.sentence)
        positions = {p.holder: p for p in sentence.positions}
        for holder in sentence.named:
            n += 1
            match = found.get(holder)
            if match is None:
                continue
            named += 1
            if match.grade not in SURE:
                continue
            e = match.evidence
            overlaps = any(
                x.source == e.source and x.start < e.end and e.start < x.end
                for x in positions[holder].evidence
            )
            right += overlaps
            elsewhere += not overlaps
        others = [h for h in index.holders if h not in positions]
        for holder in draw.sample(others, min(5, len(others))):
            drawn += 1
            wrong += _grade(said, index.best(said, index.of_holder(holder))) in SURE
    return {
        "named": round(named / n, 4),
        "evidence": round(right / named, 4),
        "elsewhere": round(elsewhere / named, 4),
        "wrong_holder": round(wrong / drawn, 4),
        "pairs": n,
        "drawn": drawn,
    }


if __name__ == "__main__":
    main()
