"""What a section is about, and what it defines."""

import pytest

from assistant.language.topics import (
    asked_topic,
    defines,
    heading_words,
    is_about,
    leaves_undefined,
    strangers,
)


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("What is a container?", {"container"}),
        ("whats an image layer", {"image", "layer"}),
        ("and what are volumes?", {"volume"}),
        ("define entrypoint", {"entrypoint"}),
        ("what is a volume good for?", {"volume"}),
        ("what are labels used for", {"label"}),
        ("what exactly is an image", {"image"}),
        ("what is the point of layers", {"layer"}),
        ("explain the valve", {"valve"}),
        ("describe how to mend a valve", set()),
        ("what is the port for the registry", set()),
        ("what is the size of an image?", set()),
        ("what is docker's default network?", set()),
        ("what is the fastest way", set()),
        ("how do I stop a container", set()),
        ("what is a very long name of a thing", set()),
    ],
)
def test_the_topic_of_a_question_is_the_thing_it_wants_defined(
    question: str, topic: set[str]
) -> None:
    assert asked_topic(question) == topic


@pytest.mark.parametrize(
    "text",
    [
        "Terms\n\nAn image is a template.",
        "Terms\n\n- **Image**: a template.",
        "Terms\n\nImage – a template.",
        "What is an image?\n\nIt is a template.",
        "Terms\n\nFirst things first. Images are templates.",
    ],
)
def test_a_section_defines_what_one_of_its_sentences_is_about(text: str) -> None:
    assert defines(text, frozenset({"image"})) == 1


@pytest.mark.parametrize("before", ["\n" * 100_000, "- \n" * 50_000, "." + " " * 100_000])
def test_a_sentence_is_found_behind_any_number_of_blanks(before: str) -> None:
    assert defines(f"Image\n{before}An image is a template.", frozenset({"image"})) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Terms\n\nAn image registry is a store.",
        "What is a registry?\n\nIt is a store of images.",
        "Terms\n\nThe store of every image is a registry.",
        "",
    ],
)
def test_a_section_that_defines_something_else_counts_less_than_half(text: str) -> None:
    assert defines(text, frozenset({"image"})) < 0.5


def test_a_heading_that_only_explains_has_the_words_of_its_topic() -> None:
    assert heading_words("3. What is a Dockerfile? An introduction") == {"dockerfile"}


def test_words_that_many_headings_share_make_no_other_topic() -> None:
    headings = ["Docker container", "Docker image", "Docker network", "Docker volume", "Docker"]
    assert strangers("what is a container", headings) == [1, 1, 1, 1, 0]


def test_a_number_makes_another_topic_but_not_where_it_counts_the_headings() -> None:
    assert strangers("what are the exit codes", ["Exit code 1", "1. Exit code"]) == [3, 2]


def test_what_stands_in_brackets_is_another_name_and_no_other_topic() -> None:
    assert strangers("what is a drawbridge", ["Drawbridge (bascule)", "Bascule"]) == [1, 1]


def test_words_that_few_headings_share_make_another_topic() -> None:
    assert strangers("what is a container", ["Docker container", "Images"]) == [2, 1]


@pytest.mark.parametrize(
    ("question", "heading", "expected"),
    [
        ("what is docker", "3. What is a DockerFile?", False),
        ("what is a docker file", "What is a DockerFile?", True),
        ("what is dockerfile", "What is a DockerFile?", True),
        ("what is a container", "Why use containers?", False),
        ("why containers", "Why use containers?", True),
        ("what is a bridge", "Bridge", True),
        ("bridges", "What is a bridge?", True),
        ("build a bridge", "How do I build a bridge?", True),
        ("bridges", "Why build bridges?", False),
        ("how big is a bridge", "What is a bridge?", False),
        ("how big is a bridge", "Bridge", True),
        ("where are the bridges", "Bridge", False),
        ("where are the bridges", "Where is the bridge?", True),
        ("how do I get a bridge", "Bridge", False),
        ("how do I use a bridge", "Bridge", True),
    ],
)
def test_a_heading_asks_for_no_other_thing_of_the_topic(
    question: str, heading: str, expected: bool
) -> None:
    assert is_about(question, heading) == expected


@pytest.mark.parametrize(
    ("question", "heading", "about"),
    [
        ("what does docker compose up do", "Docker Compose", False),
        ("what does docker compose up do", "Docker compose up", True),
        ("what does docker compose do", "Docker Compose", True),
        ("what is docker compose", "Docker Compose", True),
    ],
)
def test_a_heading_lacks_the_topic_without_the_word_that_ends_its_name(
    question: str, heading: str, *, about: bool
) -> None:
    assert is_about(question, heading) is about


def test_a_question_that_was_pasted_again_and_again_is_compared_in_no_time() -> None:
    assert is_about("what does a plum " * 20_000, "Plum")


def test_blanks_in_a_row_are_read_once_however_many() -> None:
    """From each of them again it took half a minute for these."""
    blanks = " " * 30_000
    assert asked_topic(f"what is a{blanks}kiln") == {"kiln"}
    assert leaves_undefined("what is a kiln", ["Craft", "Pots"], f"|{blanks}\n{blanks}x", "")


@pytest.mark.parametrize("question", ["what is the meaning of a kiln", "what's the point of kilns"])
def test_the_meaning_of_a_thing_is_its_definition(question: str) -> None:
    line = "The pots were in a kiln."
    assert leaves_undefined(question, ["Craft", "Pots"], line, line)
    line = "A kiln is an oven."
    assert not leaves_undefined(question, ["Craft", "Pots"], line, line)


@pytest.mark.parametrize(
    ("line", "is_left"),
    [
        ("Pots go into the kiln.", True),
        ("Pots go into the oven (kiln).", False),
        ("An oven for pots is called a kiln.", False),
        ("oven: kiln", False),
    ],
)
def test_a_line_that_only_names_a_thing_leaves_it_undefined(line: str, *, is_left: bool) -> None:
    assert leaves_undefined("what is a kiln", ["Craft", "Pots"], line, line) is is_left


def test_a_name_with_a_sign_within_needs_no_mark() -> None:
    line = "Pots go into the e-kiln."
    assert not leaves_undefined("what is an e-kiln", ["Craft", "Pots"], line, line)


@pytest.mark.parametrize(
    ("heading", "is_left"), [("Kilns", False), ("How do I clean the kiln?", True)]
)
def test_a_heading_names_a_thing_unless_it_asks_something_else(
    heading: str, *, is_left: bool
) -> None:
    line = "Sweep the ashes out."
    assert leaves_undefined("what is a kiln", ["Craft", heading], line, line) is is_left
