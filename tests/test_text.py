"""`assistant.text`: which terms a text is made of."""

from __future__ import annotations

import re
import string
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assistant.text import MAX_TERM_LENGTH, Analyzer, analyzer


def terms(text: str, language: str = "english") -> list[str]:
    return analyzer(language).terms(text)


def content(question: str) -> list[str]:
    return list(analyzer().question_terms(question)[1])


# Words


def test_words_come_in_order_with_repeats() -> None:
    assert terms("docker ps, docker; docker") == ["docker", "ps", "docker", "docker"]


def test_a_thing_whose_stem_is_a_stop_word_stays_itself() -> None:
    assert content("how much was the ups") == ["ups"]


def test_an_entity_of_html_is_the_sign_it_stands_for() -> None:
    assert terms("180&nbsp;degrees &amp; Z&uuml;rich") == terms("180 degrees & Zürich")
    assert terms("a && b; c") == ["a", "b", "c"]


def test_case_is_folded() -> None:
    assert terms("Docker DOCKER docker") == ["docker"] * 3


def test_case_is_folded_beyond_ascii() -> None:
    assert terms("Straße STRASSE ΣΊΣΥΦΟΣ") == [*terms("strasse strasse"), *terms("σίσυφος")]


def test_compatibility_characters_become_plain_ones() -> None:
    assert terms("ﬁle Ｄｏｃｋｅｒ x²") == ["file", "docker", "x2"]


@pytest.mark.parametrize("text", ["café", "CAFÉ", "cafe\u0301", "cafe"])
def test_accents_are_stripped_however_they_are_written(text: str) -> None:
    assert terms(text) == ["cafe"]


@pytest.mark.parametrize("word", ["won't", "shouldn't", "weren't"])
def test_what_only_denies_is_no_content(word: str) -> None:
    assert content(f"the boiler {word} start") == ["boiler", "start"]


def test_a_curly_apostrophe_is_a_straight_one() -> None:
    assert terms("don’t") == terms("don't") == ["don't"]


def test_a_possessive_is_the_word_itself() -> None:
    assert terms("Docker's docker’s") == ["docker", "docker"]


def test_of_endless_accents_on_a_letter_the_first_ones_count() -> None:
    # To put them into order, as normalizing does, took hours.
    marks = "\u0301\u0323" * 500_000
    assert terms(f"e{marks}") == terms(f"e{marks[:20]}")


def test_words_of_one_stem_are_one_term() -> None:
    assert set(terms("container containers Container's CONTAINERS")) == {"contain"}
    assert set(terms("running runs run")) == {"run"}


@pytest.mark.parametrize(
    ("form", "base"),
    [("went", "goes"), ("Broken", "breaks"), ("mice", "mouse"), ("children's", "child")],
)
def test_an_irregular_form_is_the_word_it_is_a_form_of(form: str, base: str) -> None:
    assert terms(form) == terms(base)


def test_irregular_forms_are_those_of_english_alone() -> None:
    assert terms("went", "german") == ["went"]


def test_digits_are_words() -> None:
    assert terms("exit code 137") == ["exit", "code", "137"]


def test_a_number_is_the_same_with_commas_between_its_thousands() -> None:
    assert terms("5,000 or 1,234,567.") == ["5000", "or", "1234567"]
    assert terms("22,80,443 and 1,2345") == ["22", "80", "443", "and", "1", "2345"]


def test_a_date_gives_the_month_and_the_day_as_they_are_spoken() -> None:
    assert terms("2025-03-08") == ["2025-03-08", "2025", "03", "08", "8", "march"]
    assert terms("2025-03-14") == ["2025-03-14", "2025", "03", "14", "march"]
    assert "2025-03-08" in terms("2025-03-08.md")[0]
    assert "march" not in terms("2025-13-08 or 12025-03-08")


DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))


