"""`assistant.answering`: which span answers most directly, what is shown around it, and when none.

What holds for every section of the shipped notes is in `test_corpus.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering import NEAREST, AnswerCriteria, answer
from assistant.answers.confidence import ConfidenceModel
from assistant.answers.term_support import WITHOUT_MEANS
from assistant.chunking import chunk_note
from assistant.language.sentences import spans
from assistant.model import Answer, Evidence, Feature, Hit, NoAnswer, Note, Query, Reply
from assistant.records import replace
from assistant.relevance.ranker import shipped_span_ranker
from assistant.text import analyzer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ANALYZER = analyzer()

COVERED = ConfidenceModel({"coverage": 10.0}, -5.0)
"""Confident to 0.5 where half of the question is covered, and to 0.99 where all of it is."""

PUMP = """\
# Pump

## The pump

A pump is a device that moves water uphill. It was bought in 2019.

The pump is started with `pumpctl start --slow`, never by hand.

```sh
# rinse first
pumpctl status
pumpctl stop --now
```

The filter is cleaned each spring. Wear gloves, since it is sharp.
"""


def query(text: str) -> Query:
    terms = ANALYZER.terms(text)
    return Query(text, text, tuple(terms), tuple(ANALYZER.content_terms(terms)))


def hits_of(markdown: str, coverage: float = 1.0) -> list[Hit]:
    """Give a note's sections as hits, in order, the section of the whole note left out."""
    chunks = chunk_note(Note("pump.md", "Pump", markdown), max_words=10_000)
    evidence = Evidence(bm25=1.0, tfidf=0.5, coverage=coverage, matched=("pump", "lift"))
    return [Hit(chunk, 1.0, evidence) for chunk in chunks if len(chunk.source.headings) > 1]


def from_hits(
    asked: Query, hits: Sequence[Hit], weights: Mapping[str, float], *, words: int = 120
) -> Reply:
    criteria = AnswerCriteria(ANALYZER.terms, shipped_span_ranker(), COVERED, words, 0.5, 0.6)
    return answer(asked, hits, weights, criteria)


def reply(question: str, markdown: str = PUMP, *, words: int = 120, coverage: float = 1.0) -> Reply:
    asked = query(question)
    weights = dict.fromkeys(asked.content, 1.0)
    return from_hits(asked, hits_of(markdown, coverage), weights, words=words)


def answered(question: str, markdown: str = PUMP, *, words: int = 120) -> Answer:
    found = reply(question, markdown, words=words)
    assert isinstance(found, Answer)
    return found


def section(*blocks: str) -> str:
    return "\n\n".join(["# Pump", "## The pump", *blocks]) + "\n"


def words(count: int, word: str = "water") -> str:
    return " ".join([word] * count)


# The most direct span


def test_what_stands_in_details_without_empty_lines_answers() -> None:
    text = "<details><summary>Where is the pump?</summary>\n  In the <b>cellar</b>.\n</details>\n"
    found = answered("Where is the pump?", text)
    assert (found.text.strip(), found.best_line) == ("In the <b>cellar</b>.", 2)


@pytest.mark.parametrize(
    ("question", "best", "line"),
    [
        ("What is a pump?", "A pump is a device that moves water uphill.", 5),
        ("when was it bought", "It was bought in 2019.", 5),
        ("How often is the filter cleaned?", "The filter is cleaned each spring.", 15),
        ("Why should I wear gloves?", "Wear gloves, since it is sharp.", 15),
        ("How do I stop the pump?", "pumpctl stop --now", 12),
        ("Which command shows the status?", "pumpctl status", 11),
        ("How do I start it?", "pumpctl start --slow", 7),
    ],
)
def test_the_span_that_answers_most_directly(question: str, best: str, line: int) -> None:
    found = answered(question)
    assert (found.best, found.best_line) == (best, line)


def test_a_comment_in_code_is_no_command() -> None:
    assert answered("Which command do I use to rinse?").best != "# rinse first"


def test_a_command_that_nothing_marks_is_one_all_the_same() -> None:
    text = section("Two steps:", "- pumpctl halt <name>\n- pumpctl rm <name>")
    found = answered("How do I remove it?", text)
    assert (found.best, found.best_line) == ("pumpctl rm <name>", 8)
    text = section("To stop the pump,\nuse the command: pumpctl stop --now")
    found = answered("How do I stop the pump?", text)
    assert (found.best, found.best_line) == ("pumpctl stop --now", 6)


def test_a_command_is_shown_with_what_it_is_run_on() -> None:
    text = section("A pump is held with `pump hold`, for a while.", "```sh\npump hold p1\n```")
    found = answered("hold the pump for a while", text)
    assert (found.best, found.best_line) == ("pump hold p1", 8)


