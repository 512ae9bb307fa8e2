"""Words picked by hand become items of the brief, with all that the article says about them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tearline.briefs.board.live_board import LiveBoard
from tearline.briefs.board.rows import Board
from tearline.briefs.checking.check import check_brief
from tearline.briefs.curation.by_hand import add_claim, add_claim_on, add_event, add_quote
from tearline.briefs.curation.picked_words import article_named, find_words, pick
from tearline.briefs.curation.verdicts import accept, reject
from tearline.briefs.document.brief_file import BriefFile
from tearline.briefs.findings import Findings
from tearline.briefs.model import Described, Place
from tearline.briefs.problems import EditError
from tearline.index.article import Article

Story = tuple[Article, Findings]
Maker = Callable[..., Story]

TEXT = (
    "Mara Vell said: “We will sign the pact before the ice comes.” An aide called it “a leap”.\n\n"
    "Tarnia was silent in May 2031. The pact is dead, said Oda Quill, and “nobody weeps” for it."
)


@pytest.fixture(name="pact")
def pact_story(story: Maker) -> Story:
    return story(
        TEXT,
        {"Mara Vell": "person", "Tarnia": "state", "Oda Quill": "person"},
        quotes=[("We will sign the pact before the ice comes.", "Mara Vell")],
        claims=[("Tarnia was silent", "Tarnia", 0.9)],
        events=[("Tarnia was silent in May 2031", "2031-05")],
        path="articles/pact.txt",
        title="The pact",
    )


@pytest.fixture(name="file")
def new_brief(tmp_path: Path) -> BriefFile:
    return BriefFile.new(tmp_path / "pact.yaml", "The pact")


def under(file: BriefFile, *stories: Story) -> Board:
    live = LiveBoard(file.brief)
    for one in stories:
        live.add(*one)
    return live.board()


def at(words: str) -> list[tuple[int, int]]:
    return [(TEXT.index(words), TEXT.index(words) + len(words))]


def errors(file: BriefFile, article: Article) -> list[str]:
    return [str(one) for one in check_brief(file, lambda _: article) if one.severity == "error"]


def test_a_part_of_a_found_quote_has_its_speaker(file: BriefFile, pact: Story) -> None:
    added = add_quote(file, under(file, pact), pact[0].id, at(" sign the pact "))
    [quote] = file.brief.quotes
    assert (added.id, added.new) == (quote.id, True)
    assert (quote.said, quote.speaker, quote.form) == ("sign the pact", "mara-vell", "direct")
    assert isinstance(quote.at, Place)
    assert quote.at.before.endswith("We will ")
    assert errors(file, pact[0]) == []
    assert file.undo()
    assert file.brief.quotes == ()


def test_the_marks_say_the_form_and_are_left_out(file: BriefFile, pact: Story) -> None:
    assert pick(pact[0], at("“We will sign the pact before the ice comes.”")).spans == tuple(
        at("We will sign the pact before the ice comes.")
    )
    assert pick(pact[0], at("The pact is dead")).form == "indirect"
    assert pick(pact[0], at("and “nobody weeps” for it")).form == "mixed"
    add_quote(file, under(file, pact), pact[0].id, at("“a leap”"))
    assert (file.brief.quotes[0].form, file.brief.quotes[0].speaker) == ("scare", None)
    with pytest.raises(EditError, match="no words"):
        pick(pact[0], at("” "))


def test_speakers_are_taken_as_given(file: BriefFile, pact: Story) -> None:
    board = under(file, pact)
    add_quote(
        file, board, pact[0].id, at("The pact is dead"), speaker="Oda Quill", via=["Tarnia"], cue="said"
    )
    described = Described(described="An aide")
    add_quote(file, board, pact[0].id, at("a leap"), speaker=described)
    add_quote(file, board, pact[0].id, at("We will sign"), speaker=None)
    by_id = {quote.said: quote for quote in file.brief.quotes}
    first, second, third = (by_id[words] for words in ("The pact is dead", "a leap", "We will sign"))
    assert (first.speaker, first.via) == ("oda-quill", ("tarnia",))
    assert (second.speaker, second.form, third.speaker) == (described, "direct", None)
    assert set(file.brief.actors) == {"oda-quill", "tarnia"}
    with pytest.raises(EditError, match="nobody here is called"):
        add_quote(file, under(file, pact), pact[0].id, at("nobody weeps"), speaker="Ida Sorrel")
    assert len(file.brief.quotes) == 3


def test_words_that_are_there_already_are_named_rather_than_doubled(file: BriefFile, pact: Story) -> None:
    board = under(file, pact)
    found = board.quotes[0].id
    accept(file, board, found)
    text = file.text
    again = add_quote(
        file, under(file, pact), pact[0].id, at("“We will sign the pact before the ice comes.”")
    )
    assert (again.id, again.new, file.text) == (found, False, text)
    one = add_quote(file, under(file, pact), pact[0].id, at("The pact is dead"))
    assert not add_quote(file, under(file, pact), pact[0].id, at("The pact is dead")).new
    assert add_quote(file, under(file, pact), pact[0].id, at("The pact")).id != one.id


def test_what_was_suggested_or_rejected_keeps_its_id(file: BriefFile, pact: Story) -> None:
    board = under(file, pact)
    found = board.quotes[0]
    reject(file, board, found.id)
    added = add_quote(file, under(file, pact), pact[0].id, found.spans, speaker="Tarnia")
    assert (added.id, added.new, file.brief.rejected) == (found.id, True, ())
    assert file.brief.quotes[0].speaker == "tarnia"


def test_a_rejected_finding_lends_nobody_its_speaker(file: BriefFile, pact: Story) -> None:
    board = under(file, pact)
    reject(file, board, board.quotes[0].id)
    add_quote(file, under(file, pact), pact[0].id, at("sign the pact"))
    assert file.brief.quotes[0].speaker is None


def test_a_claim_has_the_words_or_those_of_the_analyst(file: BriefFile, pact: Story) -> None:
    board = under(file, pact)
    add_claim(file, board, pact[0].id, at("The pact is dead"), wording="There is  no pact.", by="Oda Quill")
    add_claim(file, board, pact[0].id, at("sign the pact before the ice comes"), credibility=3)
    add_claim(file, board, pact[0].id, at("nobody weeps"))
    second, first, third = file.brief.claims
    assert (first.claim, first.by, first.kind) == ("There is no pact.", "oda-quill", "allegation")
    assert (second.by, second.credibility) == ("mara-vell", 3)
    assert (third.by, third.kind) == (None, "fact")
    assert errors(file, pact[0]) == []


def test_a_claim_may_rest_on_quotes(file: BriefFile, pact: Story) -> None:
    board = under(file, pact)
    added = add_claim_on(file, board, [board.quotes[0].id], "Tarnia will sign.")
    [claim] = file.brief.claims
    assert (claim.id, claim.by, claim.evidence) == (added.id, "mara-vell", (board.quotes[0].id,))
    assert not add_claim_on(file, under(file, pact), [board.quotes[0].id], "Tarnia will sign.").new
    with pytest.raises(EditError, match="neither"):
        add_claim_on(file, board, ["q-nothing"], "Tarnia will sign.")


def test_an_event_has_the_date_of_the_article_or_the_analysts(file: BriefFile, pact: Story) -> None:
    board = under(file, pact)
    add_event(file, board, pact[0].id, at("Tarnia was silent in May"))
    add_event(
        file, board, pact[0].id, at("The pact is dead"), "2031-06-01", actors=["Tarnia"], what="It ends."
    )
    first, second = file.brief.timeline
    assert (first.when, first.what) == ("2031-05", "Tarnia was silent in May")
    assert (second.when, second.what, second.actors) == ("2031-06-01", "It ends.", ("tarnia",))
    with pytest.raises(EditError, match="when was that"):
        add_event(file, board, pact[0].id, at("nobody weeps"))
    with pytest.raises(EditError, match="is no date"):
        add_event(file, board, pact[0].id, at("nobody weeps"), "soon")
    assert errors(file, pact[0]) == []


def test_typed_words_are_found_whatever_their_glyphs_and_spaces() -> None:
    text = "He said: “It’s\nover – now.” She said: “It’s over.”"
    assert [text[start:end] for start, end in find_words(text, "It's over - now")] == ["It’s\nover – now"]
    assert find_words(text, "It's over", 2) == ((text.rindex("It’s"), text.rindex("It’s") + 9),)
    with pytest.raises(EditError, match="stands there 2 times; say which"):
        find_words(text, "It's over")
    with pytest.raises(EditError, match="there is no number 3"):
        find_words(text, "It's over", 3)
    with pytest.raises(EditError, match="stand nowhere"):
        find_words(text, "It is over")
    split = find_words(text, "now … over")
    assert split == (find_words(text, "now")[0], (text.rindex("over"), text.rindex("over") + 4))


def test_an_article_is_meant_by_path_id_or_title(file: BriefFile, pact: Story, story: Maker) -> None:
    other = story("Elsewhere.", {}, path="articles/other.txt", title="Nowhere")
    board = under(file, pact, other)
    for words in ("articles/pact.txt", "pact.txt", pact[0].id, pact[0].id[:8], "the PACT"):
        assert article_named(board, words).id == pact[0].id
    with pytest.raises(EditError, match=r"may be articles/.*, articles/"):
        article_named(board, "articles")
    with pytest.raises(EditError, match="no article here"):
        article_named(board, "")