@given(DAYS)
def test_a_date_has_the_same_terms_however_it_is_written(day: date) -> None:
    nth = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}.get(day.day, "th")
    written = [f"{day:%Y/%m/%d}", f"{day:%d.%m.%Y}", f"{day.day}.{day.month}.{day.year}"]
    for month in (f"{day:%B}", f"{day:%b}", f"{day:%b}.", f"{day:%B}".lower()):
        written += [f"{month} {day.day}{nth}, {day.year}", f"{day.day}{nth} of {month} {day.year}"]
        written += [f"{day.day} {month} {day.year}", f"{month} {day.day}, {day.year}"]
    assert [terms(text) for text in written] == [terms(f"{day}")] * len(written)
    apart = (f"{day.day}/{day.month}/{day.year}", f"{day.month}/{day.day}/{day.year}")
    for text in apart:
        assert {*terms(f"{day}")} <= {*terms(text)}


@given(DAYS)
def test_a_day_without_a_year_is_found_in_the_date(day: date) -> None:
    nth = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}.get(day.day, "th")
    spoken = terms(f"{day:%B} {day.day}{nth}")
    assert spoken == terms(f"{day.day} {day:%b}") == terms(f"{day}")[-2:]


SMALL = st.integers(0, 999)
VERSIONS = st.lists(SMALL, min_size=2, max_size=5).map(lambda parts: ".".join(map(str, parts)))
TIMES = st.times().map(lambda time: f"{time:%H:%M}") | st.times().map(
    lambda time: f"{time:%H:%M:%S}"
)
ADDRESSES = st.ip_addresses(v=4).map(str)
PORTS = st.tuples(st.integers(1, 65535), st.integers(1, 65535)).map(
    lambda two: f"{two[0]}:{two[1]}"
)
FRACTIONS = st.tuples(SMALL, SMALL).map(lambda two: f"{two[0]}/{two[1]}")


@given(VERSIONS | TIMES | ADDRESSES | PORTS | FRACTIONS)
def test_a_number_that_is_no_date_gives_itself_and_its_parts(number: str) -> None:
    expected = [number, *re.split("[.:/]", number)]
    assert terms(number) == expected
    for before, behind in (("in", "March"), ("March", "or"), ("may", "may"), ("May", "2025")):
        assert terms(f"{before} {number} {behind}") == [
            *terms(before),
            *expected,
            *terms(behind),
        ]


@given(st.integers(0, 10**9))
def test_a_number_alone_gives_itself(number: int) -> None:
    assert terms(f"{number}") == [f"{number}"]
    assert terms(f"{number} tins in March 2025") == [f"{number}", *terms("tins in March 2025")]


def test_an_ordinal_gives_the_day_as_well() -> None:
    assert terms("on the 14th") == ["on", "the", "14th", "14"]
    assert terms("the 32nd 0th 114th") == ["the", "32nd", "0th", "114th"]


def test_the_month_of_may_is_what_is_asked_about() -> None:
    assert analyzer().content_of("who came on May 5") == ["come", "5", "may"]
    assert analyzer().content_of("may 5 people come") == ["5", "may", "peopl", "come"]
    assert analyzer().content_of("why may 5.2 fail") == ["5.2", "5", "2", "fail"]


def test_signs_alone_are_no_terms() -> None:
    assert terms("- -- ... {{}} | ? \n\t *** `` !") == []


def test_quotes_and_brackets_around_a_word_do_not_belong_to_it() -> None:
    text = "\"docker\" 'docker' `docker` (docker) <docker> [docker]. docker?"
    assert terms(text) == ["docker"] * 7


def test_a_very_long_word_is_cut() -> None:
    (term,) = terms("x" * 1000)
    assert len(term) == MAX_TERM_LENGTH


# Other languages


def test_another_language_has_its_own_stems() -> None:
    assert terms("corriendo contenedores", "spanish") == terms("corre contenedor", "spanish")
    assert terms("corriendo", "english") != terms("corre", "english")


def test_accents_are_stripped_in_another_language_as_well() -> None:
    assert terms("canción", "spanish") == terms("cancion", "spanish")


