"""The lines at the head and foot of each page: what a lead wrote there, what a label stamped, and what programs put there unasked."""

from __future__ import annotations

import re

from shpdocs.workbook.read.strings import unescape

_FONTS = re.compile(r'(?i)&"[^"]*"|&k(?:[0-9a-f]{6}|[0-9]{2}[+-][0-9]{3})|&[0-9]+|&[lcrbiuesxy]')
_SECTIONS = re.compile(r"(?i)(?<!&)&[lcr]")
_STAMP = re.compile(r"(?<!&)&1#")
_SPOILT_STAMP = re.compile(r'#[^"&#]{1,40}"\d*[0-9A-Fa-f]{6}')  # what Gnumeric leaves of a stamp's font, size and colour
_CODES = re.compile(r"(?i)&[pndtzfa]")  # the page, how many there are, day, time, folder, file, sheet
_BETWEEN = re.compile(
    r"[\s/|,.:;()\[\]{}<>«»…·•–—‐+*=~、，：；。／（）\u200e\u200f\u202a-\u202e\u2066-\u2069-]+|(?<=\d)(?=\D)|(?<=\D)(?=\d)"
)
_IDEOGRAPHS = "\u3000"  # from here on, words may stand without a space between them
# How the languages of Excel and LibreOffice, and those of Britain, say 'page' …
_PAGE = frozenset(
    word
    for line in (
        "page s pages pg pgs p pp seite seiten blatt página páginas pàgina paxina páxina pagina pagine bladzijde blz blad pag pág",
        "sida sidan sidor side sider sivu sivua síða blaðsíða strona stron str stránka stránky strana strany strán stran stranica",
        "страница страницы страници стр страниц сторінка сторінок стор старонка бет бета halaman hlm trang sayfa sayfalar sf səhifə",
        "sahifa oldal oldalak lapa lapas lpp puslapis psl lehekülg lk pagină pagini orrialdea orri tudalen tud leathanach lch",
        "duilleag ukurasa bogga pahina faqe faqja paĝo σελίδα σελ σελίδες էջ გვერდი صفحة صفحه صفحات الصفحة عمود ص עמוד עמ דף पृष्ठ",
        "पेज पान পৃষ্ঠা পাতা ਪੰਨਾ ਸਫ਼ਾ પૃષ્ઠ પાનું பக்கம் పేజీ ಪುಟ പേജ് පිටුව หน้า หน้าที่ ຫນ້າ ទំព័រ စာမျက်နှာ хуудас 页 頁 ページ",
        "ページ中 페이지 쪽 면",
    )
    for word in line.split()
)
# … and what stands around the numbers: 'of', 'from', 'in all', 'number', 'printed on', 'file'.
_AROUND = frozenset(
    word
    for line in (
        "of out total no nr num number n° nº von aus gesamt insgesamt sur de des du d di su del da do van uit af av totalt z ze",
        "celkem od iz із из з всего dari daripada trên tổng toplam összesen összes kopā iš viso kokku din guztira o allan as à από",
        "σύνολο من از מתוך מ में से का এর ਦਾ ના จาก ทั้งหมด 第 共 总 總 全 中 的 총 전체 중 printed print on at date time sheet tab",
        "file path gedruckt am datum datei imprimé le fichier",
    )
    for word in line.split()
)


def page_lines(written: str, is_header: bool) -> tuple[str, str]:
    """What a lead wrote in a header or footer, and what a sensitivity label stamped there; '' for nothing.

    Fonts and places are left out, and lines of numbers of pages, in any language. Office parts its own stamp from the rest by a '#'
    of one point.
    """
    said: list[str] = []
    stamped: list[str] = []
    text = unescape(unescape(written))  # LibreOffice escapes escapes
    for section in _SECTIONS.split(_SPOILT_STAMP.sub("&1#", text)):
        pieces = _STAMP.split(section, maxsplit=1)
        if len(pieces) == 1:
            said.append(section)
            continue
        stamp, rest = pieces if is_header else pieces[::-1]
        if not _plain_line(stamp):
            stamp, rest = rest, stamp
        stamped.append(stamp)
        said.append(rest)
    lines = (" ".join(_plain_line(section).replace("&G", "(a picture)").split()) for section in said if not _is_of_programs(section))
    return " ".join(filter(None, lines)), " ".join(filter(None, map(_plain_line, stamped)))


def _plain_line(written: str) -> str:
    return " ".join(_FONTS.sub(" ", written).split())


def _is_of_programs(section: str) -> bool:
    """Whether a line says the number of the page, the day or the name of the file, and nothing else: 'Seite &P von &N'.

    A number that was typed may be a page's where a word for pages stands beside it.
    """
    line = _FONTS.sub(" ", section)
    words = [word for word in _BETWEEN.split(_CODES.sub(" ", line).casefold()) if word]
    words = [part for word in words for part in (word if word not in _PAGE and word >= _IDEOGRAPHS else (word,))]
    is_numbered = not _PAGE.isdisjoint(words)
    is_known = all(is_numbered if word.isdecimal() else word in _PAGE or word in _AROUND for word in words)
    return is_known and (not words or is_numbered or bool(_CODES.search(line)))