@pytest.mark.parametrize(
    "line", ["x\npump hold --hard p1", "pump holds p1", "pump hold p1\npump hold"]
)
def test_a_command_is_not_taken_for_one_with_options_or_another_name(line: str) -> None:
    text = section("Hold the pump for a while with `pump hold`.", "It hums.", f"```sh\n{line}\n```")
    assert answered("how do I hold the pump for a while", text).best == "pump hold"


def test_what_stands_in_the_way_is_told_where_that_is_asked() -> None:
    text = section(
        "Use `pump rm` to delete an old pump that you need no longer.",
        "A pump that is in use cannot be deleted: stop it first.",
    )
    best = "A pump that is in use cannot be deleted: stop it first."
    for question in ("why can't I delete this pump", "Why does it not delete the pump?"):
        assert answered(question, text).best == best
    assert answered("why delete a pump?", text).best != best
    only = section("A pump is deleted with `pump rm`.")
    assert answered("why can't I delete the pump", only).best == "A pump is deleted with `pump rm`."


def test_what_cannot_be_done_asks_for_what_stands_in_the_way() -> None:
    text = section("Delete a pump with `pump rm`.", "A pump in use cannot be deleted.")
    for question in ("cant delete pump", "I can't delete the pump", "unable to delete a pump"):
        assert answered(question, text).best == "A pump in use cannot be deleted."


def test_who_cannot_remember_a_thing_asks_for_the_thing() -> None:
    text = section("The pump's code is 77.", "The code of a pump must not be told to others.")
    for verb in ("remember", "find", "recall"):
        assert answered(f"I can't {verb} the pump's code", text).best == "The pump's code is 77."


def test_an_example_is_no_name_in_code() -> None:
    text = section("An example of how to link pumps:", "```sh\nlink a b\nping example.com\n```")
    assert answered("example of linking pumps", text).best == "link a b"


def test_a_comment_tells_which_command_is_meant() -> None:
    text = section("Use it:", "```sh\n# drain the pump\nx --a\n# stop the pump\nx --b\n```")
    assert answered("How do I stop the pump?", text).best == "x --b"


def test_a_line_of_signs_answers_nothing() -> None:
    text = section("Set the limit:", '```json\n{\n"limit": 5\n}\n```')
    assert answered("How do I set the limit?", text).best == '"limit": 5'


def test_a_sentence_that_only_points_elsewhere_answers_nothing() -> None:
    assert isinstance(reply("What is a pump?", section("See [the pump](pump.md).")), NoAnswer)


def test_a_question_for_an_amount_asks_for_no_command() -> None:
    text = section("The tank holds 300 litres.", "```sh\ntank --litres\n```")
    assert (
        answered("How many litres does the tank hold?", text).best == "The tank holds 300 litres."
    )


def test_a_word_in_backticks_that_is_no_command_does_not_stand_alone() -> None:
    text = section("The pump is switched by `pumpctl`.")
    assert answered("How do I switch the pump?", text).best == "The pump is switched by `pumpctl`."


def test_the_first_of_equal_spans_is_the_best() -> None:
    text = section("It is here.", "Ask the gardener.", "Ask the gardener.")
    assert answered("gardener", text).best_line == 7


def test_the_line_of_a_command_in_backticks_is_its_own() -> None:
    text = section("The pump is started in the morning,\nby hand, with `pumpctl start`.")
    found = answered("How do I start it?", text)
    assert (found.best, found.best_line) == ("pumpctl start", 6)


def test_a_command_is_chosen_by_the_words_that_introduce_it() -> None:
    text = section("Stop it:", "```\nx --a\n```", "Drain it:", "```\nx --b\n```")
    assert answered("How do I drain it?", text).best == "x --b"


def test_a_command_continued_over_lines_is_one_span() -> None:
    text = section("Run it:", "```sh\npumpctl run \\\n  --fast\n```")
    assert answered("How do I run it?", text).best == "pumpctl run \\\n  --fast"


def test_a_list_item_answers_without_its_marker() -> None:
    text = section("Parts:", "- The hose is blue.\n- The valve is red.")
    found = answered("What colour is the valve?", text)
    assert (found.best, found.best_line) == ("The valve is red.", 8)


def test_a_table_row_answers_as_it_stands() -> None:
    text = section("| part | colour |\n|---|---|\n| hose | blue |\n| valve | red |")
    found = answered("What colour is the valve?", text)
    assert (found.best, found.best_line) == ("| valve | red |", 8)


