"""`assistant.language.synonyms`: the format of a list, what is looked up, and the two spellings."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import assistant
from assistant.errors import MOST_MISTAKES
from assistant.language.expansions import OWN_SHARE, PHRASE_SHARE, SYNONYM_SHARE, Expansion
from assistant.language.synonyms import (
    Rule,
    Synonyms,
    SynonymsError,
    make_synonyms,
    parse,
)
from assistant.text import analyzer

ENGLISH = analyzer()
SHIPPED = Path(assistant.__file__).with_name("synonyms.txt")


def made(text: str, own: str = "") -> Synonyms:
    rules, users = parse(text, "list"), parse(own, "own")
    return make_synonyms(rules, ENGLISH.terms, ENGLISH.content_of, users)


def expanded(synonyms: Synonyms, question: str) -> list[tuple[str, str]]:
    """Give what was typed and what is looked for as well, as terms with spaces between."""
    terms, content = ENGLISH.question_terms(question)
    return [
        (" ".join(terms[item.first : item.first + item.length]), " ".join(item.terms))
        for item in synonyms.expansions(terms, content)
    ]


def test_a_list_has_groups_one_way_rules_and_comments() -> None:
    text = (
        "\ufeff# words\r\n\r\ndelete, rm ,remove\rget rid of=>delete\n"
        "  # more\nc\\,d, e \\=> f\nc#, cs"
    )
    assert parse(text, "list") == (
        Rule(3, ("delete", "rm", "remove"), ("delete", "rm", "remove")),
        Rule(4, ("get rid of",), ("delete",)),
        Rule(6, ("c,d", "e => f"), ("c,d", "e => f")),
        Rule(7, ("c#", "cs"), ("c#", "cs")),
    )


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("delete", "has one entry; add what means the same, after a comma"),
        ("a => b => c", "has two arrows; write each on a line of its own"),
        ("a,, b", "has an entry without a word; write words between the commas"),
        ("a =>", "has an entry without a word; write words between the commas"),
        ("=> a", "has an entry without a word; write words between the commas"),
        ("!, a", "has an entry without a word; write words between the commas"),
        ("a b c d e f g, h", "has an entry of more than 6 words; shorten it"),
    ],
)
def test_a_mistake_is_named_with_its_line_and_how_to_mend_it(line: str, complaint: str) -> None:
    with pytest.raises(SynonymsError) as caught:
        parse(f"a, b\n{line}\n", "my.txt")
    assert str(caught.value) == f"my.txt: line 2: {line!r} {complaint}"


def test_of_a_long_line_with_a_mistake_the_beginning_is_shown() -> None:
    with pytest.raises(SynonymsError) as caught:
        parse(", ".join(["word"] * 5000) + ",", "my.txt")
    assert "my.txt: line 1: 'word, word," in str(caught.value)
    assert "write words between the commas" in str(caught.value)
    assert len(str(caught.value)) < 200


def test_of_a_file_that_is_no_list_the_first_mistakes_are_named() -> None:
    with pytest.raises(SynonymsError) as raised:
        parse("word\n" * 200, "s.txt")
    assert len(raised.value.lines) == MOST_MISTAKES + 1
    assert raised.value.lines[-1] == f"s.txt: {200 - MOST_MISTAKES} more lines with mistakes"


def test_every_mistake_is_named_at_once_each_on_a_line_of_its_own() -> None:
    with pytest.raises(SynonymsError) as caught:
        parse("one\n\na, b\ntwo", "my.txt")
    first, second = str(caught.value).split("\n")
    assert first.startswith("my.txt: line 1: 'one' ")
    assert second.startswith("my.txt: line 4: 'two' ")


def test_a_group_works_in_all_directions_and_a_rule_in_one() -> None:
    synonyms = made("delete, remove\nerase => remove")
    assert expanded(synonyms, "delete it") == [("delet", "remov")]
    assert expanded(synonyms, "remove it") == [("remov", "delet")]
    assert expanded(synonyms, "erase it") == [("eras", "remov")]


def test_inflections_meet() -> None:
    assert expanded(made("delete, remove"), "deleting") == [("delet", "remov")]


def test_several_words_are_found_together_and_before_their_parts() -> None:
    synonyms = made("get rid of => delete\nrid => free\nhard disk, drive")
    assert expanded(synonyms, "get rid of the drive") == [
        ("get rid of", "delet"),
        ("drive", "hard disk"),
    ]
    assert expanded(synonyms, "rid it") == [("rid", "free")]


def test_a_meaning_whose_words_stand_anywhere_is_not_looked_for() -> None:
    synonyms = made("log in, login")
    assert expanded(synonyms, "log in") == [("log in", "login")]
    assert expanded(synonyms, "login") == []


@pytest.mark.parametrize("meaning", ["not used", "how to"])
def test_a_meaning_of_stop_words_alone_is_not_looked_for(meaning: str) -> None:
    for synonyms in (made(f"idle, {meaning}"), made("", own=f"idle, {meaning}")):
        assert expanded(synonyms, "idle") == []


def test_of_a_meaning_of_the_users_the_words_count_that_say_something() -> None:
    assert expanded(made("", own="login, log in"), "login") == [("login", "log")]


def test_what_the_user_lists_counts_nearly_as_what_was_typed() -> None:
    synonyms = made("stop, halt, end", own="stop, cease, halt")
    assert synonyms.meanings("stop") == {
        "halt": OWN_SHARE,
        "end": SYNONYM_SHARE,
        "ceas": OWN_SHARE,
    }


def test_the_words_of_a_list_are_those_of_what_may_be_typed() -> None:
    synonyms = made("big zorbs, fish => whale")
    assert sorted(synonyms.words.split()) == ["big", "fish", "zorb"]


def test_a_stop_word_by_itself_and_what_was_typed_already_are_left() -> None:
    synonyms = made("tell, display\ndelete, remove")
    assert expanded(synonyms, "tell me the logs") == []
    assert expanded(synonyms, "display logs") == [("display", "tell")]
    assert expanded(synonyms, "delete or remove logs") == []


def test_rules_for_the_same_word_add_up() -> None:
    synonyms = made("stop, halt\nstop => kill")
    assert expanded(synonyms, "stop") == [("stop", "halt"), ("stop", "kill")]


def test_what_is_in_two_groups_is_looked_for_once() -> None:
    synonyms = made("stop, halt, kill\nhalt, kill, stop, end")
    assert list(synonyms.meanings("stop")) == ["halt", "kill", "end"]


def test_a_large_group_takes_no_more_than_its_words() -> None:
    words = [f"word{at}" for at in range(2000)]
    synonyms = made(", ".join(words))
    assert list(synonyms.meanings("word7")) == [*words[:7], *words[8:]]
    assert len(synonyms.groups) == 1


def test_an_expansion_says_where_it_stands_and_what_it_counts() -> None:
    terms = ENGLISH.question_terms("please erase logs")
    (item,) = made("erase => remove").expansions(*terms)
    assert item == Expansion(("remov",), first=1, length=1, share=SYNONYM_SHARE)


@pytest.mark.parametrize(
    ("typed", "share"), [("sugar water", PHRASE_SHARE), ("free up the pump", SYNONYM_SHARE)]
)
def test_a_phrase_of_several_content_words_counts_more(typed: str, share: float) -> None:
    synonyms = made("sugar water => syrup\nfree up => empty")
    assert [one.share for one in synonyms.expansions(*ENGLISH.question_terms(typed))] == [share]


@pytest.mark.parametrize(
    "question", ["the company of our insurance", "which company for what insurance"]
)
def test_the_words_of_an_entry_may_stand_apart(question: str) -> None:
    synonyms = made("insurance company => broker")
    assert expanded(synonyms, question) == [("compani", "broker"), ("insur", "broker")]
    terms = ENGLISH.question_terms(question)
    assert {one.share for one in synonyms.expansions(*terms)} == {SYNONYM_SHARE}


def test_what_stands_together_is_no_expansion_of_its_words_apart() -> None:
    synonyms = made("gas bottle => butane")
    assert expanded(synonyms, "gas bottle") == [("gas bottl", "butan")]


def test_a_phrase_with_one_content_word_is_not_found_by_that_alone() -> None:
    assert expanded(made("free up => empty"), "a free pump") == []


@given(st.text(max_size=40))
def test_a_list_is_read_or_refused(text: str) -> None:
    try:
        rules = parse(text, "list")
    except SynonymsError as error:
        assert str(error).startswith("list: line ")
    else:
        make_synonyms(rules, ENGLISH.terms, ENGLISH.content_of)


def test_every_rule_that_ships_finds_something_and_stands_once() -> None:
    rules = parse(SHIPPED.read_text(encoding="utf-8"), SHIPPED.name)
    said: set[tuple[str, str]] = set()
    for rule in rules:
        single = make_synonyms([rule], ENGLISH.terms, ENGLISH.content_of)
        for entry in rule.entries:
            # A meaning of several words may be one that is not looked for.
            lone = all(" " in meaning for meaning in rule.meanings if meaning != entry)
            assert lone or single.meanings(" ".join(ENGLISH.terms(entry))), (rule.line, entry)
            # A stop word by itself is never looked up.
            assert " " in entry or ENGLISH.content_of(entry), (rule.line, entry)
        pairs = {
            (" ".join(ENGLISH.terms(entry)), " ".join(ENGLISH.terms(meaning)))
            for entry in rule.entries
            for meaning in rule.meanings
        }
        assert not pairs <= said, rule.line
        said |= pairs


@pytest.mark.parametrize(
    ("question", "term"),
    [
        ("how do I get rid of a file", "delet"),
        ("throw away a file", "remov"),
        ("folder", "directori"),
        ("reboot", "restart"),
        ("ram", "memori"),
        ("the program crashes", "exit"),
        ("shrink it", "size"),
        ("tidy up", "clean"),
        ("hook up two networks", "connect"),
        ("log on", "login"),
    ],
)
def test_everyday_words_lead_to_technical_ones(question: str, term: str) -> None:
    shipped = made(SHIPPED.read_text(encoding="utf-8"))
    assert term in {found for _, found in expanded(shipped, question)}


@pytest.mark.parametrize(
    ("question", "term"),
    [
        ("heating on Saturdays", "weekend"),
        ("what is open on Monday", "weekday"),
        ("insurance deductible", "excess"),
        ("what did it cost altogether", "total"),
        ("which oil for the lawnmower", "mower"),
        ("how long is chapter 3", "ch"),
    ],
)
def test_words_of_everyday_questions_lead_to_those_of_notes(question: str, term: str) -> None:
    shipped = made(SHIPPED.read_text(encoding="utf-8"))
    assert term in {found for _, found in expanded(shipped, question)}
