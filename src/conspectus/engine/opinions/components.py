"""The plane of opinions: the two directions along which responses differ most.

As in Small et al., "Polis: Scaling deliberation by mapping high dimensional opinion spaces" (2021):
a missing response stands for the mean of its proposition, propositions that are moderated out for
nothing at all, and who responded to little is moved outward by the root of what is missing.

The products of responses are whole numbers and therefore exact, whatever library, number of
threads or order of rows makes them; what follows is added up in one order and rounded.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from conspectus.engine.opinions.drawn import scattered
from conspectus.engine.opinions.responses import Responses

Floats = npt.NDArray[np.float64]

BLOCK = 6
"""Directions iterated together: the two that are wanted come out soon where others are close."""
ROUNDS = 400
SETTLED, NEARLY_SETTLED = 1e-12, 1e-6
DIGITS = 9
"""Decimals that are kept, some thousand times coarser than what machines differ in."""


@dataclass(frozen=True, slots=True)
class Plane:
    """``centre`` (propositions,), ``components`` (2, propositions)."""

    centre: Floats
    components: Floats


def table_of(responses: Responses) -> tuple[sparse.csr_matrix, sparse.csr_matrix]:
    """Responses and whether there is one, each (participants, propositions), of opinions only."""
    kept = responses.opinions[responses.columns]
    shape = (len(responses.participants), len(responses.propositions))
    at = (responses.rows[kept], responses.columns[kept])
    values = responses.values[kept].astype(np.int32)
    made = sparse.csr_matrix((values, at), shape=shape)
    there = sparse.csr_matrix((np.ones_like(values), at), shape=shape)
    return made, there


def plane_of(
    values: sparse.csr_matrix, there: sparse.csr_matrix, start: Floats | None = None
) -> Plane:
    """The plane of the rows given; a row that is given twice counts twice."""
    sums = np.asarray(values.sum(axis=0), dtype=np.float64).ravel()
    seen = np.asarray(there.sum(axis=0), dtype=np.float64).ravel()
    centre = np.divide(sums, seen, out=np.zeros_like(sums), where=seen > 0)
    crossed = _exact(there.T @ values) * centre[:, None]
    products = _exact(values.T @ values) - (crossed + crossed.T)
    products += _exact(there.T @ there) * np.multiply.outer(centre, centre)
    return Plane(centre, leading(products, start))


def positions_of(responses: Responses, plane: Plane) -> Floats:
    """(participants, 2): each response beyond the mean, along the components, and moved outward.

    Moderated propositions count as responded to by everybody, as in the reference implementation.
    """
    kept = responses.opinions[responses.columns]
    rows, columns = responses.rows[kept], responses.columns[kept]
    beyond = responses.values[kept] - plane.centre[columns]
    count = len(responses.participants)
    sums = [np.bincount(rows, beyond * part[columns], count) for part in plane.components]
    left_out = int((~responses.opinions).sum())
    answered = np.bincount(rows, minlength=count) + left_out
    outward = np.sqrt(len(responses.propositions) / np.maximum(answered, 1))
    placed = np.stack(sums, axis=1) * outward[:, None]
    return np.asarray(placed.round(DIGITS) + 0.0, dtype=np.float64)


def _exact(product: sparse.spmatrix) -> Floats:
    return np.asarray(product.toarray(), dtype=np.float64)


def leading(products: Floats, start: Floats | None) -> Floats:
    """Two eigenvectors of the largest eigenvalues (2, n), by iterating a block of directions.

    Subspace iteration with Rayleigh-Ritz (Saad, Numerical Methods for Large Eigenvalue Problems,
    chapter 5). With ``start`` it goes on from there, and not as far: for maps that are compared.
    """
    size = len(products)
    block = scattered(BLOCK * size).reshape(BLOCK, size) - 0.5
    if start is not None:
        block[:2] = start
    block = _orthonormal(block[: min(BLOCK, size)])
    settled = SETTLED if start is None else NEARLY_SETTLED
    found = np.zeros((2, size))
    for _ in range(ROUNDS):
        moved = np.einsum("kj,ij->ki", block, products)
        _, turn = np.linalg.eigh(np.einsum("kj,lj->kl", block, moved))
        before = found
        found = np.zeros((2, size))
        lines = np.einsum("kl,kj->lj", turn[:, ::-1], block)[:2]
        found[: len(lines)] = [_signed(line) for line in lines]
        if np.abs(found - before).max(initial=0.0) < settled:
            break
        block = _orthonormal(np.einsum("kl,kj->lj", turn[:, ::-1], moved))
    return np.asarray(_meant(products, found).round(DIGITS) + 0.0, dtype=np.float64)


def _meant(products: Floats, found: Floats) -> Floats:
    """Without the directions along which nothing differs."""
    strength = (np.einsum("kj,ij->ki", found, products) * found).sum(axis=1)
    return np.where((strength > 1e-9 * max(float(strength[0]), 1.0))[:, None], found, 0.0)


def _orthonormal(block: Floats) -> Floats:
    lines: list[Floats] = []
    for line in block:
        rest, before = line, float(np.sqrt((line * line).sum()))
        for _ in range(2):
            for other in lines:
                rest = rest - (rest * other).sum() * other
        length = float(np.sqrt((rest * rest).sum()))
        lines.append(rest / length if length > 1e-12 * max(before, 1e-300) else 0.0 * rest)
    return np.array(lines)


def _signed(line: Floats) -> Floats:
    """Its first number of the largest size is positive: a direction has no sign of its own."""
    sizes = np.round(np.abs(line), 7)
    return line if line[int(sizes.argmax())] >= 0 else -line
