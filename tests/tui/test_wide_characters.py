"""In a real terminal, rows of wide, combining and right-to-left characters stay in their columns."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import category, combining

import pyte
import pytest

from tests.tui.test_hostile_text import Terminal, terminal

COLUMNS, LINES = 160, 45

# Title, outlet, text; the marks of the last but two stand apart from their letters.
ARTICLES = {
    "chinese": ("渡轮谈判恢复", "安塞尔信使报", "Mira Dolan said 渡轮将在五月恢复航行 in Port Ansel."),
    "japanese": ("フェリー交渉が再開", "ヴェルダン通信", "Osk Varga said that 月曜日にストライキを行う."),
    "hangul": ("페리 협상 재개", "안셀 쿠리어", "Mira Dolan said that 페리는 5월에 다시 운항할 것."),
    "arabic": ("استئناف محادثات العبارة", "بريد أنسل", "Mira Dolan said that العبارة ستبحر في مايو."),
    "hebrew": ("שיחות המעבורת מתחדשות", "שליח אנסל", "“המעבורת תפליג במאי,” Mira Dolan said."),
    "marks": (
        "Nguye\u0302\u0303n spe\u0301aks",
        "Te\u0301le\u0301gramme",
        "“Hu\u031b\u0300ng,” Osk Varga said.",
    ),
    "thai": ("การเจรจาเรือข้ามฟาก", "ผู้ส่งสารแอนเซล", "Osk Varga said that เรือข้ามฟากจะออกเดินทาง."),
    "emoji": ("Ferry ⛴️ 👍🏽 👩‍👩‍👧", "Wire 🇻🇪", "“The harbour 🚢 is open,” Mira Dolan said."),
}


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[list[str]]]:
    """The cells of the screen, a list of lines: wide and with quotes at hand, then with articles at hand."""
    root = tmp_path_factory.mktemp("wide")
    for n, (name, (title, outlet, body)) in enumerate(ARTICLES.items()):
        head = f"---\ntitle: {title}\noutlet: {outlet}\ndate: 2031-04-0{n + 1}\n---\n"
        (root / f"{name}.md").write_text(f"{head}{body}\n{body}\n", encoding="utf-8")
    with terminal(root, (COLUMNS, LINES)) as app:
        app.wait_for("Mira Dolan")
        app.read(3)
        yield [cells(app, keys) for keys in ("2jjj", "4jjj", "5", "33")]
        app.press("q")
        assert app.ended() == 0


def cells(app: Terminal, keys: str) -> list[str]:
    app.press(keys, 1.5)
    screen = pyte.Screen(COLUMNS, LINES)
    # Marks that do not combine by class, as in Thai, end the line for pyte; they take no cell anyway.
    drawn = (c for c in app.sent.decode() if category(c) != "Mn" or combining(c))
    pyte.Stream(screen).feed("".join(drawn))
    # One character a cell: a wide one fills its second cell with nothing.
    return ["".join((screen.buffer[y][x].data or "\0")[:1] for x in range(COLUMNS)) for y in range(LINES)]


def columns_of(line: str, signs: str) -> list[int]:
    return [x for x, sign in enumerate(line) if sign in signs]


@pytest.mark.parametrize("moment", [0, 1, 2])
def test_the_borders_of_all_panes_stand_in_their_columns(shown: list[list[str]], moment: int) -> None:
    lines = shown[moment]
    corners = columns_of(lines[2], "╭╮┏┓")
    assert len(corners) == 6
    for y in range(3, LINES - 2):
        assert all(lines[y][x] in "│┃╭╮╰╯┏┓┗┛▁▂▃▄▅▆▇█" for x in corners), (y, lines[y])


def test_a_list_that_has_the_window_keeps_its_borders_too(shown: list[list[str]]) -> None:
    lines = shown[3]
    assert all(line[0] == line[COLUMNS - 1] == "┃" for line in lines[3 : LINES - 2])


def test_the_words_of_every_script_are_on_screen(shown: list[list[str]]) -> None:
    seen = "\n".join(line.replace("\0", "") for lines in shown for line in lines)
    for title in ("渡轮谈判恢复", "フェリー交渉が再開", "페리 협상 재개", "استئناف", "שיחות"):
        assert title in seen