def test_a_language_without_stemmer_is_refused() -> None:
    with pytest.raises(KeyError):
        Analyzer("klingon")


# Technical words


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("docker-compose", ["docker-compose", "docker", "compos"]),
        ("--build-arg", ["--build-arg", "build", "arg"]),
        ("-it", ["-it", "it"]),
        ("--rm", ["--rm", "rm"]),
        ("/var/lib/docker/volumes", ["/var/lib/docker/volumes", "var", "lib", "docker", "volum"]),
        ("{{.Server.Version}}", [".server.version", "server", "version"]),
        ("app.py", ["app.py", "app", "py"]),
        (".dockerignore", [".dockerignore", "dockerignor"]),
        ("v1.2.3", ["v1.2.3", "v1", "2", "3"]),
        ("depends_on", ["depends_on", "depend", "on"]),
        ("POSTGRES_PASSWORD=x", ["postgres_password=x", "postgr", "password", "x"]),
        ("8080:80", ["8080:80", "8080", "80"]),
        ("me@example.com", ["me@example.com", "me", "exampl", "com"]),
        (
            "docker.io/library/nginx",
            ["docker.io/library/nginx", "docker", "io", "librari", "nginx"],
        ),
    ],
)
def test_a_technical_word_comes_whole_and_in_its_parts(word: str, expected: list[str]) -> None:
    assert terms(word) == expected


def test_a_technical_word_in_quotes_at_the_end_of_a_sentence_is_the_same() -> None:
    assert terms("Use `docker-compose`.") == ["use", *terms("docker-compose")]
    assert terms("Edit app.py.") == ["edit", *terms("app.py")]


def test_a_camel_case_word_comes_whole_and_in_its_parts() -> None:
    assert terms("camelCase") == ["camelcas", "camel", "case"]
    assert terms("HTTPServer") == ["httpserver", "http", "server"]


def test_a_camel_case_word_is_found_by_its_small_spelling() -> None:
    assert terms("camelcase")[0] in terms("camelCase")


def test_cpp_and_csharp_are_words_apart_from_c() -> None:
    assert terms("C++ C# C") == ["c++", "c", "c#", "c", "c"]


def test_a_sign_is_no_part_of_what_follows_in_the_middle_of_a_word() -> None:
    assert terms("foo#bar") == ["foo", "bar"]
    assert terms("a -- b") == ["a", "b"]


# Chinese, Japanese, Korean


def test_chinese_and_japanese_give_character_bigrams() -> None:
    assert terms("容器日志") == ["容器", "器日", "日志"]
    assert terms("コンテナ") == ["コン", "ンテ", "テナ"]


def test_a_single_character_is_a_term() -> None:
    assert terms("中") == ["中"]


def test_latin_words_in_cjk_text_stay_words() -> None:
    assert terms("dockerコンテナ") == ["docker", "コン", "ンテ", "テナ"]


def test_wide_punctuation_separates_bigrams() -> None:
    assert terms("容器。日志") == ["容器", "日志"]


# Content


def test_stop_words_are_terms() -> None:
    assert terms("what is the") == ["what", "is", "the"]


def test_stop_words_are_not_what_is_asked_about() -> None:
    assert content("How do I restart the containers?") == terms("restart containers")


def test_a_stop_word_in_capitals_is_what_is_asked_about() -> None:
    assert analyzer().question_terms("what does FROM do") == (
        ("what", "doe", "from", "do"),
        ("from",),
    )
    assert analyzer().content_of("what does this come from") == ["come"]


def test_in_a_question_all_in_capitals_a_stop_word_is_one() -> None:
    assert analyzer().content_of("WHAT DOES TEA COME FROM") == ["tea", "come"]


def test_whoever_it_may_be_is_nothing_that_is_asked_about() -> None:
    assert content("does anybody know when somebody comes") == content("when know come")


