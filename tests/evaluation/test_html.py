"""`assistant.evaluation.html`: the page is whole, needs nothing beside itself, and is safe."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from assistant.evaluation.charts import SERIES, bars_chart, latency_chart
from assistant.evaluation.html import page
from assistant.evaluation.measures import Figure
from assistant.evaluation.report import make_report
from evaluation.builders import outcome, small_report

EVIL = "</pre><script>alert(1)</script><img src=x onerror=alert(2)> & \"quoted\" 'too'"


class Elements(HTMLParser):
    """Collects what elements there are, and the text in them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture(scope="module")
def text() -> str:
    return page(small_report())


@pytest.fixture(scope="module")
def elements(text: str) -> Elements:
    return Elements(text)


def rows(text: str) -> list[str]:
    """Give the text of each table row, spaces made one."""
    found = re.findall(r"<tr>(.*?)</tr>", text, re.DOTALL)
    return [" ".join(re.sub("<[^>]*>", " ", row).split()) for row in found]


# Structure


def test_the_tables_hold_systems_comparisons_and_kinds(text: str) -> None:
    table = rows(text)
    assert "Measure bm25 hybrid" in table
    assert "Success@1 0.333 0.000–1.000 0.667 0.000–1.000" in table
    assert "median ms 2.0 2.0" in table
    assert "Success@1 hybrid bm25 +0.333 1.000 1.000 1 typo-1 0" in table
    assert "typo hybrid 2 0.500 0.000–1.000 – 0.500 0.000–1.000 0.000 –" in table
    assert "unanswerable bm25 1 – – – – 0.000" in table


def test_every_question_has_a_card_for_each_system_side_by_side(elements: Elements) -> None:
    shown = [tuple(item[f"data-{name}"] for name in ("kind", "system", "verdict", "reply"))
             for item in elements.named("article")]  # fmt: skip
    assert shown == [
        ("direct", "bm25", "right", "answered"),
        ("direct", "hybrid", "right", "answered"),
        ("typo", "bm25", "wrong", "answered"),
        ("typo", "hybrid", "right", "answered"),
        ("unanswerable", "bm25", "right", "refused"),
        ("unanswerable", "hybrid", "right", "refused"),
        ("typo", "bm25", "wrong", "refused"),
        ("typo", "hybrid", "wrong", "refused"),
    ]


def test_a_card_shows_the_answer_and_where_it_stood(text: str) -> None:
    card = next(part for part in text.split("<article ") if "direct-1</code>" in part)
    plain = " ".join(re.sub("<[^>]*>", " ", card.partition(">")[2]).split())
    assert plain == (
        "how do I list containers right answered confidence 0.95 bm25 direct direct-1"
        " docker ps whole answer Use docker ps. first docker.md#list"
        " relevant docker.md#list (place 1), docker.md#show (did not come back)"
        " expected docker ps"
    )


def test_every_control_has_a_label(text: str, elements: Elements) -> None:
    controls = re.findall(r"<label>([^<]+) <(?:select|input)[^>]* name=\"(\w+)\"", text)
    assert [name for _, name in controls] == ["kind", "system", "verdict", "reply", "text"]
    assert len(controls) == len(elements.named("select")) + len(elements.named("input"))


def test_every_chart_has_a_spoken_name_and_ids_of_its_own(text: str, elements: Elements) -> None:
    charts = elements.named("svg")
    assert [item["role"] for item in charts] == ["img"] * 4
    names = [item["aria-label"] or "" for item in charts]
    assert len(set(names)) == 4
    assert all(f"<title>{name}</title>" in text for name in names)
    ids = [item["id"] for _, item in elements.tags if "id" in item]
    assert len(ids) == len(set(ids))
    references = re.findall(r'(?:url\(#|xlink:href="#)([^)"]+)', text)
    assert references
    assert set(references) <= set(ids)