blocks = st.lists(
    st.sampled_from(
        [
            "The pump is old. It leaks.",
            "The hose\nis long.",
            "- one\n- two `pumpctl a b`\n  and more\n  - nested",
            "1. first\n\n   ```\n   pumpctl x\n   ```\n2. second",
            "```sh\npumpctl a \\\n  b\n\n# c\npumpctl d\n```",
            "~~~\npumpctl a\n~~~",
            "    pumpctl indented",
            "| a | b |\n|---|---|\n| pump | c |",
            "> The pump is quoted. So is this.\n> It goes on.",
            "> ```\n> pumpctl quoted\n> ```",
            "<div>\npump\n</div>",
            words(60) + ".",
            "***",
        ]
    ),
    min_size=1,
    max_size=8,
)
questions = st.sampled_from(["What is a pump?", "How do I start it?", "which command is second"])


@given(blocks, questions)
def test_the_best_span_stands_letter_for_letter_on_its_line(parts: list[str], asked: str) -> None:
    text = section(*parts)
    found = reply(asked, text)
    if isinstance(found, Answer):
        behind = "\n".join(text.split("\n")[found.best_line - 1 :])
        assert 0 <= behind.find(found.best) <= behind.find("\n")


@given(blocks, questions, st.integers(20, 200))
def test_an_answer_is_a_run_of_whole_lines_with_the_best_span_in_it(
    parts: list[str], asked: str, limit: int
) -> None:
    text = section(*parts)
    found = reply(asked, text, words=limit)
    if isinstance(found, Answer):
        assert f"\n{found.text}\n" in f"\n{text}\n"
        assert found.best in found.text


@given(blocks, questions, st.integers(20, 200))
def test_an_answer_never_cuts_a_block(parts: list[str], asked: str, limit: int) -> None:
    text = section(*parts)
    found = reply(asked, text, words=limit)
    if isinstance(found, Answer):
        chunk = found.hits[0].chunk
        first = chunk.source.first_line + chunk.text[: chunk.text.index(found.text)].count("\n")
        last = first + found.text.count("\n")
        for block in chunk.blocks:
            shared = range(max(block.first_line, first), min(block.last_line, last) + 1)
            assert len(shared) in {0, block.last_line - block.first_line + 1}


@given(blocks, questions, st.integers(20, 200))
def test_an_answer_of_more_than_its_best_block_keeps_to_the_limit(
    parts: list[str], asked: str, limit: int
) -> None:
    found = reply(asked, section(*parts), words=limit)
    if isinstance(found, Answer):
        chunk = found.hits[0].chunk
        lines = chunk.text.split("\n")
        largest = max(
            len(" ".join(lines[block.first_line - 3 : block.last_line - 2]).split())
            for block in chunk.blocks
        )
        assert len(found.text.split()) <= max(limit, largest)


# What is shown


def test_the_heading_is_not_part_of_the_answer() -> None:
    assert answered("What is a pump?").text.startswith("A pump is a device")


@pytest.mark.parametrize(
    "note",
    [
        "Q: How do I stop the pump?\nA: Pull the lever. It clicks.",
        "Q: How do I stop the pump?\n\n**A:** Pull the lever. It clicks.",
        "Q. How do I stop the pump?\nA. Pull the lever. It clicks.",
        "- Q: How do I stop the pump?\n- A: Pull the lever. It clicks.",
        "Question: How do I stop the pump?\nAnswer: Pull the lever. It clicks.",
    ],
)
def test_the_sign_of_an_answer_is_not_part_of_it(note: str) -> None:
    found = answered("How do I stop the pump?", f"# Pump\n\n{note}\n")
    assert (found.text, found.best) == ("Pull the lever. It clicks.", "Pull the lever.")


def test_a_short_section_is_shown_whole() -> None:
    assert answered("What is a pump?").text == PUMP.split("## The pump\n\n")[1].rstrip("\n")


def test_a_long_section_is_shown_from_the_best_block_on() -> None:
    text = section(words(90), "The valve is red.", words(60, "hose"), words(60, "tank"))
    found = answered("What colour is the valve?", text)
    assert found.text == f"The valve is red.\n\n{words(60, 'hose')}"


def test_a_section_is_shown_from_its_beginning_where_that_is_near() -> None:
    text = section("A pump has parts.", "The valve is red.", words(78, "hose"))
    found = answered("What colour is the valve?", text)
    assert found.text == "A pump has parts.\n\nThe valve is red."


def test_other_code_is_not_shown_before_what_answers() -> None:
    text = section("Stop it:", "```\npump stop\n```", "Start the hose:", "```\npump hose\n```")
    found = answered("How do I start the hose?", text)
    assert found.text == "Start the hose:\n\n```\npump hose\n```"


