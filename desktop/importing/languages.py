"""Which language a text is in, by its script and its commonest small words; nothing when in doubt."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

_SAMPLE = 8_000
_WORD = re.compile(r"[^\W\d_]+")

_SMALL_WORDS = {
    "en": "the of and to in that is was for it with as his on be at by had not are but from have they which were this"
    " their has would there been will who more when said its after than into about",
    "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er"
    " hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur",
    "fr": "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont avec ont été"
    " cette aux mais ou comme elle son être sa leur nous fait ses deux après",
    "es": "de la que el en y a los del se las por un para con no una su al lo como más pero sus le ya o este sí porque"
    " esta entre cuando muy sin sobre también me hasta hay donde quien desde han fue ha son está",
    "it": "di che è la il un a per in una mi sono ho non ma lo ha le si con i da come io questo qui hai sei del se più"
    " al della nel dei alla anche gli delle dal stato ai dopo nella essere",
    "pt": "de a o que e do da em um para com não uma os no se na por mais as dos como mas ao ele das à seu sua ou quando"
    " muito nos já está eu também só pelo pela até isso ela entre foi são ter",
    "nl": "de het een en van ik te dat die in is niet zijn op aan met als voor had er maar om hem dan zou of wat mijn men"
    " dit zo door over ze zich bij ook tot je mij uit der daar naar heb hoe heeft hebben worden wordt",
    "pl": "i w na z się do nie że to jest o jak po a za od co są tym ze ale dla oraz przez być czy ich które już jego jej"
    " był było także tylko może pod przed który która",
    "cs": "a v se na je že s z o do i to k jako ve si ale za by jsem po od jsou podle pro jeho která který tak byl při"
    " bylo není než už mezi také jen nebo své",
    "sv": "och i att det som en på är av för med till den har de inte om ett han men var jag sig från vi så kan när"
    " hade efter vid hon eller nu under också skulle där sin",
    "da": "og i at det er en til af på for med den de som har ikke om et han men var jeg sig fra vi så kan når havde"
    " efter ved hun eller nu også ville hvor blev være",
    "fi": "ja on ei se että oli hän mutta ovat kun myös joka mukaan tai jos niin kuin sen ole hänen vain sekä vuoden"
    " nyt jo ollut mitä olla",
    "ro": "și de în la a cu pe că nu o să din este un pentru care mai au fost sunt ce prin după dar sau al ale lui"
    " fi ca către acest această între",
    "hu": "a az és hogy nem is egy ez de azt meg csak volt már van még el ha mint után lesz arra amely szerint nagy"
    " között vagy lehet",
    "tr": "ve bir bu da de için ile olarak daha çok olan gibi sonra en ne kadar var ancak o değil her olduğu ise"
    " kendi tarafından",
    "uk": "і в на з що не у до та як за це від по для його про а він є але й її вони які був було щодо після також"
    " під може цього через який якщо чи які було буде",
    "ru": "и в на не что с по как к из у за это от он для а о его но они все было также после их который при так же"
    " только или если был будет бы еще более до",
    "be": "і ў на з не што у да як за гэта ад па для яго пра а ён але яны быў было таксама пасля каб які можа гэтага"
    " праз калі ці",
    "bg": "и на в се да от за с не че по са е като до това му го но към след си при или ще съм беше който има също"
    " във със между",
}
_LANGUAGES_OF: dict[str, list[str]] = {}
for _language, _words in _SMALL_WORDS.items():
    for _word in set(_words.split()):
        _LANGUAGES_OF.setdefault(_word, []).append(_language)

_SCRIPTS = {
    "GREEK": "el",
    "HEBREW": "he",
    "GEORGIAN": "ka",
    "ARMENIAN": "hy",
    "THAI": "th",
    "HANGUL": "ko",
    "HIRAGANA": "ja",
    "CJK": "zh",
}
"""Scripts that are written for one language alone, or nearly so."""

_SHARE = 0.12
"""So large a part of running text its language's small words are, at the least."""

_LEAD = 1.2
"""And so many times the runner-up's."""


def guess_language(text: str) -> str:
    """Return a language tag such as "en" or "uk", or "" when the text is too short or too mixed to tell."""
    sample = text[:_SAMPLE]
    script, share = _script(sample)
    if share < 0.6:
        return ""
    if script in {"LATIN", "CYRILLIC"}:
        return _by_small_words(sample)
    if script == "ARABIC":
        return "fa" if re.search("[پچژگ]", sample) else "ar"
    return _SCRIPTS.get(script, "")


def _by_small_words(sample: str) -> str:
    (best, score), (_, runner_up), *_ = (*rank_languages(sample), ("", 0.0), ("", 0.0))
    return best if score >= max(_SHARE, runner_up * _LEAD) else ""


def rank_languages(text: str) -> list[tuple[str, float]]:
    """Return the languages whose small words the text has, with the share of words they make, best first."""
    sample = text[:_SAMPLE].casefold()
    words = _WORD.findall(sample)
    if len(words) < 8:
        return []
    counts: Counter[str] = Counter()
    for word, times in Counter(words).items():
        for language in _LANGUAGES_OF.get(word, ()):
            counts[language] += times
    # Letters that only one of the neighbours has decide between them.
    for language, letters in _OWN_LETTERS.items():
        if language in counts:
            counts[language] += sum(map(sample.count, letters)) // 2
    ranked = [(language, count / len(words)) for language, count in counts.items()]
    return sorted(ranked, key=lambda one: -one[1])


_OWN_LETTERS = {
    "uk": "їєґ",
    "ru": "ыэё",
    "be": "ў",
    "pl": "ąęłśźż",
    "cs": "ěřů",
    "pt": "ãõ",
    "ro": "țșă",
}


def _script(sample: str) -> tuple[str, float]:
    """Return the commonest script among the letters, by Unicode's names for them, and its share."""
    letters = [character for character in sample[:500] if character.isalpha()]
    if not letters:
        return "", 0.0
    scripts = Counter(unicodedata.name(letter, "?").split(" ", 1)[0] for letter in letters)
    kana = scripts["HIRAGANA"] + scripts["KATAKANA"]
    if kana and kana + scripts["CJK"] >= len(letters) * 0.6:
        return "HIRAGANA", (kana + scripts["CJK"]) / len(letters)
    script, count = scripts.most_common(1)[0]
    return script, count / len(letters)
