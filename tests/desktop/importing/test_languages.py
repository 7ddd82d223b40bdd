"""Languages are told by script and small words, and not told when in doubt."""

from __future__ import annotations

import pytest

from desktop.importing.languages import guess_language

SENTENCES = {
    "en": "The president said that the talks were going on in Berlin and would last for days.",
    "uk": "Президент заявив, що переговори тривають і що він не поїде до Берліна на цьому тижні.",
    "ru": "Президент заявил, что переговоры продолжаются и что он не поедет в Берлин на этой неделе.",
    "be": "Прэзідэнт заявіў, што перамовы працягваюцца і што ён не паедзе ў Берлін на гэтым тыдні.",
    "de": "Der Präsident sagte, dass die Gespräche in Berlin noch nicht beendet sind und weitergehen.",
    "fr": "Le président a dit que les discussions à Berlin ne sont pas terminées et continuent dans la nuit.",
    "es": "El presidente dijo que las conversaciones en Berlín no han terminado y continúan por la noche.",
    "it": "Il presidente ha detto che i colloqui di Berlino non sono finiti e che continuano nella notte.",
    "pt": "O presidente disse que as conversas em Berlim não terminaram e que continuam até à noite.",
    "pl": "Prezydent powiedział, że rozmowy w Berlinie nie zostały zakończone i są kontynuowane.",
    "nl": "De president zei dat de gesprekken in Berlijn nog niet zijn afgelopen en dat ze doorgaan.",
    "cs": "Prezident řekl, že rozhovory v Berlíně ještě neskončily a že se jich účastní i on.",
    "sv": "Presidenten sade att samtalen i Berlin inte är avslutade och att de fortsätter under natten.",
    "el": "Ο πρόεδρος είπε ότι οι συνομιλίες στο Βερολίνο συνεχίζονται.",
    "he": "הנשיא אמר שהשיחות בברלין נמשכות.",
    "ar": "قال الرئيس إن المحادثات في برلين مستمرة.",
    "fa": "رئیس جمهور گفت که گفتگوها در برلین ادامه دارد.",
    "ja": "大統領はベルリンでの会談が続いていると述べた。",
    "zh": "总统表示柏林的会谈仍在继续。",
    "ko": "대통령은 베를린에서 회담이 계속되고 있다고 말했다.",
}


@pytest.mark.parametrize(("language", "sentence"), SENTENCES.items())
def test_a_sentence_is_enough(language: str, sentence: str) -> None:
    assert guess_language(sentence) == language


@pytest.mark.parametrize(
    "text",
    ["", "Putin Trump NATO Kyiv", "12 34 56", "Lorem ipsum dolor sit amet consectetur adipiscing"],
)
def test_in_doubt_nothing_is_said(text: str) -> None:
    assert guess_language(text) == ""


def test_of_two_languages_none_or_one_of_them_is_told() -> None:
    assert guess_language(f"{SENTENCES['en']} {SENTENCES['ru']} " * 3) in {"", "en", "ru"}
    assert guess_language(f"{SENTENCES['de']} {SENTENCES['fr']} " * 3) in {"", "de", "fr"}