def test_what_comments_on_other_code_is_not_shown_before_what_answers() -> None:
    code = "```\npump {}\n```"
    text = section(
        "Stop it:", code.format("stop"), "It hums.", "Start the hose:", code.format("hose")
    )
    found = answered("How do I start the hose?", text)
    assert found.text == "Start the hose:\n\n```\npump hose\n```"


def test_what_announces_something_is_left_out_where_that_is_not_shown() -> None:
    text = section("The valve is red.", "It goes with:", f"```\npumpctl {words(90)}\n```")
    assert answered("What colour is the valve?", text, words=60).text == "The valve is red."


def test_a_comment_takes_no_room() -> None:
    text = section("The valve is red.", f"<!-- {words(90)} -->", "It opens to the left.")
    found = answered("What colour is the valve?", text, words=60)
    assert found.text == "The valve is red.\n\nIt opens to the left."


def test_what_introduces_code_is_shown_with_it() -> None:
    text = section(words(90), "Stop it like this:", f"```\npumpctl stop\n{words(40)}\n```")
    found = answered("How do I stop it?", text)
    assert found.text.startswith("Stop it like this:\n\n```")


def test_what_a_colon_announces_is_shown_with_it_where_there_is_room() -> None:
    text = section(
        f"The valve {words(90)} is opened so:", f"```\npumpctl {words(10)}\n```", "Done."
    )
    assert answered("valve", text).text.endswith("```")
    items = "\n".join(f"- hose {words(8)}" for _ in range(5))
    assert (
        answered("valve", section(f"The valve {words(80)} has:", items)).text.count("- hose") == 3
    )


def test_what_introduces_a_list_is_shown_with_an_item_near_its_start() -> None:
    text = section(words(118), "Colours:", "- hose blue\n- valve red")
    assert answered("valve", text).text == "Colours:\n\n- hose blue\n- valve red"


def test_an_item_far_down_a_long_list_is_shown_with_its_neighbours_alone() -> None:
    items = [f"- plant {number} grows slowly" for number in range(200)]
    found = answered("quince", section("These grow:", "\n".join([*items, "- quince"])))
    assert found.text.endswith("- plant 199 grows slowly\n- quince")
    assert 100 < len(found.text.split()) <= 120


def test_code_longer_than_the_limit_is_shown_whole() -> None:
    code = "```\n" + "\n".join(f"step {number} of it" for number in range(100)) + "\n```"
    found = answered("How do I do step 50?", section("Do it:", code), words=50)
    assert found.text.endswith(code)


def test_a_long_paragraph_is_shown_from_the_best_sentence_on() -> None:
    text = section(f"{words(30)}. The valve is red. {words(20, 'hose').capitalize()}. Last one.")
    found = answered("What colour is the valve?", text, words=26)
    assert found.text == f"The valve is red. {words(20, 'hose').capitalize()}. Last one."


def test_room_behind_the_last_sentence_of_a_long_paragraph_is_filled_from_before_it() -> None:
    text = section(f"{words(30)}. It is here. The valve is red.")
    assert answered("colour of the valve", text, words=20).text == "It is here. The valve is red."


def test_a_long_list_item_is_shown_in_whole_sentences_without_its_marker() -> None:
    text = section(f"- The valve is red. {words(30).capitalize()}.")
    assert answered("What colour is the valve?", text, words=20).text == "The valve is red."


def test_a_sentence_of_a_long_paragraph_is_found_though_it_stands_further_up_as_well() -> None:
    text = section(
        "It is here.", f"It is here. {words(30).capitalize()}. It is here. The valve is red."
    )
    found = answered("What colour is the valve?", text, words=20)
    assert found.text == "It is here. The valve is red."


@given(
    st.lists(
        st.sampled_from(["It is old.", "The pump\nleaks.", "Use `pumpctl a b` now.", "Why?"]),
        min_size=6,
        max_size=30,
    ),
    questions,
    st.integers(20, 60),
)
def test_of_a_long_paragraph_as_many_whole_sentences_are_shown_as_the_limit_allows(
    sentences: list[str], asked: str, limit: int
) -> None:
    found = answered(asked, section(" ".join(sentences)), words=limit)
    assert found.best in found.text
    assert len(found.text.split()) <= limit
    runs = [
        " ".join(sentences[first:last])
        for first in range(len(sentences))
        for last in range(first + 1, len(sentences) + 1)
    ]
    assert found.text in runs


def test_a_comment_of_html_at_the_edge_is_not_shown() -> None:
    text = section("<!-- to do -->", "The valve is red.", "***")
    assert answered("What colour is the valve?", text).text == "The valve is red."


