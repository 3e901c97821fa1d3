"""`assistant.render.brief`: one thing of an answer, fit to be run or pasted."""

from __future__ import annotations

import pytest

from assistant.model import Answer, Block, BlockKind, Chunk, Evidence, Hit
from assistant.records import replace
from assistant.render import answer_text, best_alone, code_alone
from render.builders import answered, passage, query, source


@pytest.mark.parametrize(
    ("best", "alone"),
    [
        ("docker ps -a", "docker ps -a"),
        ("$ docker ps -a", "docker ps -a"),
        ("`docker ps -a`", "docker ps -a"),
        ("`` echo `date` ``", "echo `date`"),
        ("> docker ps -a", "docker ps -a"),
        ("$ docker run \\\n>   -it alpine", "docker run \\\n  -it alpine"),
        ("docker run \\\n  -it alpine", "docker run \\\n  -it alpine"),
        ("docker ps  # all", "docker ps  # all"),
        ("# nothing but a comment", "# nothing but a comment"),
        ("$HOME/bin is it", "$HOME/bin is it"),
        ("`a` and `b`", "`a` and `b`"),
        ("The `-a` option **lists** all.", "The `-a` option **lists** all."),
    ],
)
def test_the_best_span_is_left_as_it_is_but_for_what_a_shell_would_trip_over(
    best: str, alone: str
) -> None:
    assert best_alone(answered(best, best)) == alone


@pytest.mark.parametrize(
    "prompt", [">>> ", "root@pump:~# ", "C:\\work> ", "PS C:\\> ", "mysql> ", "shop=# "]
)
@pytest.mark.parametrize("text", ["```\n{}\n```", "1. So:\n   ```console\n   {}\n   ```"])
def test_any_prompt_in_code_is_left_out(prompt: str, text: str) -> None:
    best = f"{prompt}show valves"
    assert best_alone(answered(text.format(best), best)) == "show valves"


def test_who_speaks_in_prose_is_no_prompt() -> None:
    assert best_alone(answered("Ann> yes, shut it", "Ann> yes, shut it")) == "Ann> yes, shut it"


def test_the_comment_in_a_row_of_a_table_is_left_out() -> None:
    row, shown = "| valve <!-- rusty --> | shuts |", "| valve | shuts |"
    assert best_alone(answered(shown, row)) == shown


def test_a_comment_in_a_line_of_code_is_left_in() -> None:
    line = "<p> <!-- so --> </p>"
    assert best_alone(answered(f"```html\n{line}\n```", line)) == line


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Do:\n\n```sh\nls\nls -l\n```\n\nOr:\n\n```\npwd\n```", "ls\nls -l"),
        ("- Do\n  ~~~\n  a\n    b\n  ~~~", "a\n  b"),
        ("> ```\n> ls\n> ```", "ls"),
        ("Do:\n\n    ls\n", "ls"),
        ("```\n```\n\n```\nls\n```", "ls"),
        ("    - nested\n      ```\n      ls\n      ```", "ls"),
    ],
)
def test_the_code_is_the_first_block_without_fences_and_indentation(text: str, code: str) -> None:
    assert code_alone(answered(text, text)) == code


@pytest.mark.parametrize(
    ("best", "code"),
    [
        ("git reset --hard", "cd repo\ngit reset --hard"),
        ("throw them away:", "cd repo\ngit reset --hard"),
        ("keep them:", "git reset --soft"),
        ("git stash pop", "git stash pop"),
        ("or `git stash pop`", "git reset --soft"),
    ],
)
def test_the_code_is_what_the_best_line_points_to(best: str, code: str) -> None:
    text = (
        "keep them:\n```\ngit reset --soft\n```\n"
        "throw them away:\n\n    cd repo\n    git reset --hard\n\nor `git stash pop`"
    )
    assert code_alone(answered(text, best)) == code


def test_the_code_of_a_further_piece_comes_before_that_of_the_section() -> None:
    section = Chunk(source(), "Hot.\n\n```\nboil\n```", ())
    hits = (Hit(section, 1.0, Evidence(1.0, 1.0, 1.0, ())),)
    reply = Answer(query(), "Hot.", "Hot.", 1, 0.9, hits)
    assert code_alone(reply) == "boil"
    more = replace(reply, passages=(passage("```\nwash\n```", "wash"),))
    assert code_alone(more) == "wash"


def test_an_option_alone_is_no_code_to_be_pasted() -> None:
    text = "Give `--size 10 --keep`."
    reply = answered(text, "--size 10 --keep")
    section = replace(reply.hits[0].chunk, text=f"# Pump\n\n```json\n{{}}\n```\n\n{text}")
    hits = (replace(reply.hits[0], chunk=section),)
    assert code_alone(replace(reply, hits=hits)) == "{}"


def test_code_in_a_comment_is_not_that_of_the_section() -> None:
    text = "Hot.\n\n%%\n```\nboil\n```\n%%"
    blocks = (Block(BlockKind.PARAGRAPH, 1, 1), Block(BlockKind.OTHER, 3, 7))
    hits = (Hit(Chunk(source(last_line=7), text, blocks), 1.0, Evidence(1.0, 1.0, 1.0, ())),)
    assert code_alone(Answer(query(), "Hot.", "Hot.", 1, 0.9, hits)) is None


def test_the_code_of_an_alternative_is_not_that_of_the_answer() -> None:
    other = replace(passage("```\nwash\n```", "wash"), is_alternative=True)
    assert code_alone(replace(answered("Hot.", "Hot."), passages=(other,))) is None


def test_code_that_is_indented_is_code_where_the_section_says_so() -> None:
    text = "    boil\n    pour"
    section = Chunk(source(last_line=2), text, (Block(BlockKind.CODE, 1, 2),))
    hits = (Hit(section, 1.0, Evidence(1.0, 1.0, 1.0, ())),)
    reply = Answer(query(), text, "boil", 1, 0.9, hits)
    assert code_alone(reply) == "boil\npour"
    first = answered("Hot.", "Hot.")
    more = replace(passage(text, "boil"), source=section.source)
    assert code_alone(replace(first, hits=(*first.hits, *hits), passages=(more,))) == "boil\npour"


def test_prose_has_no_code() -> None:
    assert code_alone(answered("Use `docker ps`.", "Use `docker ps`.")) is None


def test_the_whole_answer_is_all_its_pieces() -> None:
    reply = replace(answered("Hot.", "Hot."), passages=(passage("Blue.", "Blue."),))
    assert answer_text(reply) == "Hot.\n\nBlue."


def test_an_alternative_does_not_pass_for_the_end_of_the_answer() -> None:
    other = replace(passage("Blue.", "Blue."), is_alternative=True)
    reply = replace(answered("Hot.", "Hot."), passages=(other,))
    assert answer_text(reply) == "Hot.\n\nOr, nearly as likely:\n\nBlue."


def test_of_several_answers_each_has_its_line() -> None:
    reply = replace(answered("$ ls", "$ ls"), passages=(passage("`rm` it", "`rm`"),))
    assert best_alone(reply) == "ls\nrm"


def test_what_may_be_the_answer_instead_is_no_line_of_its_own() -> None:
    other = replace(passage("rm", "rm"), is_alternative=True)
    assert best_alone(replace(answered("ls", "ls"), passages=(other,))) == "ls"


def test_code_is_found_behind_a_line_of_endless_markup() -> None:
    # Inline markup is no block of code; to parse it took minutes here.
    text = f"{'_' * 2_000_000}\n\n```\nls\n```"
    assert code_alone(answered(text, "ls")) == "ls"
