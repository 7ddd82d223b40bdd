"""Bytes to characters: by byte order mark, as UTF-8, by statistics, and at last by the likeliest guess."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from desktop.importing.languages import rank_languages

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# Those that articles are found in; the rare ones would only win by accident.
_LEGACY = (
    "cp1252", "cp1251", "cp1250", "iso8859_2", "iso8859_15", "koi8_u", "koi8_r", "cp866", "mac_cyrillic",
    "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "shift_jis", "euc_jp", "gb18030", "big5", "euc_kr",
)  # fmt: skip

# In order of how common they are: letters outside ASCII mean something in all of them.
_LATIN = ("cp1252", "cp1250", "iso8859_2", "cp1257", "cp1254", "iso8859_15")

_SAMPLE = 256 * 1024
_USUAL_SIGNS = "“”„‘’‚«»–—…•°§©®™€£\u00a0"
_OUTSIDE_ASCII = re.compile(rb"[\x80-\xff]+")
_SMALL = re.compile(rb"[\x00-\x07]")
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The characters, the character set they were read by, and a sentence of doubt if there is one."""

    text: str
    charset: str
    doubt: str = ""


class NotText(Exception):  # noqa: N818 - it says what is the matter
    """The bytes are no text in any character set."""


def decode(data: bytes, *, stated: str = "") -> Decoded:
    """Return the bytes as characters; `stated` is the character set that the file itself names.

    Raises:
        NotText: they look like a program, a picture or another binary file.
    """
    for mark, charset in _MARKS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], charset)
    wide = _wide(data)
    if wide:
        return Decoded(data.decode(wide, errors="replace"), wide)
    _refuse_binary(data)
    for charset in dict.fromkeys(("utf-8", _known(stated))):
        if charset:
            try:
                return Decoded(data.decode(charset), charset)
            except (UnicodeError, LookupError):
                continue
    return _nearly_utf8(data) or _by_statistics(data)


def _marked(data: bytes, charset: str) -> Decoded:
    text = data.decode(charset, errors="replace")
    if "\ufffd" not in text:
        return Decoded(text, charset)
    doubt = "Some bytes are damaged; they are shown as \ufffd."
    return Decoded(text, charset, doubt)


def _known(charset: str) -> str:
    """Return Python's name for a character set, "" for one that it does not know or that is no such thing."""
    try:
        name = codecs.lookup(charset.strip()).name if charset else ""
    except (LookupError, ValueError):
        return ""
    # What calls itself Latin-1 is Windows-1252 (the web's own rule); the codecs for bytes are no charsets.
    name = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030"}.get(
        name, name
    )
    return "" if name in _NO_CHARSETS else name


# Codecs of Python that are no character sets; and the wide ones, which a file that can name them in plain
# letters is not in.
_NO_CHARSETS = frozenset(
    {"base64", "bz2", "hex", "quopri", "rot13", "uu", "zlib", "punycode", "idna", "undefined"}
    | {"unicode-escape", "raw-unicode-escape", "utf-7"}
    | {"utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"}
)


def _wide(data: bytes) -> str:
    """Return the name of UTF-16 without a mark, or "": every second byte of it is a small number."""
    sample = data[:4096]
    if len(sample) < 8 or len(data) % 2:
        return ""
    half = len(sample) // 2
    even, odd = (len(_SMALL.findall(sample[first::2])) / half for first in (0, 1))
    if odd > 0.8 and even < 0.4:
        return "utf-16-le"
    if even > 0.8 and odd < 0.4:
        return "utf-16-be"
    return ""


def _refuse_binary(data: bytes) -> None:
    sample = data[:_SAMPLE]
    controls = len(_CONTROLS.findall(sample))
    if controls > 4 and controls > len(sample) * 0.02:
        raise NotText


def _nearly_utf8(data: bytes) -> Decoded | None:
    """Return UTF-8 with a few damaged bytes, or None when it is too damaged to be that."""
    text = data.decode("utf-8", errors="replace")
    damaged = text.count("\ufffd")
    sound = sum(1 for character in text[: _SAMPLE // 2] if character > "\x7f") - damaged
    if sound < damaged * 4:
        return None
    return Decoded(
        text,
        "utf-8",
        f"{damaged} damaged {'byte' if damaged == 1 else 'bytes'} could not be read as UTF-8 and "
        f"{'is' if damaged == 1 else 'are'} shown as \ufffd.",
    )


def _by_statistics(data: bytes) -> Decoded:
    from charset_normalizer import from_bytes

    if _single_accents(data[:_SAMPLE]):
        charset = _likeliest_latin(data[:_SAMPLE])
    else:
        best = from_bytes(data[:_SAMPLE], cp_isolation=list(_LEGACY)).best()
        charset = best.encoding if best is not None else _LATIN[0]
    text = data.decode(charset, errors="replace")
    doubt = f"The file does not say how its letters are coded; it was read as {charset}. Check the accents."
    return Decoded(text, charset, doubt)


def _single_accents(sample: bytes) -> bool:
    """Whether letters outside ASCII stand by ones and twos among plain ones, as they do in Latin script."""
    runs = _OUTSIDE_ASCII.findall(sample)
    return sum(map(len, runs)) < 2.5 * len(runs)


def _likeliest_latin(sample: bytes) -> str:
    """Return the Latin character set that gives most words of a language and fewest odd signs."""

    def likelihood(charset: str) -> float:
        text = sample.decode(charset, errors="replace")
        ranked = rank_languages(text)
        foreign = [character for character in text if character > "\x7f"]
        usual = sum(1 for character in foreign if character.isalpha() or character in _USUAL_SIGNS)
        return (ranked[0][1] if ranked else 0.0) + usual / max(1, len(foreign))

    return max(_LATIN, key=likelihood)
