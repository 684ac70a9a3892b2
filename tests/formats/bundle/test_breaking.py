"""No paper that breaks DESIGN §5 can be built, and verify.py refuses the bundle of one."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from conspectus.engine.errors import ConspectusError
from conspectus.engine.paper import Paper
from conspectus.formats.bundle import read_bundle, verify, write_bundle
from conspectus.formats.bundle.tables import POSITIONS, csv_bytes, read_csv
from tests.formats.bundle.breaking import WAYS, Draft, NotHereError
from tests.random_papers import random_paper

LONG = os.environ.get("CONSPECTUS_TESTS") == "long"
SEEDS = st.integers(min_value=0, max_value=10_000 if LONG else 15)

_paper = lru_cache(maxsize=16)(lambda seed: random_paper(Random(seed)))


@contextmanager
def _written(paper: Paper) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        write_bundle(paper, out, formats=())
        yield out


def _verdict(out: Path) -> list[str]:
    """What verify.py says of a bundle, without starting a process for each."""
    verify.WRONG.clear()
    try:
        verify.Bundle(out)
    except (OSError, LookupError, TypeError, ValueError, AttributeError) as error:
        verify.WRONG.append(repr(error))
    return list(verify.WRONG)


def _draft(out: Path, rnd: Random) -> Draft:
    return Draft(
        data=json.loads((out / "paper.json").read_text(encoding="utf-8")),
        texts={path.stem: path.read_bytes().decode() for path in (out / "sources").iterdir()},
        rows=list(read_csv((out / "positions.csv").read_bytes(), POSITIONS, "positions.csv")),
        rnd=rnd,
    )


def _write_over(out: Path, draft: Draft) -> None:
    (out / "paper.json").write_text(json.dumps(draft.data, ensure_ascii=False), encoding="utf-8")
    for path in (out / "sources").iterdir():
        path.unlink()
    for name, text in draft.texts.items():
        (out / "sources" / f"{name}.txt").write_bytes(text.encode())
    (out / "positions.csv").write_bytes(
        csv_bytes(POSITIONS, [list(x.values()) for x in draft.rows])
    )


@given(seed=SEEDS)
@settings(max_examples=300 if LONG else 16)
def test_a_valid_paper_is_built_verified_and_read_back(seed: int) -> None:
    paper = _paper(seed)
    with _written(paper) as out:
        assert _verdict(out) == []
        assert read_bundle(out) == paper


@pytest.mark.parametrize("way", sorted(WAYS))
@given(seed=SEEDS)
@settings(
    max_examples=40 if LONG else 3,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)
def test_a_paper_that_breaks_an_invariant_is_refused_twice(way: str, seed: int) -> None:
    rnd = Random(f"{way} {seed}")
    with _written(_paper(seed)) as out:
        draft = _draft(out, rnd)
        try:
            WAYS[way](draft)
        except NotHereError:
            assume(False)  # noqa: FBT003 - the name of Hypothesis for "not this one"
        if not draft.keep_ids:
            draft.renew_ids()
        _write_over(out, draft)
        with pytest.raises(ConspectusError):
            read_bundle(out)
        assert _verdict(out) != []