def test_without_kinds_there_is_no_table_of_kinds() -> None:
    plain = page(make_report("x", [outcome("1", measures={"Success@1": 1.0})]))
    assert "Kinds of question" not in plain
    assert "Success@1 by kind of question" in plain
    assert "Comparisons" not in plain


def test_questions_that_are_all_unanswerable_make_a_page() -> None:
    items = [outcome(str(at), answerable=False, elapsed_ms=0.0) for at in range(2)]
    text = page(make_report("x", items))
    assert "Success@1 by kind of question" not in text
    assert text.count("<svg") == 3


# Self-contained, safe, and the same again


def test_nothing_is_loaded_from_elsewhere(text: str, elements: Elements) -> None:
    assert not re.search(r"https?:|@import", text)
    addresses = [
        value or ""
        for _, attributes in elements.tags
        for name, value in attributes.items()
        if name in {"src", "href", "xlink:href", "action", "data", "srcset"}
    ]
    assert addresses
    assert all(address.startswith("#") or address == "data:," for address in addresses)
    (policy,) = [item for item in elements.named("meta") if "http-equiv" in item]
    assert (policy["content"] or "").startswith("default-src 'none';")


def test_what_notes_and_questions_hold_is_never_markup() -> None:
    item = outcome(
        EVIL, system=EVIL, text=EVIL, kind=EVIL, relevant={EVIL: 1}, answers=[EVIL],
        ranking=[EVIL], answer=EVIL, best=EVIL, measures={"Success@1": 1.0, "Answer@1": 1.0},
    )  # fmt: skip
    other = outcome(EVIL, system="b", kind=EVIL, measures={"Success@1": 0.0})
    elements = Elements(page(make_report(EVIL, [item, other])))
    assert len(elements.named("script")) == 1
    assert elements.named("img") == []
    assert not any(name.startswith("on") for _, own in elements.tags for name in own)
    assert elements.texts.count(EVIL) >= 8
    cards = [item["data-kind"] for item in elements.named("article")]
    assert cards == [EVIL, EVIL]


def test_the_same_report_gives_the_same_page(text: str) -> None:
    assert page(small_report()) == text


# Light and dark


def test_both_colour_schemes_define_the_same_colours(text: str) -> None:
    light, dark = re.findall(r":root \{(.*?)\}", text, re.DOTALL)
    assert "color-scheme: light dark" in light
    assert "@media (prefers-color-scheme: dark)" in text
    colours = re.findall(r"--[\w-]+", light)
    assert colours == re.findall(r"--[\w-]+", dark)
    assert [name for name in colours if "series" in name] == [
        f"--series-{at}" for at in range(1, SERIES + 1)
    ]


def test_charts_take_their_colours_from_the_page(text: str) -> None:
    for chart in re.findall(r"<svg.*?</svg>", text, re.DOTALL):
        assert "currentColor" in chart
        assert "var(--series-2)" in chart
        assert not re.search(r"#[0-9a-f]{6}\b", chart)


def test_labels_of_a_chart_are_text_as_it_stands() -> None:
    figures = {"$x_1$ <b>": {"日志": Figure(0.5, 0.4, 0.6)}}
    chart = bars_chart(figures, "Success@1")
    assert "$x_1$ &lt;b&gt;</text>" in chart
    assert "日志</text>" in chart


def test_more_systems_than_colours_begin_again() -> None:
    systems = {f"s{at}": Figure(0.5, 0.4, 0.6) for at in range(SERIES + 1)}
    chart = bars_chart({"all": systems}, "Success@1")
    assert f"var(--series-{SERIES})" in chart
    assert f"var(--series-{SERIES + 1})" not in chart


def test_times_of_many_decades_are_drawn() -> None:
    chart = latency_chart({"hybrid": [0.0, 0.2, 3.0, 3.0, 2500.0]})
    assert all(f">{label}</text>" in chart for label in ("1", "10", "100", "1000"))
