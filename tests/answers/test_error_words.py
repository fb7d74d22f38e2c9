"""Error words that a program flattened to text are questions, in every language and kind; words that only look like them are not."""

from __future__ import annotations

import pytest

from shpdocs.answers.error_words import has_error_word, is_error_word
from shpdocs.answers.kinds import KINDS
from shpdocs.answers.reading import read_answer
from shpdocs.model.definition import Asked
from tests.support.made import cell

# As public lists of the error words of spreadsheet programs have them, a language a line.
LANGUAGES = """
    #NULL! #DIV/0! #VALUE! #REF! #NAME? #NUM! #N/A #GETTING_DATA #SPILL! #CONNECT! #BLOCKED! #UNKNOWN! #FIELD! #CALC! #EXTERNAL!
    #BUSY! #PYTHON!
    #WERT! #ZAHL! #NV #BEZUG! #ÜBERLAUF! #FELD! #VERBINDEN! #BLOCKIERT! #DATEN_ABRUFEN!
    #VALEUR! #NOMBRE! #NOM? #NUL! #PROPAGATION! #CHAMP! #CALCUL! #BLOQUE! #OBTENTION_DONNEES! #CHARGEMENT_DONNEES!
    #¡VALOR! #¡NUM! #¡DIV/0! #¿NOMBRE? #¡REF! #¡NULO! #¡DESBORDAMIENTO! #¡CALC! #¡CAMPO! #OBTENIENDO_DATOS
    #VALORE! #NOME? #N/D #RIF! #NULLO! #ESPANSIONE! #CAMPO!
    #VALOR! #NÚM! #NULO! #DESPEJAR! #EXCEDENTE!
    #WAARDE! #GETAL! #DEEL/0! #NAAM? #N/B #VERW! #LEEG! #OVERLOOP!
    #ARG! #LICZBA! #DZIEL/0! #NAZWA? #N/D! #ADR! #ZERO! #ROZLANIE!
    #VÄRDEFEL! #OGILTIGT! #DIVISION/0! #NAMN? #SAKNAS! #REFERENS! #SKÄRNING! #SPILL!
    #VÆRDI! #NUMMER! #NAVN? #I/T #REFERENCE! #HENTER_DATA! #OVERLØB!
    #VERDI! #OVERFLYT! #FELT! #BEREGN!
    #ARVO! #LUKU! #JAKO/0! #NIMI? #PUUTTUU! #VIITTAUS! #TYHJÄ! #LEVITTYY!
    #HODNOTA! #ČÍSLO! #DĚLENÍ_NULOU! #NÁZEV? #NENÍ_K_DISPOZICI #ODKAZ! #PŘESAH_DAT! #VÝPOČET!
    #DELENIENULOU! #NÁZOV? #NEDOSTUPNÝ #NEPLATNÝ!
    #ÉRTÉK! #SZÁM! #ZÉRÓOSZTÓ! #NÉV? #HIÁNYZIK #HIV! #NULLA! #KIBONTÁS!
    #DEĞER! #SAYI! #SAYI/0! #AD? #YOK #BAŞV! #BOŞ! #TAŞMA!
    #ЗНАЧ! #ЧИСЛО! #ДЕЛ/0! #ИМЯ? #Н/Д #ССЫЛКА! #ПУСТО! #ПЕРЕНОС!
    #ΤΙΜΗ! #ΑΡΙΘ! #ΔΙΑΙΡ./0! #ΟΝΟΜΑ? #Δ/Υ #ΑΝΑΦ! #ΚΕΝΟ! #ΑΝΑΠΤΥΞΗ!
    #VRIJEDNOST! #BROJ! #DIJ/0! #NAZIV?
    #VALOARE! #NUME?
    #VREDN! #ŠTEV! #DEL/0! #IME? #N/V #SKLIC! #NIČ!
    #НАРК! #АТЫ? #Б/Б
    #БРОЈ! #ПОЉЕ! #ПРЕЛЕВАЊЕ!
    #VäLINE! #გადატანა! #ਬਾਹਰੀ! #DESBORDAMENT! #BAHA! #ÝOK #LUAPAN!
    #スピル! #溢出! #수식! #VALUE！
"""
OF_EXCEL = LANGUAGES.split()
OF_OTHERS = [
    "#ERROR!", "Err:501", "Err:509", "Err:522", "err:504", "Erro:509", "Hiba:509", "Błąd:502", "Virhe:509", "Ошибка:509", "エラー:509",
    "NaN", "nan", "-nan(ind)", "1.#QNAN", "1.#INF", "Infinity", "-Infinity", "inf", "undefined", "null", "NULL", "NaT", "<NA>",
    "Loading...", "Loading…", "[object Object]", "#N/A N/A", "#ref!", "#n/a", "#Value!", "\u202d#REF!\u202c", " #REF! ", "#කඩදාසි කූර!",
    "#NOM ?", "#NOM\u00a0?", "#DIV/0 !", "#DIV/0\u202f!", "#VALEUR !", "#CHAMP\u00a0!", "#BEZUG !", "##", "######", "##########",
    "NaN%", "NaN %", "£NaN", "£ NaN", "-NaN", "$NaN", "€ NaN", "NaN€", "NaNk", "(NaN)", "GBP NaN", "£undefined", "undefined%", "null%",
    "#N/A%", "£#REF!", "=#REF!", "'#N/A", "Infinity%", "∞", "-∞", "+∞", "NaN/NaN/NaN", "NaN:NaN", "NaN-NaN-NaN", "undefined undefined",
    "undefined NaN, NaN", "Invalid Date", "Invalid date", "Invalid DateTime", "Invalid Date - Invalid Date", "[object Undefined]",
    "[object HTMLElement]", "1.#J", "-1.#IND00", "1.#INF000000", "<NULL>", "[null]", "\\N", "(blank)", "(vide)", "(Leer)", "[Record]",
    "[Table]", "System.Object", "System.String[]", "System.__ComObject", "<object at 0x7f3c>", "<function f at 0x10>", "Error 2042",
    "Error 2015", "DIV/0!", "REF!", "Not a Number",
]  # fmt: skip
NO_ERRORS = [
    "N/A", "#1 priority!", "#KnifeFree", "#KnifeFree!", "#NoMore knives!", "What next?", "Err", "Error: 5 records", "Room:512", "Nan",
    "none", "Nil", "Zero!", "#", "#!", "#12", "Item #3?", "# of visits", "see #REF", "Loading bay", "No. 5/6", "A/B",
    "# !", "#KnifeFree !", "What is #1 ?", "Nan%", "£5m", "Null and void", "Undefined", "an invalid date", "Error 2024", "Error 12", "None",
    "Table", "[Name]", "(none)", "Systems. Of work", "No. of NaNs", "k", "m", "%", "£", "-", "()", "=", "bn", "made up m",
    "First part\n######\nsecond part", "First part\n##\nsecond", "a null result", "The nullity of it", "undefined terms",
]  # fmt: skip


