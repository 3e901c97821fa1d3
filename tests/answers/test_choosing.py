"""`assistant.answers.choosing`: which of a section's lines answers most directly.

How that depends on each feature is in `test_span_terms.py` and those beside it.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from pumps import ANALYZER, answered, blocks, questions, reply, section

from assistant.answers.choosing import best_span
from assistant.chunking import chunk_note
from assistant.model import Answer, NoAnswer, Note, Query, Resolution
from assistant.relevance.ranker import shipped_span_ranker

BODY = """
You want a fresh build when old layers get in the way.

```sh
boiler build --clean
```
"""


def best(question: str, heading: str, body: str = BODY) -> str:
    terms, content = ANALYZER.question_terms(question)
    section = chunk_note(Note("boiler.md", "Boiler", f"# Boiler\n\n## {heading}\n{body}"))[-1]
    weights = dict.fromkeys(content, 1.0)
    query = Query(question, Resolution(question), terms, content)
    found = best_span(query, section, weights, ANALYZER.terms, shipped_span_ranker())
    assert found is not None
    return found.text


def test_what_asks_for_nothing_wants_the_command_under_a_heading_that_asks_how() -> None:
    assert best("fresh build, no old layers", "How do I rebuild?") == "boiler build --clean"


@pytest.mark.parametrize(
    ("question", "heading"),
    [
        ("fresh build, no old layers", "Layers"),
        ("when do I want a fresh build", "How do I rebuild?"),
        ("old layers compared with a fresh build", "How do I rebuild?"),
        ("a fresh build fails with old layers", "How do I rebuild?"),
    ],
    ids=["under another heading", "asks", "compares", "tells what is wrong"],
)
def test_what_asks_otherwise_does_not(question: str, heading: str) -> None:
    assert best(question, heading).startswith("You want a fresh build")


OILED = """
The oil of the boiler is of the sort 15W-40, of which 3 litres are kept in the shed.

The boiler gets new oil every 100 hours. The pump every day.
"""


def test_a_line_with_the_asked_form_comes_before_one_without_it() -> None:
    asked = "how often does the boiler get other oil of the sort in the shed"
    assert best("how often is the oil of the boiler new", "Oil", OILED).endswith("every 100 hours.")
    assert best(asked, "Oil", OILED).startswith("The oil of the boiler is of the sort")


DRIED = """
- Wet oak gets dried in the shed. That takes 3 days.
- Wet ash gets dried in the loft.
- The valve takes 5 hours.
"""


def test_the_next_sentence_of_a_line_may_have_the_asked_form() -> None:
    assert best("how long is wet oak dried in the shed", "Jobs", DRIED) == "That takes 3 days."
    assert best("where is wet oak dried", "Jobs", DRIED) == "Wet oak gets dried in the shed."
    assert best("how long is wet ash dried in the loft", "Jobs", DRIED).startswith("Wet ash")


RUN = """
```sh
ssh boiler@shed
```

Never on Friday.
"""


def test_code_without_the_asked_form_comes_behind_a_line_that_has_it() -> None:
    assert best("when shouldn't I run the boiler", "Boiler", RUN) == "Never on Friday."
    assert best("what command runs the boiler on that date", "Run", RUN) == "ssh boiler@shed"


KEPT = """
Logs are kept as files: `/var/log/boiler.log` on the host. You need them to find out what broke.

| Host | Logs |
| --- | --- |
| remote | `tcp://boiler/log` |
"""


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("where can I find out logs", "/var/log/boiler.log"),
        ("remote logs location", "| remote | `tcp://boiler/log` |"),
        ("why find out by logs", "You need them to find out what broke."),
    ],
)
def test_where_something_is_kept_is_told_by_a_line_with_a_path(question: str, line: str) -> None:
    assert best(question, "Logs", KEPT) == line


LOCKED = """
The following is an example of the lock of the boiler.

