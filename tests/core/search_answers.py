"""Runs alone: makes an index in the database of CONSPECTUS_DATABASE, and prints what is found.

The texts and queries of the table, and texts of few invented words in two scripts, so that many
hold the same: one line of JSON, a list of [query, addresses in order, hits].
"""

from __future__ import annotations

import json
import random
import sys

import django
from django.core.management import call_command

django.setup()

from conspectus.core.scopes import installation_scope, scope_within  # noqa: E402
from conspectus.core.search import forget_text, search  # noqa: E402
from conspectus.core.search_index import IndexedText, index_texts  # noqa: E402
from tests.core.test_search_queries import QUERIES, index_the_texts, places  # noqa: E402

WORDS = "bato kiro lumen parti sola tengo vira zonko 治理 网络 安全 互联网".split()


def _text(chance: random.Random) -> str:
    return " ".join(chance.choices(WORDS, k=chance.randint(3, 40)))


def _queries(chance: random.Random) -> list[str]:
    single = [" ".join(chance.sample(WORDS, chance.randint(1, 3))) for _ in range(60)]
    quoted = [f'"{" ".join(chance.choices(WORDS, k=2))}"' for _ in range(40)]
    return [*single, *quoted, "网", "全治", "bato bato", "nothing of it kiro"]


def main() -> None:
    call_command("migrate", verbosity=0)
    chance = random.Random(7)
    forum = scope_within(installation_scope(), "igf")
    cycle = scope_within(forum, "2026")
    index_the_texts()
    index_texts(
        IndexedText(
            kind="contribution",
            key=f"t{number}/",
            scope=chance.choice([forum, cycle]),
            language=chance.choice(["en", "zh", "fr"]),
            title=_text(chance)[:60],
            holder=chance.choice(WORDS),
            paragraphs=[_text(chance) for _ in range(chance.randint(1, 5))],
        )
        for number in range(150)
    )
    for number in range(0, 150, 7):
        forget_text("contribution", f"t{number}/")
    asked = [row["query"] for row in QUERIES] + _queries(chance)
    answers = [
        [query, *(part for scope in (None, cycle) for part in _found(scope, query))]
        for query in asked
    ]
    json.dump(answers, sys.stdout)


def _found(scope, query):
    results = search(scope, query, size=30)
    return [places(results), results.hits, results.every]


if __name__ == "__main__":
    main()
