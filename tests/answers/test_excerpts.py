"""`assistant.answers.excerpts`: what is shown of a section, around the line that answers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pumps import PUMP, answered, blocks, questions, reply, section, words

from assistant.model import Answer


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


@pytest.mark.parametrize("heading", ["## `--dry`", "### -d, --dry <FILE>", "## `pump --dry` #"])
def test_a_heading_that_only_names_code_is_shown_with_what_is_said_of_it(heading: str) -> None:
    found = answered(
        "Which option says what the pump would do?", f"{heading}\n\nSays what it would do."
    )
    assert found.text == f"{heading}\n\nSays what it would do."


@pytest.mark.parametrize("heading", ["## The option `--dry`", "## Dry", "## - dry"])
def test_a_heading_in_words_is_not_shown(heading: str) -> None:
    found = answered(
        "What does dry do with the pump?", f"{heading}\n\nSays what the pump would do."
    )
    assert found.text == "Says what the pump would do."


def test_what_introduces_code_is_shown_with_it() -> None:
    text = section(words(90), "Stop it like this:", f"```\npumpctl stop\n{words(40)}\n```")
    found = answered("How do I stop it?", text)
    assert found.text.startswith("Stop it like this:\n\n```")


def test_the_label_of_a_paragraph_is_shown_with_it() -> None:
    text = section(words(90), "On a boat:", f"Stop the pump by hand. {words(85)}")
    assert answered("How do I stop the pump?", text).text.startswith("On a boat:\n\nStop")


def test_what_a_colon_announces_is_shown_with_it_where_there_is_room() -> None:
    text = section(
        f"The valve {words(90)} is opened so:", f"```\npumpctl {words(10)}\n```", "Done."
    )
    assert answered("valve", text).text.endswith("```")
    formula = section(f"The valve {words(80)} is so:", f"$$valve = {words(10, 'hose')}$$", "Done.")
    assert answered("valve", formula).text.endswith("$$")
    items = "\n".join(f"- hose {words(8)}" for _ in range(5))
    assert (
        answered("valve", section(f"The valve {words(80)} has:", items)).text.count("- hose") == 3
    )


def test_a_label_is_left_out_where_its_list_is_not_shown() -> None:
    text = section("The valve is red.", "Hoses", f"- {words(90, 'hose')}")
    assert answered("Why is the valve red?", text, words=60).text == "The valve is red."


def test_another_list_is_shown_from_its_lead_in_on_or_not_at_all() -> None:
    hoses = "\n".join(f"- hose {words(9)}" for _ in range(6))
    text = section("Hoses:", hoses, "The valve is red.")
    assert answered("Why is the valve red?", text, words=60).text == "The valve is red."
    whole = answered("Why is the valve red?", text).text
    assert whole.startswith("Hoses:")


def test_what_introduces_a_list_is_shown_with_an_item_near_its_start() -> None:
    text = section(words(118), "Colours:", "- hose blue\n- valve red")
    assert answered("valve", text).text == "Colours:\n\n- hose blue\n- valve red"


def test_an_item_far_down_a_long_list_is_shown_with_its_neighbours_alone() -> None:
    items = [f"- plant {number} grows slowly" for number in range(200)]
    found = answered("why quince", section("These grow:", "\n".join([*items, "- quince"])))
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


def test_of_a_long_table_the_rows_around_the_best_are_shown_under_its_header() -> None:
    rows = "\n".join(f"| part {number} | {words(8, f'w{number}x')} |" for number in range(40))
    table = f"| Part | Notes |\n| --- | --- |\n{rows}"
    found = answered("What is part 30?", section(table))
    shown = found.text.split("\n")
    assert shown[:2] == ["| Part | Notes |", "| --- | --- |"]
    assert found.best in shown
    assert len(found.text.split()) <= 120


def test_a_long_table_is_shown_from_its_first_row_on_where_the_best_is_near() -> None:
    rows = "\n".join(f"| part {number} | {words(8, f'w{number}x')} |" for number in range(40))
    table = f"| Part | Notes |\n| --- | --- |\n{rows}"
    shown = answered("What is part 5?", section(table)).text
    assert "| part 0 |" in shown
    assert "| part 6 |" in shown


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


FILLER = [f"- {words(11, 'hose')}" for _ in range(9)]
BLEEDING = ["- Steps to bleed the radiators", "  - close the pump", "  - open the valve"]


def test_what_stands_below_an_item_is_shown_with_it_rather_than_what_stands_before() -> None:
    text = section("\n".join([*FILLER, *BLEEDING]))
    found = answered("Explain how to bleed the radiators", text).text
    assert found.endswith("\n".join(BLEEDING))


def test_no_item_is_shown_without_the_one_it_stands_below() -> None:
    before = [f"- {words(105, 'hose')}", f"  - {words(20, 'hose')}"]
    text = section("\n".join([*before, "- valve", *BLEEDING]))
    assert answered("Explain the valve", text).text.startswith("- valve")


def test_of_a_long_entry_its_sentences_are_shown_from_its_day_on() -> None:
    more = "It ran until noon, and was rinsed, and closed again by the gardener. " * 4
    text = section(f"- 6 April. It was cold. The pump was oiled by Ana. {more}")
    found = answered("When was the pump oiled by Ana?", text, words=30)
    assert found.best == "6 April. It was cold. The pump was oiled by Ana."
    assert found.text.startswith(f"{found.best} It ran until noon")