It holds the lid of the boiler.
"""


def test_what_only_announces_an_example_answers_nothing() -> None:
    assert best("what about the lock of the boiler", "Lock", LOCKED).startswith("It holds")
    assert best("lock of the boiler", "Lock", LOCKED[: LOCKED.index("It")]).startswith("The follow")


DROPPED = """
By default, the water of the boiler is kept when it stops. You may drop it with `-w`.
"""


def test_an_option_may_be_told_by_the_next_sentence() -> None:
    assert best("which flag says that water is kept when it stops", "Stop", DROPPED) == "-w"


COMMENTED = """
```toml
# how full it is
level = 3
# what holds the water of the boiler,
# unless another vessel does
root = "/var/lib/boiler"
```
"""


def test_a_comment_says_what_the_line_below_it_is() -> None:
    assert best("vessel that holds boiler water", "File", COMMENTED) == 'root = "/var/lib/boiler"'


def test_a_bare_heading_has_no_line_that_answers() -> None:
    terms, content = ANALYZER.question_terms("boiler")
    section = chunk_note(Note("boiler.md", "Boiler", "# Boiler\n\n## The boiler\n"))[-1]
    query = Query("boiler", Resolution("boiler"), terms, content)
    assert best_span(query, section, {}, ANALYZER.terms, shipped_span_ranker()) is None


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


def test_of_lines_with_one_comment_the_one_that_does_it_is_meant() -> None:
    text = section("Use it:", "```sh\n# stop the pump and drain it\nx --a\nx drain\n```")
    assert answered("How do I drain the pump?", text).best == "x drain"


def test_what_something_does_is_answered_by_what_says_so_of_it_alone() -> None:
    text = section(
        "FILL and DRAIN are commands of the pump for what is in the barrel.",
        "The DRAIN command, on the other hand, needs some minutes.",
    )
    assert answered("What does DRAIN do?", text).best.startswith("The DRAIN command")
    assert answered("What does pump DRAIN do?", text).best.startswith("The DRAIN command")


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


@given(blocks, questions)
def test_the_best_span_stands_letter_for_letter_on_its_line(parts: list[str], asked: str) -> None:
    text = section(*parts)
    found = reply(asked, text)
    if isinstance(found, Answer):
        behind = "\n".join(text.split("\n")[found.best_line - 1 :])
        assert 0 <= behind.find(found.best) <= behind.find("\n")


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


def test_what_is_said_of_a_term_answers_in_its_place() -> None:
    body = "drain the boiler\n: boiler drain --all\n\nfill the boiler\n: boiler fill"
    assert best("drain the boiler", "Notes", body) == "boiler drain --all"
    assert best("boiler", "Notes", "drain the boiler\nfill the boiler") == "drain the boiler"


@pytest.mark.parametrize("mark", ["> [!info] Fresh build", ">[!tip]- Fresh build"])
def test_what_a_callout_is_titled_leaves_it_to_the_line_below(mark: str) -> None:
    body = f"\nBoilers are loud.\n\n{mark}\n> every morning at six\n"
    assert best("fresh build", "Times", body) == "every morning at six"


def test_a_term_of_a_definition_list_leaves_it_to_what_is_said_of_it() -> None:
    body = "\nKettle\n: A vessel for boiling.\n\nColander\n: A bowl with holes.\n"
    assert best("what is a kettle", "Kitchen", body) == "A vessel for boiling."
    assert best("colander", "Kitchen", body) == "A bowl with holes."


def test_all_sentences_of_a_line_are_on_what_its_label_names() -> None:
    body = (
        "\n- **Shed**: 4 m wide, dry. Gate key is blue.\n- **Barn**: new, dry. Gate key is red.\n"
    )
    assert best("gate key of the barn", "Places", body) == "Gate key is red."
    assert best("gate key of the shed", "Places", body) == "Gate key is blue."


PEOPLE = """
- Ben
  - phone: 0171 5550123
  - room: 12
- Cleo
  - phone: 0171 5550777
  - room: 14

Otto:
- phone: 0171 5550999
- room: 16
"""


@pytest.mark.parametrize(
    ("name", "phone"), [("Ben", "0171 5550123"), ("Cleo", "0171 5550777"), ("Otto", "0171 5550999")]
)
def test_a_line_of_an_outline_is_about_what_stands_above_it(name: str, phone: str) -> None:
    assert best(f"what is {name}'s phone number", "People", PEOPLE) == f"phone: {phone}"


ASKED = """
- How do I report sick leave?
  - Write to the office before nine.
