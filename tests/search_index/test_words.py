"""Words: what is one word, what it is looked up by, and that offsets are those of the text."""

from pathlib import Path

import pytest
import snowballstemmer
from hypothesis import given
from hypothesis import strategies as st

from search_index import Entry, Index
from search_index.folding import fold
from search_index.stems import stem
from search_index.words import Words, form_of, is_break, is_dense, raw_words, word_tokens

# What is asked for, a text that must be found by it, and the text's language.
FINDS = [
    ("bank", "The banks were banking on it", "en"),
    ("negotiation", "Negotiations dragged on", "en"),
    ("ukraine", "Ukraine’s answer", "en"),
    ("don't", "They don’t know", "en"),
    ("US", "The U.S. offered", "en"),
    ("f-16", "an F-16 over the bay", "en"),
    ("1500", "some 1,500 soldiers", "en"),
    ("elysee", "à l’Élysée hier", "fr"),
    ("accord", "l'accord de Minsk", "fr"),
    ("négociation", "les négociations de paix", "fr"),
    ("strasse", "Die Straße ist gesperrt", "de"),
    ("MUELLER", "Frau Mueller sagt", "de"),
    ("muller", "Herr Müller sagt", "de"),
    ("verhandlung", "Die Verhandlungen stocken", "de"),
    ("häuser", "Ein Haus am See", "de"),
    ("istanbul", "İSTANBUL'da toplandı", "tr"),
    ("isik", "Işık yandı", "tr"),
    ("garantiler", "yeni garanti verildi", "tr"),
    ("ukrainą", "Ukraina nie ustępuje", "pl"),
    ("lodz", "w Łodzi i Łódź", "pl"),
    ("gwarancji", "gwarancje bezpieczeństwa", "pl"),
    ("переговоры", "на переговорах в Берлине", "ru"),
    ("ёлка", "новогодняя елка", "ru"),
    ("київ", "у Києві тривають розмови", "uk"),
    ("гарантій", "безпекові гарантії союзників", "uk"),
    ("п'ять", "п’ять днів", "uk"),
    ("україна", "з Україною та в Україні", "uk"),
    ("كتاب", "كِتَابٌ جديد", "ar"),
    ("حكومة", "أعلنت الحكومة", "ar"),
    ("اوكرانيا", "أوكرانيا تطلب", "ar"),
    ("שלום", "שָׁלוֹם לכולם", "he"),
    ("צה״ל", "דובר צה״ל אמר", "he"),
    ("गारंटी", "सुरक्षा गारंटियों पर", "hi"),
    ("देश", "कई देशों ने", "hi"),
    ("หลักประกัน", "ยูเครนต้องการหลักประกัน", "th"),
    ("安全", "乌克兰要求安全保证", "zh"),
    ("证", "乌克兰要求安全保证", "zh"),
    ("乌", "乌克兰要求安全保证", "zh"),
    ("安全保障", "ウクライナは安全保障を求める", "ja"),
    ("ウクライナ", "ｳｸﾗｲﾅ情勢", "ja"),
    ("우크라이나", "우크라이나는 안전을 원한다", "ko"),
    ("αθηνα", "στην Αθήνα", "el"),
    ("negociación", "las negociaciones", "es"),
    ("negociação", "as negociações de ontem", "pt"),
    ("🚀", "launch 🚀 today", "en"),
]  # fmt: skip

KEEPS_APART = [
    ("йод", "иод", "ru"),
    ("ї", "і", "uk"),
    ("北京", "南京", "zh"),
    ("=bank", "banks", "en"),
    ("organ", "corporation", "en"),
]


def test_words_of_fifteen_languages_find_each_other(index: Index) -> None:
    index.apply(
        [
            Entry(f"article:{number}", "article", body=text, language=language)
            for number, (_, text, language) in enumerate(FINDS)
        ],
        generation=1,
    )
    assert len({language for _, _, language in FINDS}) >= 15
    missed = [
        (query, text)
        for number, (query, text, _) in enumerate(FINDS)
        if f"article:{number}" not in {hit.key for hit in index.search(query, limit=100).hits}
    ]
    assert missed == []


@pytest.mark.parametrize(("query", "text", "language"), KEEPS_APART)
def test_different_words_stay_apart(index: Index, query: str, text: str, language: str) -> None:
    index.apply([Entry("a", "article", body=text, language=language)], generation=1)
    assert index.search(query).total == 0


@pytest.mark.parametrize(
    ("raw", "surface"),
    [
        ("Straße", "strasse"), ("İstanbul", "istanbul"), ("don’t", "dont"), ("Ukraine's", "ukraine"),
        ("d’État", "etat"), ("O’Brien", "obrien"), ("U.S.", "us"), ("3.14", "3.14"), ("1,500,000", "1500000"),
        ("2,5", "2,5"), ("٢٠٢٥", "2025"), ("ﬁnance", "finance"), ("Łódź", "lodz"), ("Київ", "київ"),
        ("за́мок", "замок"), ("Ёж", "еж"), ("مُحَمَّد", "محمد"), ("Ἀθῆναι", "αθηναι"), ("Smørrebrød", "smorrebrod"),
    ],
)  # fmt: skip
def test_surface_forms(raw: str, surface: str) -> None:
    assert form_of(raw).surface == surface


@given(st.text(max_size=200))
def test_offsets_are_those_of_the_text(text: str) -> None:
    before = 0
    for token in Words("en").tokens(text):
        assert 0 <= token.start < token.end <= len(text)
        assert token.start >= before
        assert token.surface
        assert token.stem
        before = token.start


@given(st.text(max_size=200) | st.text(alphabet="ab1 .,'’‘“”–—\xa0\n!?", max_size=80))
def test_the_quick_way_to_words_gives_the_same(text: str) -> None:
    if is_dense(text):
        return
    raw = [word for word in raw_words(text) if not is_break(word)]
    words = Words("uk")
    assert [words.form(word).surface for word in raw] == [t.surface for t in words.tokens(text)]
    if "_" not in text:
        written = [text[start:end] for _, start, end in word_tokens(text)]
        assert raw == [word.replace("’", "'").replace("‘", "'") for word in written]


@given(st.text(max_size=30))
def test_folding_settles(text: str) -> None:
    once = fold(text) if text else ""
    assert (fold(once) if once else "") == once


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz' .,-\n0123456789", max_size=120))
def test_ascii_and_general_rules_agree(text: str) -> None:
    ascii_words = [t.surface for t in Words("en").tokens(text)]
    general = [t.surface for t in Words("en").tokens(f"{text} é")][:-1]
    if text and (text[-1].isalnum() or text[-1] in "'.,"):
        return  # the added letter may join
    assert ascii_words == general


def test_a_very_long_word_is_kept_short() -> None:
    assert len(form_of("x" * 1_000_000).surface) == 64


@given(
    st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=3, max_size=12)
    | st.text(alphabet="abentlizcr", min_size=3, max_size=9)
)
def test_english_words_that_need_no_stemmer(word: str) -> None:
    assert stem(word, "english") == snowballstemmer.stemmer("english").stemWord(word)


def test_ukrainian_stems_do_not_vanish() -> None:
    from search_index import ukrainian

    sample = Path(__file__).read_text(encoding="utf-8")
    words = [w.lower() for w, _, _ in word_tokens(sample) if "а" <= w[0].lower() <= "ї"]
    assert all(len(ukrainian.stem(word)) >= min(2, len(word)) for word in words)