@pytest.mark.parametrize("word", [*OF_EXCEL, *OF_OTHERS])
def test_a_word_that_a_program_shows_in_place_of_a_result_is_an_error(word: str) -> None:
    assert is_error_word(word)


@pytest.mark.parametrize("text", NO_ERRORS)
def test_words_that_only_look_like_an_error_are_none(text: str) -> None:
    assert not is_error_word(text)
    assert not has_error_word(text)


@pytest.mark.parametrize("kind", KINDS)
def test_an_error_word_is_a_question_in_every_kind(kind: str) -> None:
    for word in ("#REF!", "Err:509", "NaN", "#¡VALOR!", "#NV"):
        asked = Asked(kind, choices=("Yes", word), no_figure=True)
        assert (read_answer(cell(word), asked).problem, read_answer(cell(word), asked).answer) == ("error-cell", None)


@pytest.mark.parametrize(
    "text",
    [
        "Solved:\n#REF!\nof all",
        "Made up\t#DIV/0!\t12",
        "As Error! Reference source not found. shows",
        "#N/A\n5",
        "Solved:\n#NOM ?\nof all",
        "Made up_x000D_\nNaN%",
        "Made up\tundefined",
        "Burglary fell by NaN%.",
        "It cost £NaN in all",
        "Led by [object Object] since May",
        "Of all, undefined% agreed",
        "Made up\x0b#BEZUG!",
    ],
)
def test_an_error_in_what_was_pasted_into_one_cell_is_a_question(text: str) -> None:
    assert read_answer(cell(text), Asked("narrative")).problem == "error-cell"


def test_words_about_an_error_are_words() -> None:
    assert read_answer(cell("#REF! is what it said"), Asked("text")).answer == "#REF! is what it said"
