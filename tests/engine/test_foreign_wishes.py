"""Views in other languages: told by their form, in other scripts, and quoted where they stand."""

from __future__ import annotations

import pytest

from conspectus.engine.cues import states_a_norm, states_a_value
from conspectus.engine.foreign_wishes import wishes_by_its_form
from conspectus.engine.passages import Claim
from conspectus.engine.segment import sentence_spans
from conspectus.engine.singles import quotable
from conspectus.engine.views import single_view
from tests.factories_corpus import a_holder, the_claims

ALDER = a_holder("Alder Union")


def the_texts(*paragraphs: str, language: str) -> list[str]:
    return [claim.text for claim in the_claims(ALDER, *paragraphs, language=language)]


@pytest.mark.parametrize(
    ("item", "language"),
    [
        ("Créer un fonds pour les bacs de toutes les îles", "fr"),
        ("Interdiction de la pêche de nuit dans tout le port", "fr"),
        ("Que les bacs circulent aussi la nuit entre les îles", "fr"),
        ("Garantizar el paso gratuito de las barcas en invierno", "es"),
        ("Creación de un fondo para las barcas de las islas", "es"),
        ("Ampliar a rede de barcas para todas as ilhas do norte", "pt"),
        ("Criação de um fundo para as barcas das ilhas do norte", "pt"),
        ("Создать фонд поддержки паромов для всех северных островов", "ru"),
        ("إنشاء صندوق لدعم العبارات في جميع جزر الشمال", "ar"),
        ("建立面向所有北方岛屿居民的渡轮补贴基金", "zh"),
    ],
)
def test_an_item_that_opens_with_an_act_asks_for_it(item: str, language: str) -> None:
    (claim,) = the_claims(ALDER, f"- {item}", language=language)
    assert (claim.text, claim.own, claim.printable) == (item, True, True)


@pytest.mark.parametrize(
    ("lead", "item", "language"),
    [
        ("La loi sur les ports prévoit :", "Réduction de la vitesse des bacs de moitié", "fr"),
        ("Nous refusons :", "Créer un péage pour les bacs de toutes les îles", "fr"),
        ("La empresa portuaria pide lo siguiente:", "Crear un peaje para las barcas del sur", "es"),
        ("Rechazamos:", "Crear un peaje para todas las barcas de las islas", "es"),
        ("Мы против:", "Ввести плату за проезд на всех северных паромах", "ru"),
    ],
)
def test_what_others_plan_and_what_is_refused_is_no_wish(
    lead: str, item: str, language: str
) -> None:
    assert the_texts(lead, f"- {item}", language=language) == []


@pytest.mark.parametrize("heading", ["Nos missions", "Contexte", "Qui sommes-nous"])
def test_what_a_body_does_is_no_wish(heading: str) -> None:
    assert the_texts(f"# {heading}", "- Promouvoir les bacs entre les îles", language="fr") == []


@pytest.mark.parametrize(
    ("lead", "item", "language"),
    [
        ("Nous proposons :", "Un bac de nuit entre les deux rives du port", "fr"),
        ("Para tal propomos:", "Uma barca noturna entre as duas margens do porto", "pt"),
        ("Предлагаем:", "ночной паром между двумя берегами большого порта", "ru"),
        ("نوصي بما يلي:", "عبارة ليلية بين ضفتي الميناء الكبير للجميع", "ar"),
    ],
)
def test_what_is_proposed_above_is_wanted_in_whatever_form(
    lead: str, item: str, language: str
) -> None:
    assert item in the_texts(lead, f"- {item}", language=language)


def test_a_year_tells_what_was_done() -> None:
    item = "Création de notre association de passeurs en 1998 au port"
    assert not wishes_by_its_form(item, "fr", listed=True, first=True)


@pytest.mark.parametrize(
    ("text", "language", "norm"),
    [
        ("政府應以立法方式確立渡輪乘客的權利", "zh", True),
        ("我們呼籲機關完備渡輪法制", "zh", True),
        ("这个应用程序只供渡轮乘客使用", "zh", False),
        ("各港口的反应不同，供应充足", "zh", False),
        ("港口应对乘客数据进行保护", "zh", True),
        ("法院的判决要求公司退款", "zh", False),
        ("渡輪乘客權益的呼籲", "zh", False),
        ("التوصيات منشورة على موقع الميناء", "ar", False),
        ("يَجِبُ أن تعمل العبارات ليلاً", "ar", True),
        ("ونناشدكم بإلغاء رسوم العبارات", "ar", True),
        ("Le port devra publier ses comptes.", "fr", True),
        ("Faute de bacs, le port est fermé.", "fr", False),
        ("L’exigence de la clientèle croît.", "fr", False),
        ("Il est temps de rouvrir le quai.", "fr", True),
        ("El puerto deberá publicar sus cuentas.", "es", True),
        ("Alentamos a los puertos a publicar sus cuentas.", "es", True),
        ("Temos que garantir as barcas de noite.", "pt", True),
        ("O texto foi aprovado como deveria.", "pt", False),
        ("Необходима ночная переправа.", "ru", True),
        ("Закон гласит: «в этих случаях необходимо закрыть порт».", "ru", False),
    ],
)
def test_cues_of_other_languages(text: str, language: str, *, norm: bool) -> None:
    assert states_a_norm(text, language) == norm