@pytest.mark.parametrize("comment", ["%% rusty %%", "%%\nnot for others\n%%"])
def test_a_comment_of_obsidian_is_not_shown_and_answers_nothing(comment: str) -> None:
    found = answered("Is the pump rusty?", section(comment, "It moves water.", comment, "It hums."))
    assert found.text == "It moves water.\n\nIt hums."


def test_a_comment_of_html_amid_the_answer_is_not_shown() -> None:
    text = section("The valve is red.", "<!-- marker -->", "It opens to the left.")
    found = answered("What colour is the valve?", text)
    assert found.text == "The valve is red.\n\nIt opens to the left."


@pytest.mark.parametrize("comment", ["<!-- rusty -->", "%% rusty %%"])
def test_a_comment_amid_a_paragraph_or_list_is_in_no_sentence(comment: str) -> None:
    prose = answered("Is the pump rusty?", section(f"The pump hums. {comment} It moves water."))
    assert (prose.text, prose.best) == ("The pump hums. It moves water.", "The pump hums.")
    items = answered("Is the pump rusty?", section(f"- The pump hums. {comment}\n- It leaks."))
    assert (items.text, items.best) == ("- The pump hums.\n- It leaks.", "The pump hums.")


def test_a_means_that_no_section_mentions_is_doubted_and_one_that_another_does_is_not() -> None:
    asked = query("How do I lift the pump with a crane?")
    weights = dict.fromkeys(asked.content, 1.0)
    text = "# Pump\n\n## Lift\n\nLift the pump by hand.\n\n## Crane\n\nIt is blue."
    first, other = hits_of(text)
    mentioning = replace(other, evidence=replace(other.evidence, matched=("crane",)))
    sure = from_hits(asked, [first, mentioning], weights).confidence
    assert from_hits(asked, [first, other], weights).confidence == WITHOUT_MEANS * sure > 0


def test_of_a_line_the_text_behind_a_comment_answers() -> None:
    found = answered(
        "What colour is the valve?", section("It hums.", "<!-- a --> The valve is red.")
    )
    assert found.best == "The valve is red."
    assert found.text == "It hums.\n\nThe valve is red."


def test_a_comment_of_obsidian_may_hold_whole_blocks() -> None:
    comment = "%%\n```sh\ndrain the pump\n```\n\nDrain the pump, 50%% of it.\n%%"
    found = answered("How do I drain the pump?", section(comment, "Open the tap."))
    assert (found.text, found.best) == ("Open the tap.", "Open the tap.")


def test_a_comment_in_code_is_shown() -> None:
    code = "```html\n<!-- hidden pump -->\n%%\n%%\n```"
    assert answered("How is a pump hidden?", section("A pump is hidden so:", code)).text == (
        f"A pump is hidden so:\n\n{code}"
    )


def test_a_comment_in_a_table_is_not_shown() -> None:
    table = "| Part | Use |\n| --- | --- |\n| valve <!-- rusty --> | shuts |"
    assert "rusty" not in answered("What is the valve for?", section(table)).text


def test_a_comment_takes_no_room_and_parts_no_list_from_what_leads_in_to_it() -> None:
    text = section("Drain the pump so:", f"<!-- {words(100, 'w')} -->", "- open\n- tilt")
    found = answered("How do I drain the pump?", text, words=40)
    assert found.text == "Drain the pump so:\n\n- open\n- tilt"


def test_the_answer_is_cut_from_the_first_hit() -> None:
    found = answered("valve", "# Pump\n\n## First\n\nThe hose.\n\n## Second\n\nThe valve.\n")
    assert found.text == "The hose."
    assert found.source.anchor == "first"


def test_of_a_long_table_the_rows_around_the_best_are_shown_under_its_header() -> None:
    rows = "\n".join(f"| part {number} | {words(8, f'w{number}x')} |" for number in range(40))
    table = f"| Part | Notes |\n| --- | --- |\n{rows}"
    found = answered("What is part 30?", section(table))
    shown = found.text.split("\n")
    assert shown[:2] == ["| Part | Notes |", "| --- | --- |"]
    assert found.best in shown
    assert len(found.text.split()) <= 120


def test_a_list_that_is_asked_for_may_be_longer() -> None:
    items = "\n".join(f"- {words(14, f'item{number}x')} pump" for number in range(12))
    text = section(f"There are these pumps:\n\n{items}")
    assert len(answered("Which pumps are there?", text).text.split()) > 120
    assert len(answered("How old is the pump?", text).text.split()) <= 120


def test_a_table_that_is_asked_for_is_shown_whole() -> None:
    rows = "\n".join(f"| pump {number} | {words(5, f'item{number}x')} |" for number in range(9))
    text = section(f"The pumps:\n\n| Pump | For |\n| --- | --- |\n{rows}")
    assert "pump 8" in answered("list all pumps", text).text


