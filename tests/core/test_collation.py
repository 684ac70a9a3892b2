"""Names in the order in which readers of each language look for them."""

from __future__ import annotations

import random

import pytest

from conspectus.core.collation import collation_key

IN_ORDER = {
    "en": ["3 Rivers", "Åland Islands", "Albania", "Côte d’Ivoire", "Curaçao", "Türkiye", "Tuvalu"],
    "fr": ["côté est", "Égypte", "Équateur", "Espagne", "États-Unis", "Éthiopie", "Finlande"],
    "es": ["nube", "ñandú", "oasis", "Perú", "Reino Unido", "República Checa", "Zambia"],
    "ru": ["ежевика", "Ёлка", "елочка", "Ирак", "Йемен", "Казахстан", "Япония", "ASEAN"],
    "ar": ["آسيا", "أذربيجان", "ألمانيا", "إثيوبيا", "اليابان", "بولندا", "تونس", "ASEAN"],
    "zh": ["阿富汗", "巴西", "中国", "ASEAN"],
}


@pytest.mark.parametrize("language", IN_ORDER)
def test_names_stand_in_the_order_of_the_language(language):
    names = list(IN_ORDER[language])
    random.Random(language).shuffle(names)
    assert sorted(names, key=lambda name: collation_key(name, language)) == IN_ORDER[language]


def test_small_stands_before_capital_and_bare_before_marked():
    names = ["Côte", "côte", "Cote", "cote"]
    ordered = sorted(names, key=lambda name: collation_key(name, "fr"))
    assert ordered == ["cote", "Cote", "côte", "Côte"]