def test_a_judgement_is_evidence_and_printed_only_for_want_of_a_wish() -> None:
    sentence = "Законопроект о паромах не соответствует конституции нашей страны."
    (claim,) = the_claims(ALDER, sentence, language="ru")
    assert states_a_value(sentence, "ru")
    assert (claim.own, claim.printable, quotable(claim)) == (True, False, True)


@pytest.mark.parametrize(
    ("sentence", "language", "printed"),
    [
        ("El papel que deben tener los puertos es el punto más discutido.", "es", False),
        ("Le rôle que doivent jouer les ports est le point le plus discuté.", "fr", False),
        ("O papel que devem ter os portos é o ponto mais discutido.", "pt", False),
        ("Los puertos que deben cerrar de noche deben decirlo antes.", "es", True),
        ("Consideramos que debe abrirse el puerto durante la noche.", "es", True),
    ],
)
def test_a_duty_told_in_passing_is_no_wish(sentence: str, language: str, *, printed: bool) -> None:
    (claim,) = the_claims(ALDER, sentence, language=language)
    assert claim.printable == printed


def test_the_end_of_an_item_is_no_part_of_its_quotation() -> None:
    (claim,) = the_claims(ALDER, "- Crear un fondo para las barcas de las islas;", language="es")
    assert claim.text == "Crear un fondo para las barcas de las islas"
    assert claim.end - claim.start == len(claim.text)


def test_words_of_a_quotation_are_read_in_its_own_language() -> None:
    text = "Les bacs doivent circuler toute la nuit entre les îles."
    (claim,) = the_claims(ALDER, text, language="fr")
    view = single_view(claim, ())
    assert view is not None
    assert view.words.isdisjoint({"les", "toute", "la", "entre"})


def test_a_thing_that_is_pointed_to_is_quoted_with_the_sentence_that_names_it() -> None:
    pair = "Le port compte encore trois décharges. Ce type de lieu doit disparaître avant 2030."
    (claim,) = the_claims(ALDER, pair, language="fr")
    assert (claim.text, claim.start, claim.printable) == (pair, 0, True)


def test_words_of_others_are_not_drawn_in() -> None:
    told = "Certains passeurs estiment que tout va bien."
    (_, claim) = the_claims(
        ALDER, f"{told} Cette idée doit être oubliée au plus vite.", language="fr"
    )
    assert told not in claim.text
    assert not claim.printable


@pytest.mark.parametrize(
    ("sentence", "rest", "language"),
    [
        ("Por lo tanto, ", "las barcas deben circular toda la noche.", "es"),
        ("Par ailleurs, ", "les bacs doivent circuler toute la nuit.", "fr"),
        ("Além disso, ", "as barcas devem circular toda a noite.", "pt"),
        ("Поэтому ", "паромы должны ходить всю ночь между островами.", "ru"),
        ("因此,", "渡輪公司應當整夜為所有島嶼居民提供服務。", "zh"),
    ],
)
def test_a_view_begins_after_its_connective(sentence: str, rest: str, language: str) -> None:
    (claim,) = the_claims(ALDER, sentence + rest, language=language)
    assert (claim.text, claim.start) == (rest, len(sentence))


def test_what_points_back_to_nothing_is_not_quoted() -> None:
    (claim,) = the_claims(ALDER, "Leurs bacs doivent circuler toute la nuit.", language="fr")
    assert isinstance(claim, Claim)
    assert not quotable(claim)


def test_the_number_of_a_chapter_ends_no_sentence() -> None:
    text = "Просим перед Главой 1. «Общие положения» вставить преамбулу. Она коротка."
    assert [text[a:b] for a, b in sentence_spans(text, "ru")] == [
        "Просим перед Главой 1. «Общие положения» вставить преамбулу.",
        "Она коротка.",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "وأوضح مدير الميناء أن العبارات يجب أن تعمل ليلاً.",
        "يرى بعضهم أن العبارات يجب أن تعمل ليلاً.",
    ],
)
def test_what_an_arabic_speaker_is_said_to_have_said_is_relayed(sentence: str) -> None:
    (claim,) = the_claims(ALDER, sentence, language="ar")
    assert not claim.own


def test_an_arabic_holder_may_name_itself() -> None:
    port = a_holder("جمعية الميناء")
    (claim,) = the_claims(port, "وأوضحت جمعية الميناء أن العبارات يجب أن تعمل.", language="ar")
    assert claim.own