def test_what_stands_around_is_not_added_for_the_sake_of_length() -> None:
    paragraphs = ["The pump is old.", *(words(30, f"further{number}x") for number in range(4))]
    found = answered("How old is the pump?", section(*paragraphs)).text
    assert found.split("\n\n") == paragraphs[:3]


@pytest.mark.parametrize(
    ("question", "best"),
    [
        ("Where is the valve kept?", "/etc/pump/valve.conf"),
        ("Which option opens the valve?", "--open"),
        ("How do I open the valve?", "pumpctl open valve"),
    ],
)
def test_what_is_asked_for_is_cut_out_of_the_sentence_that_holds_it(
    question: str, best: str
) -> None:
    text = section(
        "The valve is kept in `/etc/pump/valve.conf`.",
        "It opens with the option `--open` of the valve.",
        "To open the valve, say `pumpctl open valve`.",
    )
    assert answered(question, text).best == best


def test_an_option_that_the_question_names_is_not_what_is_asked_for() -> None:
    sentence = "The option `-v` opens the valve."
    assert answered("What does the option -v do?", section(sentence)).best == sentence


def test_an_answer_between_the_limits_is_tentative() -> None:
    unsure, sure = (reply("What is a pump?", coverage=share) for share in (0.55, 0.6))
    assert isinstance(unsure, Answer)
    assert isinstance(sure, Answer)
    assert (unsure.tentative, sure.tentative) == (True, False)


@pytest.mark.parametrize(
    ("sentence", "is_told"),
    [
        ("The pump lifts 5 cups.", True),
        ("The pump lifts twice the cups of the old one.", True),
        ("The pump lifts cups.", False),
    ],
)
def test_how_many_is_told_by_an_amount(sentence: str, is_told: bool) -> None:
    found = reply("How many cups does the pump lift?", section(sentence))
    assert (found.confidence == 1) == is_told


def test_a_fact_told_of_something_else_is_less_sure() -> None:
    of_it, of_another = (
        reply("How many cups does the pump lift?", section(sentence)).confidence
        for sentence in ("The pump lifts 5 cups.", "The pump has 5 valves.")
    )
    assert of_another < of_it


def test_how_often_may_be_told_without_a_number() -> None:
    assert reply("How often is the pump oiled?", section("It is oiled at night.")).confidence == 1


# Another section that is nearly as likely


RIVALS = "# Pump\n\n## Stopping\n\nIt is stopped by hand.\n\n## Resting\n\nIt rests at night.\n"


def ranked_hits(markdown: str, *scores: float) -> list[Hit]:
    """Give a note's sections as hits of the learned ranking, with these scores."""
    features = (Feature("coverage", 1.0, 1.0),)
    return [
        replace(hit, score=score, evidence=replace(hit.evidence, features=features))
        for hit, score in zip(hits_of(markdown), scores, strict=True)
    ]


def with_another(
    hits: Sequence[Hit], question: str = "how is the pump stopped", *, words: int = 120
) -> Answer:
    """Give the answer from ranked hits, with another one where there is any."""
    asked = query(question)
    found = from_hits(asked, hits, dict.fromkeys(asked.content, 1.0), words=words)
    assert isinstance(found, Answer)
    return found


def further(hits: Sequence[Hit], question: str = "how is the pump stopped") -> list[str]:
    """Give what stands in the answer beside its first piece."""
    passages = with_another(hits, question).passages
    assert all(passage.is_alternative for passage in passages)
    return [passage.text for passage in passages]


def test_what_a_section_says_that_scores_nearly_as_much_is_an_alternative() -> None:
    assert further(ranked_hits(RIVALS, 5.0, 4.5)) == ["It rests at night."]


def test_there_is_no_alternative_where_the_first_section_leads() -> None:
    assert further(ranked_hits(RIVALS, 5.0, 3.5)) == []


def test_a_section_that_was_passed_over_is_no_alternative() -> None:
    assert further(ranked_hits(RIVALS, 5.0, 5.5)) == []


def test_a_ranking_that_was_not_learned_has_no_alternative() -> None:
    assert further(hits_of(RIVALS)) == []


def test_what_says_the_same_once_more_is_no_alternative() -> None:
    twice = RIVALS.replace("rests at night", "is stopped by hand")
    assert further(ranked_hits(twice, 5.0, 4.5)) == []


def test_what_lacks_what_is_asked_for_is_no_alternative() -> None:
    hits = ranked_hits(RIVALS.replace("by hand", "in May"), 5.0, 4.5)
    assert further(hits, "when was the pump stopped") == ["It rests at night."]
    hits = ranked_hits(RIVALS.replace("by hand", "in May").replace("at night", "well"), 5.0, 4.5)
    assert further(hits, "when was the pump stopped") == []


