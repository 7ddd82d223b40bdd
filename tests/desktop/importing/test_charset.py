"""Bytes to characters: marks, UTF-8, legacy character sets, and what is no text at all."""

from __future__ import annotations

import random

import pytest

from desktop.importing.charset import NotText, decode

UKRAINIAN = "Президент України Володимир Зеленський прибув до Берліна. Ґанок, їжак, єнот під дощем."
RUSSIAN = "Президент заявил в понедельник, что переговоры будут продолжены на следующей неделе."
FRENCH = "L'été à Genève, déjà vu : les négociations se poursuivent avec l'équipe, a déclaré le ministère."
POLISH = "Prezydent spotkał się z premierem w Łodzi. Źródła mówią, że rozmowy będą trwały dłużej."
GERMAN = "Die Gespräche in Köln dauern länger; die Straße ist gesperrt, größer als üblich."
JAPANESE = "これは日本語の文章です。今日は天気がいいですね。会議は東京で開かれました。"


@pytest.mark.parametrize(
    ("text", "charset"),
    [
        (UKRAINIAN, "utf-8"),
        (UKRAINIAN, "utf-8-sig"),
        (UKRAINIAN, "utf-16"),
        (UKRAINIAN, "utf-16-le"),
        (UKRAINIAN, "utf-16-be"),
        (FRENCH, "utf-32"),
        (FRENCH, "utf-16-be"),
        (UKRAINIAN, "cp1251"),
        (UKRAINIAN, "koi8_u"),
        (RUSSIAN, "koi8_r"),
        (RUSSIAN, "cp1251"),
        (FRENCH, "cp1252"),
        (POLISH, "cp1250"),
        (POLISH, "iso8859_2"),
        (GERMAN, "cp1252"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc_jp"),
        ("It\u2019s \u201cfine\u201d \u2013 he said.", "cp1252"),
    ],
)
def test_text_comes_back(text: str, charset: str) -> None:
    assert decode(text.encode(charset)).text.lstrip("\ufeff") == text


def test_a_stated_character_set_is_believed_after_utf8() -> None:
    assert decode("Žižka".encode("cp1250"), stated="windows-1250").text == "Žižka"
    assert decode("Žižka".encode(), stated="windows-1250").text == "Žižka"
    assert decode(b"caf\xe9", stated="ISO-8859-1").text == "café"
    assert decode(b"\x93x\x94", stated="latin1").text == "“x”"


@pytest.mark.parametrize(
    "nonsense", ["no-such-charset", "hex", "rot13", "\x00", "idna", "base64", "utf-16"]
)
def test_a_stated_character_set_that_is_none_is_passed_over(nonsense: str) -> None:
    assert (
        decode("Größe und Straße, schön und grün".encode("cp1252"), stated=nonsense).charset
        == "cp1252"
    )


def test_a_guess_is_said_to_be_one() -> None:
    assert "cp1251" in decode(UKRAINIAN.encode("cp1251")).doubt
    assert decode(UKRAINIAN.encode()).doubt == ""


def test_a_damaged_byte_in_utf8_is_shown_and_said() -> None:
    decoded = decode(FRENCH.encode() + b" \xff " + FRENCH.encode())
    assert decoded.charset == "utf-8"
    assert decoded.text.count("\ufffd") == 1
    assert "1 damaged byte" in decoded.doubt


@pytest.mark.parametrize(
    "data",
    [
        random.Random(1).randbytes(5_000),
        bytes(range(256)) * 20,
        b"\x7fELF\x02\x01\x01" + bytes(500),
        b"\x01\x02" * 50,
    ],
)
def test_binary_is_refused(data: bytes) -> None:
    with pytest.raises(NotText):
        decode(data)


def test_a_stray_nul_is_no_reason_to_refuse() -> None:
    assert decode(b"hello\x00world").text == "hello\x00world"
