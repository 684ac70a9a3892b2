"""Multinomial logistic regression of weighted examples, as a convex problem for L-BFGS-B.

The problem and the solver's settings are those of scikit-learn's ``LogisticRegression`` (L2
penalty, C = 1, ``sample_weight``), whose import costs every run more than a second.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import sparse

from conspectus.engine.late_libraries import optimize

Floats = npt.NDArray[np.float64]

MOST_ROUNDS = 500
MOST_STEPS = 50
SMALLEST_GAIN = 64 * float(np.finfo(np.float64).eps)


def logistic_weights(
    examples: sparse.csr_matrix,
    labels: npt.NDArray[np.intp],
    weights: Floats,
    tolerance: float,
) -> tuple[Floats, Floats]:
    """Weights float64 (classes, d) and offsets (classes,) that tell ``labels`` from examples.

    ``examples``: float64 (n, d). ``labels``: 0 to classes - 1, each at least once. ``weights``:
    float64 (n,), how much each example counts. ``tolerance``: largest gradient at which the solver
    stops. Two classes share one line between them, whose weight is penalised once.
    """
    problem = _Problem(examples, labels, weights)
    solved = problem.of_line if problem.classes == 2 else problem.of_classes
    start = np.zeros((1 if problem.classes == 2 else problem.classes) * (examples.shape[1] + 1))
    options = {"maxiter": MOST_ROUNDS, "maxls": MOST_STEPS, "gtol": tolerance}
    options["ftol"] = SMALLEST_GAIN
    minimize = optimize().minimize
    best = minimize(solved, start, method="L-BFGS-B", jac=True, options=options).x
    found = _two_sides(best) if problem.classes == 2 else problem.by_class(best)
    return found[:, :-1].copy(), found[:, -1].copy()


class _Problem:
    """The mean weighted surprise at the labels, and a penalty on the weights: to be minimised."""

    def __init__(
        self, examples: sparse.csr_matrix, labels: npt.NDArray[np.intp], weights: Floats
    ) -> None:
        self.classes = int(labels.max()) + 1
        self._examples = examples
        self._weight = weights
        self._total = float(self._weight.sum())
        self._penalty = (2.0 if self.classes == 2 else 1.0) / self._total
        self._chosen = np.zeros((len(labels), self.classes))
        self._chosen[np.arange(len(labels)), labels] = 1.0

    def by_class(self, flat: Floats) -> Floats:
        """Parameters (classes, d + 1), offsets last, from the solver's one row of them."""
        return flat.reshape((self.classes, -1), order="F")

    def of_classes(self, flat: Floats) -> tuple[float, Floats]:
        """Loss and gradient of any number of classes."""
        both = self.by_class(flat)
        line = both[:, :-1]
        scores = self._examples @ line.T + both[:, -1]
        highest = scores.max(axis=1, keepdims=True)
        raised = np.exp(scores - highest)
        sums = raised.sum(axis=1, keepdims=True)
        surprise = (np.log(sums) + highest)[:, 0] - (scores * self._chosen).sum(axis=1)
        slope = (raised / sums - self._chosen) * self._weight[:, None] / self._total
        gradient = np.empty_like(both, order="F")
        gradient[:, :-1] = slope.T @ self._examples + self._penalty * line
        gradient[:, -1] = slope.sum(axis=0)
        loss = float(self._weight @ surprise) / self._total
        loss += 0.5 * self._penalty * float((line * line).sum())
        return loss, gradient.ravel(order="F")

    def of_line(self, line: Floats) -> tuple[float, Floats]:
        """Loss and gradient of the one line between two classes."""
        loss, gradient = self.of_classes(_two_sides(line).ravel(order="F"))
        sides = self.by_class(gradient)
        return loss, (sides[1] - sides[0]) / 2


def _two_sides(line: Floats) -> Floats:
    """One line as the parameters of two classes: float64 (2, d + 1)."""
    return np.stack([-line, line]) / 2