@pytest.mark.parametrize("question", ["list how pumps are stopped", "pump vs well"])
def test_a_list_or_a_comparison_that_is_asked_for_stands_alone(question: str) -> None:
    assert further(ranked_hits(RIVALS, 5.0, 4.5), question) == []


def test_an_answer_and_its_alternative_keep_to_the_limit_together() -> None:
    long = RIVALS.replace("by hand.", f"by hand.\n\n{words(70)}\n")
    found = with_another(ranked_hits(long, 5.0, 4.5), words=80)
    assert found.passages
    assert len(found.whole.split()) <= 80


def test_an_answer_that_fills_the_limit_stands_alone() -> None:
    long = RIVALS.replace("It is stopped by hand.", f"```\n{words(79, 'stop')}\n```")
    assert with_another(ranked_hits(long, 5.0, 4.5), words=80).passages == ()


def test_a_section_with_one_of_three_things_asked_for_is_less_sure() -> None:
    hits = hits_of(section("The pump was lifted in with care."))
    asked = query("Which crane lifted the boiler?")
    found = from_hits(asked, hits, dict.fromkeys(asked.content, 1.0))
    assert 0 < found.confidence < 1


def test_a_list_that_is_asked_for_in_misspelt_words_stands_alone() -> None:
    asked = replace(query("list how pumps are stopped"), text="lsit how pumps are stopped")
    found = from_hits(asked, ranked_hits(RIVALS, 5.0, 4.5), dict.fromkeys(asked.content, 1.0))
    assert isinstance(found, Answer)
    assert found.passages == ()


# No answer


def test_no_hits_are_no_answer() -> None:
    asked = query("zeppelin")
    found = from_hits(asked, [], {"zeppelin": 1.0})
    assert isinstance(found, NoAnswer)
    assert (found.nearest, found.confidence, found.hits) == ((), 0.0, ())
    assert found.query is asked
    assert found.reason == "The notes don't say."


def test_a_section_that_is_a_bare_heading_answers_nothing() -> None:
    assert isinstance(reply("pump", "# Pump\n\n## The pump\n"), NoAnswer)


WHETHER = "## Can a running pump be stopped?\n\nNo.\n\n"
WHAT = "## What is a pump?\n\nA pump moves water.\n\n"
HOW = "## Bringing the pump to rest\n\n- pumpctl stop --now\n"


@pytest.mark.parametrize(
    ("question", "markdown", "line"),
    [
        ("How do I pump?", f"# Pump\n\n{WHETHER}{HOW}", 9),
        ("Can I pump?", f"# Pump\n\n{WHETHER}{HOW}", 5),
        ("How do I pump?", f"# Pump\n\n{WHETHER}## Rest\n\nBy hand.\n", 5),
        ("How do I stop the pump?", f"# Pump\n\n{WHETHER}{HOW}", 5),
        ("How do I pump?", f"# Pump\n\n{WHAT}{HOW}", 9),
        ("Is there a pump?", f"# Pump\n\n{WHAT}{HOW}", 5),
        ("What is a pump?", f"# Pump\n\n{WHAT}{HOW}", 5),
        ("How do I pump?", f"# Pump\n\n## Is it off?\n\n`pumpctl stop --now`\n\n{HOW}", 5),
    ],
    ids=[
        *("how", "whether", "told by none", "of something else"),
        *("how, not what", "whether, not how", "what", "whether and how"),
    ],
)
def test_a_section_on_whether_or_what_comes_behind_one_that_tells_how(
    question: str, markdown: str, line: int
) -> None:
    assert answered(question, markdown).best_line == line


PLAN = "## Plans\n\n```\nPUMP 4 cups\n```\n\n"
MAKE = "## Words\n\nWith a size, do this:\n\n```sh\nworks lift pump --cups 4 .\n```\n"


@pytest.mark.parametrize(
    ("question", "markdown", "best"),
    [
        ("How do I lift a pump?", PLAN + MAKE, "works lift pump --cups 4 ."),
        ("What does the pump lift?", PLAN + MAKE, "PUMP 4 cups"),
        ("How do I pump?", PLAN + MAKE, "PUMP 4 cups"),
        ("How do I lift a pump?", PLAN + MAKE.replace("works lift", "works sell"), "PUMP 4 cups"),
        ("How do I lift a pump alone?", PLAN + MAKE, "PUMP 4 cups"),
    ],
    ids=["deed", "no deed asked for", "line names the deed", "another deed", "not all held"],
)
def test_a_line_of_a_file_comes_behind_the_command_for_the_deed(
    question: str, markdown: str, best: str
) -> None:
    assert answered(question, f"# Pump\n\n{markdown}").best == best


