"""`assistant.render.styled` and what it is made of: an answer's Markdown on a terminal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from assistant.matching import Match
from assistant.model import Answer, Block, BlockKind, Chunk, Evidence, Hit, NoAnswer, Passage
from assistant.records import replace
from assistant.render import matches_styled, reply_styled
from assistant.render.blocks import LONGEST_MARKDOWN
from render.builders import (
    ROOT,
    answered,
    bare,
    hit,
    marked,
    passage,
    query,
    screen,
    source,
    with_style,
)

if TYPE_CHECKING:
    from pathlib import Path

WIDTHS = [40, 80, 200]


def sent(text: str, best: str = "", best_line: int = 1, width: int = 200) -> str:
    """Give what a terminal is sent for an answer, up to its place."""
    shown = screen(reply_styled(answered(text, best, best_line=best_line), ROOT), width)
    return re.split(r"\n\n\x1b\]8;[^\n]*file:", shown)[0]


def shown(text: str, width: int = 200) -> list[str]:
    """Give the lines a person sees of an answer."""
    return [line.rstrip() for line in bare(sent(text, width=width)).split("\n")]


# Markdown


def test_of_an_image_written_into_the_note_the_kind_is_shown() -> None:
    image = f"![a cup](data:image/png;base64,{'A' * 100_000})"
    assert shown(f"Hot {image} tea.") == ["Hot a cup (data:image/png;base64,...) tea."]
    html = f'<img src="data:image/png;base64,{"A" * 100_000}" alt="a cup">'
    assert "AAAA" not in "".join(shown(f"{html} Hot tea."))
    small = f"{image[:1000]})"
    assert small in shown(f"Hot:\n\n```\n{small}\n```")


def test_the_deepest_item_of_an_outline_is_shown() -> None:
    text = "\n".join("  " * level + f"- level {level}" for level in range(24))
    assert shown(text)[-1].strip() == "• level 23"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("# Tea\n\nHot.", ["Tea", "", "Hot."]),
        ("a\nb  \nc", ["a b", "c"]),
        ("- a\n- b\n  - c\n- d", ["• a", "• b", "  • c", "• d"]),
        ("- a\n\n- b", ["• a", "", "• b"]),
        ("3. a\n4. b", ["3. a", "4. b"]),
        ("- [ ] a\n- [x] b", ["• [ ] a", "• [x] b"]),
        ("1. a\n   ```\n   ls\n   ```\n2. b", ["1. a", "   ls", "2. b"]),
        ("> a\n> b\n>\n> - c", ["│ a b", "│", "│ • c"]),
        ("a\n```sh\nls\n```\nb", ["a", "", "ls", "", "b"]),
        ("a\n\n    ls\n     -l", ["a", "", "ls", " -l"]),
        ("````\n```\nls\n````", ["```", "ls"]),
        ("a\n\n---\n\nb", ["a", "", "───", "", "b"]),
        ("a <b>c</b> <file><br>d", ["a <b>c</b> <file>", "d"]),
        ("<div>\na <i>b</i> &amp; c\n</div>", ["a b & c"]),
        ("<tr><td>a</td>\n<td>b</td></tr>", ["a | b"]),
        ("a\n\n<!-- b -->\n\nc", ["a", "", "c"]),
        ("&lt;a&gt; &amp; \\*b\\*", ["<a> & *b*"]),
        ("[tea](hot.md) ![mug](m.png)", ["tea (hot.md) mug (m.png)"]),
        ("[tea](#tea) <https://example.org>", ["tea https://example.org"]),
        ("Write [bold]x[/bold] or :skull:.", ["Write [bold]x[/bold] or :skull:."]),
        ("|a|b|\n|-|-|\n|c|d|", ["a   b", "─────", "c   d"]),
        (r"$\{v: f_a(v)=0_b\}$ \*b\*", [r"$\{v: f_a(v)=0_b\}$ *b*"]),
        ("$$\na \\\\\n\\ker *f* g*\n$$", ["$$", "a \\\\", "\\ker *f* g*", "$$"]),
        (r"It costs $5 or $10, and \$ is *a* $.", ["It costs $5 or $10, and $ is a $."]),
        ("`$a` and `b$`", ["$a and b$"]),
        ("[[Tea#Green|a *mug*]], [[Tea]], ![[mug.png]]", ["a *mug*, Tea, mug.png"]),
        ("[[ -f a ]] b[[1]] [[a]", ["[[ -f a ]] b[[1]] [[a]"]),
        (
            "[green *tea*][a] [mug][] [^1][^2] [1][2] a[b][c]",
            ["green tea mug [^1][^2] [1][2] a[b][c]"],
        ),
        ("[green][a]\n\n[a]: tea.md", ["green (tea.md)"]),
        ("![[mug.png|600]] ![[cup.png|30x20]]", ["mug.png cup.png"]),
        ("A ==*very* good== tea, a==b, c == d == e", ["A very good tea, a==b, c == d == e"]),
        ("> [!warning] Hot *tea*\n> a\n> b", ["│ Hot tea", "│ a b"]),
        ("> [!tip]-\n> a", ["│ Tip", "│ a"]),
        ("> [!info] a\n>\n> b", ["│ a", "│", "│ b"]),
        ("[!info] a", ["[!info] a"]),
    ],
)
def test_markdown_is_shown_as_what_it_means(text: str, lines: list[str]) -> None:
    assert shown(text) == lines


@pytest.mark.parametrize(
    ("text", "codes", "styled"),
    [
        ("**a** b", ("1",), "a"),
        ("*a* b", ("3",), "a"),
        ("~~a~~ b", ("9",), "a"),
        ("`a` b", ("36",), "a"),
        ("# a\n\nb", ("1",), "a"),
        ("[a](b.md)", ("4",), "a"),
        ("[[b|a]]", ("4",), "a"),
        ("b ==a==", ("7",), "a"),
        ("> [!tip] a\n> b", ("1",), "a"),
        ("```\na\n```\nb", ("36",), "a"),
        ("```no-such-language\na\n```\nb", ("36",), "a"),
        ("```python\ny = 'a'\n```", ("35",), "'a'"),
        ("```sh\nls  # a\n```", ("2",), "# a"),
    ],
)
def test_markup_is_seen_as_a_style(text: str, codes: tuple[str, ...], styled: str) -> None:
    assert with_style(sent(text), *codes) == [styled]


@pytest.mark.parametrize(
    "text", ["```python\nx = 'a'  # b\n```", "# a\n\n`b` **c** [d](e)", "==a==\n\n> [!b] c"]
)
def test_only_the_terminal_s_own_colours_are_used_and_no_background(text: str) -> None:
    codes = {
        code for found in re.findall(r"\x1b\[([\d;]*)m", sent(text)) for code in found.split(";")
    }
    assert codes <= {"0", *"123479", "31", "32", "33", "35", "36", "39"}


def test_an_excerpt_from_within_a_list_is_no_code() -> None:
    assert shown("      - a\n        - b\n    - c") == ["• a", "  • b", "• c"]


def test_what_is_left_out_of_a_list_is_said_above_and_below_it() -> None:
    assert cut_from("- a\n- b\n- c\n- d", "- b\n- c", BlockKind.ITEM) == ["…", "• b", "• c", "…"]
    assert cut_from("- a\n- b\n- c\n- d", "- a\n- b", BlockKind.ITEM) == ["• a", "• b", "…"]
    assert cut_from("- a\n- b", "- a\n- b", BlockKind.ITEM) == ["• a", "• b"]


def cut_from(text: str, shown: str, kind: BlockKind) -> list[str]:
    """Give what is shown of an answer cut from a section whose lines are a block each."""
    count = text.count("\n") + 1
    blocks = tuple(Block(kind, line, line) for line in range(1, count + 1))
    return piece_of(Chunk(source(last_line=count), text, blocks), shown)


def hit_on(section: Chunk) -> Hit:
    return Hit(section, 1.0, Evidence(1.0, 1.0, 1.0, ()))


def piece_of(section: Chunk, shown: str) -> list[str]:
    reply = Answer(query(), shown, "b", 2, 0.9, (hit_on(section),))
    lines = bare(screen(reply_styled(reply, ROOT))).split("\n\n")[0].split("\n")
    return [line.rstrip() for line in lines]


def test_what_is_left_out_of_a_table_is_said_below_its_header_and_rows() -> None:
    table = "| x | y |\n|---|---|\n| a | 1 |\n| b | 2 |\n| c | 3 |"
    section = Chunk(source(last_line=5), table, (Block(BlockKind.TABLE, 1, 5),))
    header = ["x   y", "─────"]
    middle = piece_of(section, "| x | y |\n|---|---|\n| b | 2 |")
    assert middle == [*header, "…", "b   2", "…"]
    assert piece_of(section, table) == [*header, "a   1", "b   2", "c   3"]
    begin = piece_of(section, "| x | y |\n|---|---|\n| a | 1 |\n| b | 2 |")
    assert begin == [*header, "a   1", "b   2", "…"]


def test_a_comment_behind_a_whole_table_is_nothing_left_out() -> None:
    table = "| x | y |\n|---|---|\n| a | 1 |"
    blocks = (Block(BlockKind.TABLE, 1, 3), Block(BlockKind.PARAGRAPH, 7, 7))
    section = Chunk(source(last_line=7), f"{table}\n\n%% c %%\n\nb", blocks)
    reply = Answer(query(), f"{table}\n\nb", "b", 7, 0.9, (hit_on(section),))
    assert "…" not in bare(screen(reply_styled(reply, ROOT)))


def test_paragraphs_that_are_left_out_are_not_spoken_of_but_lines_of_one_are() -> None:
    assert cut_from("a\nb\nc", "b", BlockKind.PARAGRAPH) == ["b"]
    lines = Chunk(source(last_line=3), "a\nb\nc", (Block(BlockKind.PARAGRAPH, 1, 3),))
    assert piece_of(lines, "b\nc") == ["…", "b", "c"]


def test_an_excerpt_that_is_indented_code_stays_code() -> None:
    text = "    # boil\n    pour"
    section = Chunk(source(last_line=2), text, (Block(BlockKind.CODE, 1, 2),))
    hits = (Hit(section, 1.0, Evidence(1.0, 1.0, 1.0, ())),)
    reply = Answer(query(), text, "pour", 2, 0.9, hits)
    assert bare(screen(reply_styled(reply, ROOT))).startswith("# boil\npour\n")


def test_text_that_would_take_long_to_parse_is_shown_as_it_is_written() -> None:
    text = "*a* " * (LONGEST_MARKDOWN // 4 + 1)
    assert bare(sent(text, width=10**6)) == text.rstrip(" ") + " "


# The most direct span


@pytest.mark.parametrize(
    ("text", "best", "line", "expected"),
    [
        ("First.\n\nTea is hot. Pour it.", "Tea is hot.", 3, ["Tea is hot."]),
        ("a **b** `c` d.", "a **b** `c` d.", 1, ["a b c d."]),
        ("**Hot. Very.** Pour.", "**Hot.", 1, ["Hot."]),
        ("a\nb c. d", "a\nb c.", 1, ["a b c."]),
        ("> a\n> b. c", "a\n> b.", 1, ["a b."]),
        ("- a\n- b\n- c", "b", 2, ["b"]),
        ("- a\n  - b\n", "b", 2, ["b"]),
        ("```\nls \\\n  -l\npwd\n```", "ls \\\n  -l", 2, ["ls \\", "  -l"]),
        ("- a\n  ```\n  ls \\\n    -l\n  ```", "ls \\\n    -l", 3, ["ls \\", "  -l"]),
        ("```sh\necho 'a' b\n```", "echo 'a' b", 2, ["echo 'a' b"]),
        ("## Hot tea", "Hot tea", 1, ["Hot tea"]),
        ("<div>\nhot\n</div>", "hot", 2, ["hot"]),
        ("See [tea](t.md) now. Pour.", "See [tea](t.md) now.", 1, ["See tea (t.md) now."]),
        ("a\n\nSee [b][c].\n\n[c]: d.md", "See [b][c].", 3, ["See b (d.md)."]),
        ("|a|b|\n|-|-|\n|c|d|\n|c|e|", "|c|e|", 4, ["c", "e"]),
        ("|a|b|\n|-|-|\n|`c d`|e|", "c d", 3, ["c d"]),
    ],
)
def test_the_most_direct_span_is_marked_wherever_it_stands(
    text: str, best: str, line: int, expected: list[str]
) -> None:
    assert marked(sent(text, best, line)) == expected


def test_the_span_is_marked_on_its_own_line_where_its_words_stand_earlier_too() -> None:
    found = sent("Use `docker ps`:\n\n```sh\ncd\ndocker ps\n```\n", "docker ps", best_line=5)
    assert marked(found) == ["docker ps"]
    assert found.endswith("\x1b[1;32mdocker ps\x1b[0m")
    found = sent("Pour tea.\nPour tea. Now", "Pour tea.", best_line=2)
    assert found == "Pour tea. \x1b[1;32mPour tea.\x1b[0m Now"


def test_lines_that_were_ended_on_purpose_stay_lines_and_prose_flows() -> None:
    text = "green tea, mild\nblack tea, strong\n> herbs [[mint]]\n> dried lemon balm"
    assert shown(text) == [
        "green tea, mild",
        "black tea, strong",
        "",
        "│ herbs mint",
        "│ dried lemon balm",
    ]
    prose = "Green tea is mild, and so is\nthe white.\nBoil it.\nWait."
    assert shown(prose) == [prose.replace("\n", " ")]
    assert shown("Boil `a\nb` now") == ["Boil a b now"]
    assert shown("- green\n  tea") == ["• green tea"]


def test_a_line_is_marked_where_its_words_stand_in_an_earlier_line_too() -> None:
    found = sent("pour tea\npour tea\nwait", "pour tea", best_line=2)
    assert found == "pour tea\n\x1b[1;32mpour tea\x1b[0m\nwait"


def test_a_span_is_marked_by_its_line_though_the_answer_begins_within_its_section() -> None:
    section = Chunk(source(first_line=7, last_line=9), "Tea.\n\nHot. Tea.", ())
    hits = (Hit(section, 1.0, Evidence(1.0, 1.0, 1.0, ())),)
    reply = Answer(query(), "Tea.\n\nHot. Tea.", "Tea.", 9, 0.9, hits)
    assert screen(reply_styled(reply, ROOT)).startswith("Tea.\n\nHot. \x1b[1;32mTea.\x1b[0m\n")


def test_a_row_is_marked_though_its_comment_is_not_shown() -> None:
    text = "| a | b |\n| --- | --- |\n| tea | hot |"
    row = "| tea <!-- cha --> | hot |"
    section = Chunk(source(last_line=3), text.replace("| tea | hot |", row), ())
    hits = (Hit(section, 1.0, Evidence(1.0, 1.0, 1.0, ())),)
    reply = screen(reply_styled(Answer(query(), text, row, 3, 0.9, hits), ROOT))
    assert marked(reply)[:2] == ["tea", "hot"]


def test_the_span_of_each_piece_is_marked() -> None:
    reply = replace(answered("Hot. a", "Hot."), passages=(passage("b Blue.", "Blue."),))
    assert marked(screen(reply_styled(reply, ROOT))) == ["Hot.", "Blue."]


# Widths

COMMAND = (
    "docker run --rm -it --name a-long-name -v /var/run/docker.sock:/var/run/docker.sock alpine"
)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("before", ["", "- ", "> "])
def test_code_is_one_line_at_any_width_so_that_it_can_be_copied(width: int, before: str) -> None:
    indent = " " * len(before) if before != "> " else before
    text = f"{before}a\n{indent}```sh\n{indent}{COMMAND}\n{indent}```"
    assert [line for line in shown(text, width) if COMMAND in line]


@pytest.mark.parametrize("width", WIDTHS)
def test_inline_code_and_long_words_are_not_broken(width: int) -> None:
    address = f"https://example.org/{'long/' * 50}"
    text = " ".join(["Some words before it,", f"`{COMMAND}`", "and a few more behind,", address])
    found = shown(text, width)
    assert any(COMMAND in line for line in found)
    assert any(address in line for line in found)


@pytest.mark.parametrize("width", WIDTHS)
def test_prose_is_broken_between_words_and_lists_stay_indented(width: int) -> None:
    text = "- " + "tea is hot " * 30 + "\n  > " + "mugs are blue " * 30
    lines = shown(text, width)
    assert max(map(len, lines)) <= width
    assert all(line.startswith(("• tea", "  ")) for line in lines)
    assert any(line.startswith("  │ ") for line in lines)
    assert " ".join(lines).replace("│", "").split()[1:] == (
        ["tea", "is", "hot"] * 30 + ["mugs", "are", "blue"] * 30
    )


TABLE = """\
| Policy | After a crash | After a restart of the daemon |
|---|---|---|
| `on-failure[:n]` | restarted, at most n times | not started for that reason |
| `always` | restarted | |
"""


def test_a_table_is_a_table_where_there_is_room() -> None:
    header, rule, *rows = shown(TABLE, 80)
    assert header.split("   ")[0] == "Policy"
    assert set(rule) == {"─"}
    assert rows[0].startswith("on-failure[:n]   restarted, at most n times")


def test_a_table_with_too_many_columns_for_the_terminal_is_a_line_a_cell() -> None:
    assert shown(TABLE, 30) == [
        "Policy: on-failure[:n]",
        "After a crash: restarted, at",
        "most n times",
        "After a restart of the daemon:",
        "not started for that reason",
        "",
        "Policy: always",
        "After a crash: restarted",
    ]


@given(st.integers(1, 100))
def test_no_width_loses_a_word(width: int) -> None:
    text = f"Tea is hot, 茶 is tea.\n\n- a\n\n```\n{COMMAND}\n```\n\n{TABLE}"
    words = set(re.findall(r"[\w.:/\[\]-]+", bare(sent(text, width=200))))
    found = bare(sent(text, width=width))
    assert [word for word in words if word not in found] == []


# Places


def test_a_refusal_is_said_and_its_nearest_sections_are_numbered() -> None:
    reply = NoAnswer(query(), "No.", (source("a.md", ("A",), "a", 3),), 0.1, (), ("x",), ("y",))
    found = screen(reply_styled(reply, ROOT))
    assert bare(found) == "No. No note mentions 'x'.\nDid you mean: y\n\nNearest\n  1  a.md:3  A\n"
    assert with_style(found, "33") == ["No. No note mentions 'x'.", "Did you mean: y"]


def test_a_line_near_the_answer_is_dimmed_and_cut_at_the_edge() -> None:
    line = Passage("Tea is hot, " * 20, "", 7, source())
    styled = reply_styled(NoAnswer(query(), "No.", (source(),), 0.1, lines=(line,)), ROOT)
    sent = screen(styled, 40)
    place, shown = bare(sent).splitlines()[-2:]
    assert place == "  1  tea.md:7  Tea"
    assert shown == "       Tea is hot, Tea is hot, Tea is h…"
    assert with_style(sent, "2")[-1].strip() == shown.strip()


def test_an_answer_that_is_only_the_closest_says_so_before_it() -> None:
    reply = replace(answered("Hot.", "Hot."), tentative=True)
    assert bare(screen(reply_styled(reply, ROOT))) == "Closest I have:\n\nHot.\n\ntea.md:1  Tea\n"


def test_other_sections_are_numbered_behind_the_answer_s_own_places() -> None:
    others = hit(path="mugs.md", headings=("Mugs",), anchor="mugs"), hit(path="z.md", anchor="z")
    reply = replace(answered("Hot.", "Hot.", *others), passages=(passage("Blue.", "Blue.", 9),))
    assert bare(screen(reply_styled(reply, ROOT))) == (
        "Hot.\n\ntea.md:1  Tea\n\nBlue.\n\nmugs.md:9  Mugs\n\nSee also\n  3  z.md:1  Tea\n"
    )


def test_an_alternative_is_said_to_be_one() -> None:
    other = replace(passage("Blue.", "Blue.", 9), is_alternative=True)
    reply = replace(answered("Hot.", "Hot."), passages=(other,))
    assert bare(screen(reply_styled(reply, ROOT))) == (
        "Hot.\n\ntea.md:1  Tea\n\nOr, nearly as likely:\n\nBlue.\n\nmugs.md:9  Mugs\n"
    )


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("xy"), st.integers(1, 99))))
def test_every_other_section_is_listed_once_in_the_order_of_rank(
    places: list[tuple[str, str, int]],
) -> None:
    others = [hit(path=path, anchor=anchor, first_line=line) for path, anchor, line in places]
    found = bare(screen(reply_styled(answered("Hot.", "Hot.", *others), ROOT)))
    expected: dict[tuple[str, str], str] = {}
    for path, anchor, line in places:
        expected.setdefault((path, anchor), f"{path}:{line}")
    listed = re.findall(r"^ +(\d+)  (\S+)", found, re.MULTILINE)
    assert listed == [(str(at), place) for at, place in enumerate(expected.values(), start=2)]


def test_a_long_breadcrumb_goes_on_below_its_place() -> None:
    other = hit(path="mugs.md", headings=("Mugs", "Care of mugs that are old"), anchor="care")
    found = bare(screen(reply_styled(answered("Hot.", "Hot.", other), ROOT), 30))
    assert found.endswith("\n  2  mugs.md:1  Mugs > Care of\n     mugs that are old\n")


def test_a_place_links_to_its_file_below_a_folder(tmp_path: Path) -> None:
    found = screen(reply_styled(answered("Hot.", "Hot.", path="a b/ü.md"), tmp_path))
    assert f";{(tmp_path / 'a b' / 'ü.md').as_uri()}\x1b\\\x1b[1ma b/ü.md:1\x1b[0m" in found


def test_a_place_links_to_the_file_itself_where_that_is_what_is_asked(tmp_path: Path) -> None:
    file = tmp_path / "tea.md"
    file.write_text("Hot.")
    assert f";{file.as_uri()}\x1b" in screen(reply_styled(answered("Hot.", "Hot."), file))


def test_headings_stand_back_behind_their_place() -> None:
    assert with_style(screen(reply_styled(answered("Hot.", "Hot."), ROOT)), "2") == ["  Tea"]


def test_sections_found_are_numbered_with_their_line_below() -> None:
    matches = [Match(hit(), 3, "Hot water."), Match(hit(path="mugs.md"), 1)]
    assert bare(screen(matches_styled(matches, ROOT))) == (
        "  1  tea.md:3  Tea\n       Hot water.\n  2  mugs.md:1  Tea\n"
    )


def test_the_words_looked_for_are_marked() -> None:
    found = screen(matches_styled([Match(hit(), 3, "Hot water, hot.", ((4, 9),))], ROOT))
    assert with_style(found, "1", "32") == ["water"]


def test_letters_of_two_columns_are_counted_as_such() -> None:
    line = "茶" * 30 + "water" + "茶" * 5
    found = bare(screen(matches_styled([Match(hit(), 3, line, ((30, 35),))], ROOT), 50))
    shown = found.splitlines()[1]
    assert "water" in shown
    assert cell_len(shown) <= 50


def test_a_line_is_cut_to_the_width_with_what_was_looked_for() -> None:
    line = "a very long line, " * 5 + "with water in it" + ", and on and on" * 5
    at = line.index("water")
    found = bare(screen(matches_styled([Match(hit(), 3, line, ((at, at + 5),))], ROOT), 40))
    assert len(found.splitlines()) == 2
    shown = found.splitlines()[1].strip()
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert "water" in shown
    assert len(shown) <= 33
