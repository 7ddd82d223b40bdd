"""Dates as articles write them, to ISO 8601 at the precision that is stated; nothing when ambiguous."""

from __future__ import annotations

import re
from datetime import date, datetime

_MONTHS = """
january jan januar jänner janvier janv enero ene gennaio gen janeiro januari stycznia styczeń ledna leden січня січень января январь
february feb februar février févr fevr febrero febbraio fevereiro februari lutego luty února únor лютого лютий февраля февраль
march mar märz mars marzo março maart marca marzec března březen березня березень марта март
april apr avril avr abril abr aprile kwietnia kwiecień dubna duben квітня квітень апреля апрель
may mai mayo maggio maio mei maj maja května květen травня травень мая май
june jun juni juin junio giugno junho czerwca czerwiec června červen червня червень июня июнь
july jul juli juillet juil julio luglio julho lipca lipiec července červenec липня липень июля июль
august aug août aout agosto ago augustus sierpnia sierpień srpna srpen серпня серпень августа август
september sep sept septembre septiembre settembre setembro września wrzesień září вересня вересень сентября сентябрь
october oct oktober okt octobre octubre ottobre outubro października październik října říjen жовтня жовтень октября октябрь
november nov novembre noviembre novembro listopada listopad листопада листопад ноября ноябрь
december dec dezember dez décembre déc diciembre dic dicembre dezembro grudnia grudzień prosince prosinec грудня грудень декабря декабрь
""".strip().split("\n")
_NUMBER_OF = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_MONTH = "|".join(sorted(map(re.escape, _NUMBER_OF), key=len, reverse=True))

_LABEL = re.compile(
    r"(?:(?:first |last )?(?:published|posted|updated|modified|dated?|issued|released)(?: on| at)?"
    r"|опубліковано|оновлено|дата|опубликовано|veröffentlicht|stand|publié le|publicado(?: el)?|opublikowano)"
    r"\s*:?\s+",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[.,]?\s+"
    r"|(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi"
    r"|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo|понеділок|вівторок|середа|четвер|п.ятниця"
    r"|субота|неділя|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье)[.,]?\s+",
    re.IGNORECASE,
)
_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d|21\d\d)"
_DAY = r"(?P<day>\d\d?)(?:st|nd|rd|th|er|\.|º)?"
_OF_YEAR = r"(?:\s?(?:р\.?|року|г\.?|года))?"
_TIME = (
    r"(?:[T,]?\s*(?:at |um |о |в |à )?(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)(?::\d\d(?:\.\d+)?)?"
    r"\s*(?P<half>[ap]\.?m\.?)?\s*(?P<zone>Z|UTC|GMT|[+-]\d\d:?\d\d|[A-Z]{2,4})?)?"
)
_FORMS = tuple(
    re.compile(form + _TIME + r"\.?", re.IGNORECASE)
    for form in (
        _YEAR + r"-(?P<month>\d\d)-(?P<day>\d\d)",
        _YEAR + r"[/.](?P<month>\d\d?)[/.](?P<day>\d\d?)",
        rf"{_DAY}\s+(?:of |de |d[’'])?(?P<name>{_MONTH})\.?,?\s+(?:de |del )?{_YEAR}{_OF_YEAR}",
        rf"(?P<name>{_MONTH})\.?\s+(?P<day>\d\d?)(?:st|nd|rd|th)?,?\s+{_YEAR}",
        r"(?P<day>\d\d?)\.\s?(?P<month>\d\d?)\.\s?" + _YEAR,
        rf"{_YEAR}年(?P<month>\d\d?)月(?P<day>\d\d?)日",
    )
)
_SLASHED = re.compile(rf"(?P<first>\d\d?)/(?P<second>\d\d?)/{_YEAR}" + _TIME, re.IGNORECASE)
_MONTH_ALONE = re.compile(rf"(?P<name>{_MONTH})\.?,?\s+(?:de |del )?{_YEAR}", re.IGNORECASE)


def read_date(words: str) -> str:
    """Return the date that these words are, and nothing else, as ISO 8601; "" if they are no date.

    With a time only where the time zone is stated. "03/04/2025" may be March or April: that is no date.
    """
    bare = _WEEKDAY.sub("", _LABEL.sub("", words.strip(" \t.,;|()"), count=1), count=1).strip()
    for form in _FORMS:
        found = form.fullmatch(bare)
        if found is not None:
            return _iso(found, _month(found), int(found["day"]))
    slashed = _SLASHED.fullmatch(bare)
    if slashed is not None:
        first, second = int(slashed["first"]), int(slashed["second"])
        if first > 12 or first == second:
            return _iso(slashed, second, first)
        return _iso(slashed, first, second) if second > 12 else ""
    alone = _MONTH_ALONE.fullmatch(bare)
    if alone is not None:
        return f"{alone['year']}-{_NUMBER_OF[alone['name'].casefold()]:02}"
    return ""


def iso_or_nothing(stamp: str) -> str:
    """Return a machine's time stamp as ISO 8601 to the minute, without a time if it has no zone; "" if it is none."""
    stamp = stamp.strip()
    if re.fullmatch(r"\d{4}(?:-(?:0[1-9]|1[0-2]))?", stamp):
        return stamp
    try:
        moment = datetime.fromisoformat(stamp)
    except ValueError:
        return read_date(stamp)
    if moment.tzinfo is None:
        return moment.date().isoformat()
    return moment.isoformat(timespec="minutes").replace("+00:00", "Z")


def _month(found: re.Match[str]) -> int:
    parts = found.groupdict()
    return int(parts["month"]) if "month" in parts else _NUMBER_OF[found["name"].casefold()]


def _iso(found: re.Match[str], month: int, day: int) -> str:
    try:
        stated = date(int(found["year"]), month, day).isoformat()
    except ValueError:
        return ""
    zone = (found["zone"] or "").upper()
    if not found["hour"] or not re.fullmatch(r"Z|UTC|GMT|[+-].*", zone):
        return stated
    hour = int(found["hour"])
    if found["half"]:
        hour = hour % 12 + (12 if found["half"][0] in "pP" else 0)
    offset = f"{zone[:3]}:{zone[-2:]}" if zone[0] in "+-" else "Z"
    return f"{stated}T{hour:02}:{found['minute']}{offset}"