- Lost badge
  - Ask at the gate.

Who waters the plants?
Mrs Schmidt does, on Mondays.
"""


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("how do I report sick leave", "Write to the office before nine."),
        ("what about a lost badge", "Ask at the gate."),
        ("who waters the plants", "Mrs Schmidt does, on Mondays."),
    ],
)
def test_what_only_repeats_the_question_gives_way_to_what_comes_next(
    question: str, answer: str
) -> None:
    assert best(question, "Office", ASKED) == answer


def test_a_row_that_only_repeats_the_question_does_not_give_way_to_the_next() -> None:
    text = (
        "\n| flag | meaning |\n|---|---|\n| `-it` | interactive terminal |\n| `-d` | detached |\n"
    )
    row = "| `-it` | interactive terminal |"
    assert best("interactive terminal flags", "Flags", text) == row


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("which flag keeps the log quiet", "--no-color"),
        ("what does the no-color flag do", "With `--no-color` the log is quiet."),
    ],
)
def test_a_flag_that_the_question_names_is_not_its_answer(question: str, answer: str) -> None:
    assert best(question, "Log", "\nWith `--no-color` the log is quiet.\n") == answer


MIXER = """
```sh
mixer stir [OPTIONS]
```

Blends paint of two tins.
"""


@pytest.mark.parametrize("question", ["what is mixer stir", "what does mixer stir do"])
def test_what_something_is_or_does_is_said_in_words(question: str) -> None:
    assert best(question, "mixer stir (blends paint)", MIXER) == "Blends paint of two tins."


def test_what_only_code_speaks_of_is_told_by_code() -> None:
    assert best("what does mixer do", "Tools", "\n```sh\nmixer stir\n```\n\nOthers: none.\n") == (
        "mixer stir"
    )


def test_a_label_that_says_more_than_the_question_is_an_answer() -> None:
    text = "\n- The lost badge is found by Ben\n  - on Monday\n"
    assert best("who found the lost badge", "Office", text) == "The lost badge is found by Ben"


def test_a_flag_that_is_asked_about_is_not_answered_by_how_it_is_written() -> None:
    text = "\n| flag | does |\n|---|---|\n| `-p 80` | opens port 80 |\n| `-q` | keeps quiet |\n"
    assert best("what is the -p flag", "Flags", text) == "| `-p 80` | opens port 80 |"


PINNED = """
A filter is known by its number, and fits one boiler.

To order a spare filter by its number:

```sh
boiler order 4711
```
"""


def test_a_mere_aim_gives_way_to_the_command_below_it() -> None:
    assert best("order filter by number", "What is a filter?", PINNED) == "boiler order 4711"


UPDATED = """
Filters are bought at the shop.

```sh
boiler update && boiler filter buy
```

Both are done at once, because the list would be old otherwise.
"""


@pytest.mark.parametrize("question", ["why update and buy a filter", "does update buy a filter"])
def test_a_reason_and_a_fact_are_told_in_words(question: str) -> None:
    assert "&&" not in best(question, "Filters", UPDATED)


MEASURED = """
Live figures of all burners are shown by `boiler stats`:

```sh
boiler stats
boiler stats --sample left
```

With `--sample` the second takes one and exits.
"""


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("show figures of all burners", "boiler stats"),
        ("boiler stats sample and exit", "boiler stats --sample left"),
    ],
)
def test_a_command_with_more_than_another_is_given_where_more_is_asked(
    question: str, answer: str
) -> None:
    assert best(question, "How do I see figures?", MEASURED) == answer


PULLED = """
A filter is fetched with `boiler fetch`:

```sh
boiler fetch filter
boiler start --fetch filter
```
"""


def test_a_command_for_what_is_to_be_left_undone_is_no_answer() -> None:
    asked = "fetch a filter without starting the boiler"
    assert best(asked, "How do I fetch a filter?", PULLED) == "boiler fetch filter"
