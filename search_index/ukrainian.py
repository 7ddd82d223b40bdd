"""A small stemmer for Ukrainian, which Snowball lacks: it takes endings off, no more.

The endings are those of the declensions and conjugations in any Ukrainian grammar, longest first. A
stem keeps at least three letters, or two where the word is short. Two changes of the last consonants
are undone so that forms of one word meet (Росія / Росії, Києві / Київ).
"""

from __future__ import annotations

_VOWELS = "аеєиіїоуюя"

_REFLEXIVE = ("ся", "сь")

_ENDINGS = tuple(
    sorted(
        (
            # nouns
            "ами", "ями", "еві", "ові", "єві", "ею", "єю", "ою", "ом", "ем", "єм", "ам", "ям", "ах",
            "ях", "ів", "їв", "ей", "ій", "ю", "я", "а", "о", "у", "и", "і", "ї", "е", "є", "ь", "й",
            "ії", "ією", "ія", "ію", "ій", "іям", "іями", "іях", "ість", "ості", "істю",
            # adjectives and participles
            "ого", "ому", "ими", "их", "им", "ий", "ої", "ій", "іший", "ішого", "ішими", "іших",
            "нього", "ньому", "ньої", "ньою",
            # verbs
            "ити", "ати", "яти", "іти", "їти", "ути", "юти", "ти", "ть", "ить", "їть", "ать", "ять",
            "уть", "ють", "ємо", "емо", "имо", "їмо", "єте", "ете", "ите", "їте", "єш", "еш", "иш",
            "їш", "ує", "ують", "ував", "увала", "ували", "увати", "ює", "юють", "ював", "ювала",
            "ювали", "ювати", "ав", "ала", "ало", "али",
            "ив", "ила", "ило", "или", "ів", "іла", "іло", "іли", "в", "ла", "ло", "ли", "ючи", "ачи",
            "вши", "ано", "ено", "то", "ання", "ення", "іння", "анням", "енням", "інням", "анні",
            "енні", "інні", "увань", "ань", "ень", "ування", "уванню", "уваннях", "уванням",
        ),
        key=lambda ending: (-len(ending), ending),
    )
)  # fmt: skip


def stem(word: str) -> str:
    """Give the stem of a lowered Ukrainian word whose apostrophes are gone."""
    if len(word) <= 3:
        return word
    for ending in _REFLEXIVE:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            word = word[: -len(ending)]
            break
    if word.endswith("їв") and len(word) <= 5:
        return word[:-2] + "єв"
    for ending in _ENDINGS:
        if word.endswith(ending):
            rest = word[: -len(ending)]
            if len(rest) >= 3 and any(letter in _VOWELS for letter in rest):
                return _settled(rest)
    return _settled(word)


def _settled(rest: str) -> str:
    """Undo what an ending does to the end of the stem: softness, doubled letters, і for о or е."""
    while len(rest) > 3 and rest[-1] in "ьй":
        rest = rest[:-1]
    if len(rest) > 3 and rest[-1] == "і":
        rest = rest[:-1]
    if len(rest) > 3 and rest[-1] == rest[-2]:
        rest = rest[:-1]
    return rest
