"""What apps bring along for a new installation: areas, words, whatever ships with the program."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction

from conspectus.core.models import Scope

_functions: dict[str, Callable[[], None]] = {}


def on_init(function: Callable[[], None]) -> Callable[[], None]:
    """Called by ``init`` and ``migrate``, in the order of registration; must bear repetition.

    Apps register theirs when they are ready (``AppConfig.ready``).
    """
    _functions[f"{function.__module__}.{function.__qualname__}"] = function
    return function


@transaction.atomic
def ship() -> None:
    """The installation's own scope, and what the apps ship."""
    Scope.objects.get_or_create(path="")
    for function in _functions.values():
        function()
