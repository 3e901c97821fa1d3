"""The page of an evaluation in a real browser: it renders, filters, and reports no error."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from assistant.evaluation.html import page
from assistant.evaluation.report import make_report
from evaluation.builders import outcome, small_report

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
BROWSER = next(filter(None, map(shutil.which, BROWSERS)), None)

pytestmark = pytest.mark.skipif(
    BROWSER is None, reason=f"none of {', '.join(BROWSERS)} is on PATH (apt-get install chromium)"
)

OPTIONS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--hide-scrollbars", "--enable-logging=stderr", "--window-size=1000,1400",
)  # fmt: skip

# Writes into the document what only a browser knows: sizes, and the colours in force.
PROBE = """<script>
addEventListener("load", () => {
  const charts = [...document.querySelectorAll("svg.chart")].map((svg) => {
    const { width, height } = svg.getBoundingClientRect();
    return `${Math.round(width)}x${Math.round(height)}`;
  });
  const label = document.querySelector("svg.chart text");
  const bar = document.querySelector("svg.chart path[style*='--series-1']");
  const probe = document.createElement("pre");
  probe.id = "probe";
  probe.textContent = [
    charts.join(" "), getComputedStyle(document.body).backgroundColor,
    getComputedStyle(label).fill, getComputedStyle(bar).fill,
    document.documentElement.scrollWidth <= innerWidth ? "fits" : "too wide",
  ].join("|");
  document.body.append(probe);
});
</script></body>"""


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "report.html"
    path.write_text(page(small_report()).replace("</body>", PROBE), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def browse(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., str]:
    """Give a function that opens an address, and returns the document or fails on an error."""
    profile = tmp_path_factory.mktemp("profile")

    def run(address: str, *options: str) -> str:
        command = (str(BROWSER), *OPTIONS, f"--user-data-dir={profile}", *options, address)
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
        errors = [line for line in done.stderr.splitlines() if ":CONSOLE" in line]
        assert errors == []
        return done.stdout

    return run


def shown(document: str) -> list[tuple[str, str, str]]:
    """Give kind, system and verdict of each card that is not hidden."""
    cards = re.findall("<article [^>]*>", document)
    return [
        tuple(re.findall(r'data-(?:kind|system|verdict)="([^"]*)"', card))
        for card in cards
        if "hidden" not in card
    ]


def count(document: str) -> str:
    found = re.search(r"<output[^>]*>([^<]*)</output>", document)
    assert found
    return found[1]


def probed(document: str) -> list[str]:
    found = re.search(r'<pre id="probe">([^<]*)</pre>', document)
    assert found, "the page did not load"
    return found[1].split("|")


def test_the_page_renders_all_cards_and_its_charts_have_a_size(
    file: Path, browse: Callable[..., str]
) -> None:
    document = browse(file.as_uri(), "--dump-dom")
    assert len(shown(document)) == 8
    assert count(document) == "8 of 8 shown"
    charts, *_, fits = probed(document)
    sizes = [tuple(map(int, size.split("x"))) for size in charts.split()]
    assert len(sizes) == 4
    assert all(width > 300 and height > 100 for width, height in sizes)
    assert fits == "fits"


@pytest.mark.parametrize(
    ("fragment", "expected"),
    [
        ("kind=direct", [("direct", "bm25", "right"), ("direct", "hybrid", "right")]),
        (
            "kind=typo&system=hybrid",
            [("typo", "hybrid", "right"), ("typo", "hybrid", "wrong")],
        ),
        ("verdict=wrong&reply=answered", [("typo", "bm25", "wrong")]),
        ("text=REMVOE+how&system=bm25", [("typo", "bm25", "wrong")]),
        ("text=no%20such%20thing", []),
    ],
)
def test_the_address_filters_the_cards(
    file: Path, browse: Callable[..., str], fragment: str, expected: list[tuple[str, str, str]]
) -> None:
    document = browse(f"{file.as_uri()}#{fragment}", "--dump-dom")
    assert shown(document) == expected
    assert count(document) == f"{len(expected)} of 8 shown"


def test_an_unknown_choice_shows_all(file: Path, browse: Callable[..., str]) -> None:
    assert count(browse(f"{file.as_uri()}#kind=gone", "--dump-dom")) == "8 of 8 shown"


def test_choosing_by_hand_filters_and_keeps_it_in_the_address(
    browse: Callable[..., str], tmp_path: Path
) -> None:
    """What a person does: choose a kind, type a word, then show all again."""
    acting = """<script>addEventListener("load", () => {
      const form = document.getElementById("filters");
      const output = document.getElementById("shown");
      const log = (text) => { document.title += `|${text}`; };
      const put = (name, value) => {
        form.elements[name].value = value;
        form.elements[name].dispatchEvent(new Event("input", { bubbles: true }));
        log(`${location.hash} ${output.textContent}`);
      };
      put("kind", "typo");
      put("text", "dokcer");
      form.querySelector("button").click();
      setTimeout(() => log(`${location.hash} ${output.textContent}`), 50);
    });</script></body>"""
    path = tmp_path / "acting.html"
    path.write_text(page(small_report()).replace("</body>", acting), encoding="utf-8")
    document = browse(path.as_uri(), "--virtual-time-budget=1000", "--dump-dom")
    title = re.search("<title>([^<]*)</title>", document)
    assert title
    assert title[1].split("|")[1:] == [
        "#kind=typo 4 of 8 shown",
        "#kind=typo&amp;text=dokcer 2 of 8 shown",
        " 8 of 8 shown",
    ]


@pytest.mark.parametrize(
    ("scheme", "page_colour", "ink", "bar"),
    [
        ("1", "rgb(255, 255, 255)", "rgb(28, 32, 36)", "rgb(0, 114, 178)"),
        ("0", "rgb(21, 24, 28)", "rgb(230, 233, 237)", "rgb(90, 180, 240)"),
    ],
)
def test_page_and_charts_follow_the_colour_scheme(
    file: Path, browse: Callable[..., str], scheme: str, page_colour: str, ink: str, bar: str
) -> None:
    option = f"--blink-settings=preferredColorScheme={scheme}"
    document = browse(file.as_uri(), option, "--dump-dom")
    assert probed(document)[1:4] == [page_colour, ink, bar]


def test_a_narrow_window_scrolls_tables_not_the_page(
    file: Path, browse: Callable[..., str]
) -> None:
    document = browse(file.as_uri(), "--window-size=500,900", "--dump-dom")
    assert probed(document)[-1] == "fits"


def test_a_picture_can_be_taken(file: Path, browse: Callable[..., str], tmp_path: Path) -> None:
    picture = tmp_path / "page.png"
    browse(file.as_uri(), f"--screenshot={picture}")
    content = picture.read_bytes()
    assert content.startswith(b"\x89PNG")
    # An empty page of this size takes about 8 kB.
    assert len(content) > 30_000


def test_thousands_of_cards_are_filtered_at_once(
    browse: Callable[..., str], tmp_path: Path
) -> None:
    """As list items they took 45 seconds: each one hidden had all others numbered again."""
    items = [
        outcome(f"q{at}", kind="typo" if at == 7 else "", measures={"Success@1": 1.0})
        for at in range(6000)
    ]
    path = tmp_path / "large.html"
    timing = "<script>document.title = `${performance.now() - parsed}`;</script></body>"
    text = page(make_report("large", items))
    text = text.replace("<script>", "<script>const parsed = performance.now();</script><script>", 1)
    path.write_text(text.replace("</body>", timing), encoding="utf-8")
    document = browse(f"{path.as_uri()}#kind=typo", "--dump-dom")
    assert count(document) == "1 of 6000 shown"
    title = re.search("<title>([^<]*)</title>", document)
    assert title
    assert float(title[1]) < 5000