NAMES = "# pump lift\n\n## Aliases\n\n`pump lift`, `pump raise`\n\n## Words\n\nIt moves water.\n"


@pytest.mark.parametrize(
    ("question", "best"),
    [
        ("What does pump lift do?", "It moves water."),
        ("What are the aliases of pump lift?", "`pump lift`, `pump raise`"),
        ("pump lift", "It moves water."),
        ("how do I lift with a pump", "pump lift"),
    ],
)
def test_a_section_that_only_names_commands_comes_behind_one_that_says_what_they_do(
    question: str, best: str
) -> None:
    assert answered(question, NAMES).best == best


def test_a_section_that_only_names_commands_answers_where_no_other_does() -> None:
    alone = NAMES.partition("## Words")[0]
    assert answered("What does pump lift do?", alone).best == "`pump lift`, `pump raise`"


def test_an_entry_of_a_list_of_notes_is_followed_to_the_note_among_the_hits() -> None:
    asked = query("how is the pump stopped")
    evidence = Evidence(bm25=1.0, tfidf=0.5, coverage=1.0, matched=asked.content)
    texts = {
        "index.md": "# Index\n\n- [[pump]]: how the pump is stopped\n- [[well]]: how deep it is",
        "well.md": "# Well\n\nIt is deep.",
        "pump.md": "# Pump\n\nIt is stopped by hand.",
    }
    notes = [Note(path, path, text) for path, text in texts.items()]
    hits = [Hit(chunk, 1.0, evidence) for note in notes for chunk in chunk_note(note)]
    weights = dict.fromkeys(asked.content, 1.0)
    found = from_hits(asked, hits, weights)
    assert isinstance(found, Answer)
    assert (found.best, found.source.path) == ("It is stopped by hand.", "pump.md")
    alone = from_hits(asked, hits[:2], weights)
    assert isinstance(alone, Answer)
    assert alone.source.path == "index.md"


def test_a_bare_heading_is_passed_over_for_the_next_section() -> None:
    found = reply("pump", "# Pump\n\n## The pump\n\n### Its age\n\nThe pump is old.\n")
    assert isinstance(found, Answer)
    assert (found.text, found.source.headings[-1]) == ("The pump is old.", "Its age")
    assert [hit.chunk.source.headings[-1] for hit in found.hits] == ["Its age", "The pump"]


def test_too_little_confidence_is_no_answer_but_the_hits_are_kept() -> None:
    found = reply("What is a pump?", coverage=0.49)
    assert isinstance(found, NoAnswer)
    assert 0.4 < found.confidence < 0.5
    assert len(found.hits) == 1


def test_confidence_at_the_limit_is_enough() -> None:
    assert isinstance(reply("What is a pump?", coverage=0.5), Answer)


def test_a_refusal_names_the_nearest_sections_each_once() -> None:
    sections = "\n\n".join(f"## Part {number}\n\nText." for number in range(6))
    found = reply("x", f"# Pump\n\n{sections}\n", coverage=0.0)
    assert isinstance(found, NoAnswer)
    assert [source.anchor for source in found.nearest] == ["part-0", "part-1", "part-2"]
    assert len(found.nearest) == NEAREST


def test_parts_of_one_section_are_one_of_the_nearest() -> None:
    long = section(*[words(100, f"word{number}") for number in range(5)])
    chunks = chunk_note(Note("pump.md", "Pump", long), max_words=120)
    evidence = Evidence(bm25=1.0, tfidf=0.5, coverage=0.0, matched=("x",))
    hits = [Hit(chunk, 1.0, evidence) for chunk in chunks if chunk.source.anchor == "the-pump"]
    assert len(hits) > 2
    found = from_hits(query("x"), hits, {})
    assert isinstance(found, NoAnswer)
    assert [source.address for source in found.nearest] == ["pump.md#the-pump"]


def test_a_section_without_a_word_of_the_question_is_none_of_the_nearest() -> None:
    evidence = Evidence(bm25=0.0, tfidf=0.0, coverage=0.0, matched=())
    hits = [Hit(hit.chunk, 1.0, evidence) for hit in hits_of(PUMP)]
    found = from_hits(query("zeppelin"), hits, {"zeppelin": 1.0})
    assert isinstance(found, NoAnswer)
    assert (found.nearest, len(found.hits)) == ((), 1)


def test_every_span_of_a_section_can_be_asked_for() -> None:
    # Each is the best for its own words, so that none is out of reach.
    for span in spans(hits_of(PUMP)[0].chunk):
        if not span.text.startswith("#"):
            assert span.text in answered(span.text).text