def test_content_terms_do_not_repeat() -> None:
    assert content("docker ps docker") == ["docker", "ps"]


def test_a_question_of_stop_words_alone_is_about_them() -> None:
    assert content("what is what") == ["what", "is"]


# Any text


@given(st.text())
def test_any_text_can_be_analysed(text: str) -> None:
    assert all(terms(text))


@given(st.text())
def test_terms_hold_no_white_space(text: str) -> None:
    assert not any(character.isspace() for term in terms(text) for character in term)


SPELLINGS = st.sampled_from(["camelCase", "camelcase", "CAMELCASE", "camel-case", "café", "cafe"])
MIXED = st.lists(SPELLINGS | st.text(), max_size=4).map(" ".join)


@given(st.lists(MIXED), MIXED)
@example(["camelCase"], "camelcase")
@example(["camelcase"], "camelCase")
def test_terms_do_not_depend_on_what_was_analysed_before(earlier: list[str], text: str) -> None:
    experienced = Analyzer()
    for other in [*earlier, text]:
        experienced.terms(other)
    assert experienced.terms(text) == Analyzer().terms(text)


@settings(max_examples=500)
@given(st.text(alphabet=string.ascii_lowercase + " -_./'=`#+\n"))
def test_upper_case_text_has_the_terms_of_lower_case_text(text: str) -> None:
    assert terms(text.upper()) == terms(text)


@given(st.text(), st.text())
def test_lines_are_analysed_apart(first: str, second: str) -> None:
    assert terms(f"{first}\n{second}") == terms(first) + terms(second)


def test_behind_how_a_measure_says_how_something_is_asked() -> None:
    assert content("how often is the long hose cleaned") == ["long", "hose", "clean"]


def test_a_question_of_nothing_but_a_measure_is_about_it() -> None:
    assert content("how long") == ["how", "long"]


@pytest.mark.parametrize("question", ["which command lists volumes", "what command lists volumes"])
def test_behind_which_a_kind_of_answer_says_what_is_wanted(question: str) -> None:
    assert content(question) == terms("list volume")


@pytest.mark.parametrize("question", ["which commands are there", "what commands does git have"])
def test_a_question_for_all_of_a_kind_is_about_the_kind(question: str) -> None:
    assert "command" in content(question)


@given(st.from_regex(r"[A-Z]?[a-z]{0,70}[.,:;!?'#+-]*[a-z]?", fullmatch=True))
def test_a_plain_word_has_the_terms_that_it_has_in_quotation_marks(word: str) -> None:
    assert terms(f'"{word}"') == terms(word)


@pytest.mark.parametrize("question", ["what does pump list show", "what does pump list tell me?"])
def test_what_a_thing_shows_is_asked_of_the_thing_alone(question: str) -> None:
    assert content(question) == ["pump", "list"]


@pytest.mark.parametrize(
    "question", ["show the pump list", "what shows the list", "what does show"]
)
def test_elsewhere_showing_is_asked_about(question: str) -> None:
    assert "show" in content(question)


@pytest.mark.parametrize(
    "question", ["explain the valve", "can you please describe a valve", "define valve"]
)
def test_what_asks_to_explain_something_is_about_the_thing_alone(question: str) -> None:
    assert content(question) == ["valv"]


@pytest.mark.parametrize("question", ["how to describe", "which words explain a valve"])
def test_explaining_is_asked_about_where_it_is_no_order(question: str) -> None:
    assert not {"explain", "describ"}.isdisjoint(content(question))


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("what is the purpose of a valve", ["valv"]),
        ("what is the meaning of a valve", ["valv"]),
        ("what is a valve good for", ["valv"]),
        ("what are valves meant for?", ["valv"]),
        ("what is good for a valve", ["good", "valv"]),
        ("what is the boiling point", ["boil", "point"]),
    ],
)
def test_what_something_is_for_is_asked_without_a_word_of_its_own(
    question: str, asked: list[str]
) -> None:
    assert content(question) == asked
