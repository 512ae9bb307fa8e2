"""Which statements are an article's claims, of which sort, and whose they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearline.briefs.drafting import draft_article
from tearline.briefs.drafting.actors import find_actors
from tearline.briefs.drafting.claims import find_claims
from tearline.briefs.drafting.document import read_document
from tearline.briefs.drafting.quotes import find_quotes
from tearline.briefs.findings import Actor, Claim, Party, PartyBasis, Quote, QuoteForm
from tearline.index.article import Article, Span
from tearline.index.reading import article_from_text


def at(text: str, words: str) -> Span:
    start = text.index(words)
    return start, start + len(words)


def quote(
    text: str,
    *content: str,
    by: str | None = None,
    actor: str | None = None,
    cue: str | None = None,
    via: str | None = None,
    form: QuoteForm = "indirect",
    basis: PartyBasis = "name",
) -> Quote:
    """A quote whose parts are given as the words that they are in the text."""
    return Quote(
        form=form,
        content=tuple(at(text, words) for words in content),
        speaker=Party(by, at(text, by), actor, basis) if by else None,
        cue=at(text, cue) if cue else None,
        rule="test",
        relay=(Party(via, at(text, via), via.lower()),) if via else (),
    )


def words_of(text: str, claim: Claim) -> str:
    return " … ".join(text[slice(*span)] for span in claim.span)


def claims(text: str, *quotes: Quote, actors: tuple[Actor, ...] = ()) -> dict[str, Claim]:
    """The claims of a text by their words."""
    return {
        words_of(text, claim): claim
        for claim in find_claims(read_document(article_from_text(text)), actors, quotes)
    }


# ----------------------------------------------------------------------------------------------- whose it is
def test_what_the_article_states_is_a_fact_that_nobody_else_asserts() -> None:
    claim = claims("Kestoria closed its border with Veldania on Monday.")[
        "Kestoria closed its border with Veldania on Monday"
    ]
    assert (claim.kind, claim.by, claim.by_text, claim.content_of) == ("fact", None, None, None)
    assert claim.polarity
    assert claim.score == 1


def test_a_report_is_a_claim_of_its_speaker_without_its_report() -> None:
    text = "The minister said the draft had closed two naval yards in Kestoria."
    content = "the draft had closed two naval yards in Kestoria"
    found = claims(text, quote(text, content, by="The minister", cue="said"))
    assert list(found) == [content]
    assert (found[content].kind, found[content].by_text, found[content].by) == (
        "allegation",
        "The minister",
        None,
    )


def test_an_actor_who_asserts_is_named_by_id() -> None:
    text = "Tole said that the draft had closed two naval yards in Kestoria."
    found = claims(
        text, quote(text, "that the draft had closed two naval yards in Kestoria", by="Tole", actor="tole")
    )
    claim = found["the draft had closed two naval yards in Kestoria"]
    assert (claim.by, claim.by_text) == ("tole", None)


def test_a_pronoun_that_stands_for_nobody_known_names_nobody() -> None:
    text = "He said the draft had closed two naval yards in Kestoria."
    content = "the draft had closed two naval yards in Kestoria"
    claim = claims(text, quote(text, content, by="He", basis="pronoun"))[content]
    assert (claim.by, claim.by_text, claim.kind) == (None, None, "allegation")


def test_who_relays_asserts_and_whose_content_it_is_stands_beside() -> None:
    text = "Feld said that Emeric had said Sarrow would never give up the Long Bank."
    content = "Sarrow would never give up the Long Bank"
    claim = claims(text, quote(text, content, by="Emeric", actor="emeric", cue="had said", via="Feld"))[
        content
    ]
    assert (claim.by, claim.content_of) == ("feld", "emeric")


def test_a_report_within_a_report_is_relayed_by_the_outer_one() -> None:
    text = "Feld said that Emeric had said Sarrow would never give up the Long Bank."
    content = "Sarrow would never give up the Long Bank"
    outer = quote(text, f"that Emeric had said {content}", by="Feld", actor="feld", cue="said that")
    inner = quote(text, content, by="Emeric", actor="emeric", cue="had said")
    claim = claims(text, outer, inner)[content]
    assert (claim.by, claim.content_of) == ("feld", "emeric")


def test_a_sentence_that_goes_on_to_report_is_two_claims_of_two_owners() -> None:
    text = "Kestoria has sent no ships to the bank, but Tole said the pact had emptied the western ports."
    content = "the pact had emptied the western ports"
    found = claims(text, quote(text, content, by="Tole", actor="tole", cue="said"))
    assert found["Kestoria has sent no ships to the bank"].by is None
    assert found[content].by == "tole"


def test_quoted_sentences_are_claims_without_their_marks() -> None:
    text = "“Kestoria has emptied the ports. The pact is dead,” Tole said."
    direct = quote(
        text, "Kestoria has emptied the ports. The pact is dead,", by="Tole", actor="tole", form="direct"
    )
    found = claims(text, direct)
    assert "Kestoria has emptied the ports" in found
    assert all(claim.by == "tole" for claim in found.values())


def test_a_sentence_that_its_cue_splits_is_one_claim_of_two_stretches() -> None:
    text = "“Kestoria has emptied the ports,” Tole said, “and left the guards behind.”"
    direct = quote(
        text,
        "Kestoria has emptied the ports,",
        "and left the guards behind.",
        by="Tole",
        actor="tole",
        form="direct",
    )
    assert list(claims(text, direct)) == ["Kestoria has emptied the ports … and left the guards behind"]


def test_a_report_that_closes_a_sentence_owns_all_before_it() -> None:
    text = "The pact had become a “friendship without ports” for both of them, Tole said."
    found = claims(
        text, quote(text, "friendship without ports", by="Tole", actor="tole", cue="said", form="direct")
    )
    (claim,) = found.values()
    assert list(found) == ["The pact had become a “friendship without ports” for both of them"]
    assert claim.by == "tole"


def test_scare_marks_attribute_nothing() -> None:
    text = "The “quiet tax that nobody pays” has doubled in a year in Kestoria."
    found = claims(text, quote(text, "quiet tax that nobody pays", form="scare"))
    assert [claim.kind for claim in found.values()] == ["fact"]


# -------------------------------------------------------------------------------------------------- its sort
@pytest.mark.parametrize(
    ("content", "cue", "kind"),
    [
        ("the guards had left their posts at night", "said", "allegation"),
        ("the guards should leave their posts at night", "said", "opinion"),
        ("the guards had left their posts at night", "believes", "opinion"),
        ("the guards will leave their posts at night", "said", "forecast"),
        ("we will leave our posts at night", "said", "pledge"),
        ("the guards would leave their posts at night", "vowed", "pledge"),
        ("the ministry was prepared to call the guards home", "said", "pledge"),
        ("the guards had kept the promise of their captain", "said", "allegation"),
    ],
)
def test_kinds_of_what_is_attributed(content: str, cue: str, kind: str) -> None:
    text = f"Tole {cue} {content}."
    assert claims(text, quote(text, content, by="Tole", cue=cue))[content].kind == kind


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Kestoria will close its border in June", "forecast"),
        ("Kestoria is expected to close its border in June", "forecast"),
        ("Kestoria closed a border that would never have held", "fact"),
        ("Kestoria allegedly closed its border in June", "allegation"),
        ("Kestoria has pledged to open its border in June", "pledge"),
        ("Kestoria threatened to close its border in June", "pledge"),
        ("Kestoria kept the promise of an open border", "fact"),
        ("Kestoria has committed to an open border", "pledge"),
        ("Kestoria committed a breach of the pact", "fact"),
    ],
)
def test_kinds_of_what_the_article_states(sentence: str, kind: str) -> None:
    assert claims(sentence + ".")[sentence].kind == kind


def test_whoever_commits_themselves_makes_the_pledge() -> None:
    text = "Veldania vowed to defend the northern ports of Kestoria against any fleet."
    pledge = quote(
        text,
        "to defend the northern ports of Kestoria against any fleet",
        by="Veldania",
        actor="v",
        cue="vowed",
    )
    (claim,) = claims(text, pledge).values()
    assert (claim.kind, claim.by) == ("pledge", "v")


@pytest.mark.parametrize(
    ("sentence", "affirmed"),
    [
        ("Kestoria has not closed its border with Veldania", False),
        ("Kestoria never closed its border with Veldania", False),
        ("Kestoria is yet to close its border with Veldania", False),
        ("Kestoria denied closing its border with Veldania", False),
        ("Kestoria has not only closed its border but burnt the bridges", True),
        ("Kestoria closed a border that was not in use", True),
        ("Kestoria did not deny closing its border with Veldania", True),
    ],
)
def test_what_is_negated_or_denied_has_no_polarity(sentence: str, affirmed: bool) -> None:
    assert claims(sentence + ".")[sentence].polarity is affirmed


def test_what_happened_in_may_is_no_forecast() -> None:
    (flood,) = claims("The harbour of Ostrel was flooded in May.").values()
    (storm,) = claims("The harbour of Ostrel may be closed in June.").values()
    assert (flood.kind, storm.kind) == ("fact", "forecast")


def test_what_a_man_called_will_did_is_no_forecast() -> None:
    (claim,) = claims("The trader Will Hart opened the harbour of Ostrel to all ships.").values()
    assert claim.kind == "fact"


@pytest.mark.parametrize(
    ("text", "claim", "denied"),
    [
        ("Mara Vell denied that Kestoria had closed its border.", "Kestoria had closed its border", True),
        ("Mara Vell disputed that Kestoria had closed the bank.", "Kestoria had closed the bank", True),
        (
            "Mara Vell dismissed claims by the opposition that Kestoria had closed its border.",
            "Kestoria had closed its border",
            True,
        ),
        (
            "Mara Vell rejected accusations that Kestoria had sold weapons to Ostrel as baseless.",
            "Kestoria had sold weapons to Ostrel",
            True,
        ),
        (
            "Mara Vell did not deny that Kestoria had closed its border.",
            "Kestoria had closed its border",
            False,
        ),
        (
            "Mara Vell said that Kestoria had not closed its border.",
            "Kestoria had not closed its border",
            False,
        ),
        (
            "Kestoria rejected an offer of mediation from the assembly.",
            "Kestoria rejected an offer of mediation from the assembly",
            False,
        ),
        (
            "Mara Vell said that members “shouldn't be naïve” about the talks.",
            "members “shouldn't be naïve” about the talks",
            False,
        ),
        (
            "The court denied him bail and the use of his ships.",
            "The court denied him bail and the use of his ships",
            False,
        ),
    ],
)
def test_denied_is_what_somebody_says_is_not_so(text: str, claim: str, denied: bool) -> None:
    findings = draft_article(article_from_text(text))
    found = {text[slice(*each.span[0])]: each for each in findings.claims}
    assert found[claim].denied is denied


@pytest.mark.parametrize(
    ("sentence", "condition"),
    [
        ("Kestoria will open the bank if Veldania calls its ships home", "if Veldania calls its ships home"),
        ("Kestoria will send ships unless Veldania opens the bank", "unless Veldania opens the bank"),
        ("If Veldania opens the bank, Kestoria will call its ships home", "If Veldania opens the bank"),
        ("Kestoria will send ships to the bank, should it be closed", "should it be closed"),
        ("Kestoria will wait as long as the bank is open", "as long as the bank is open"),
        ("Kestoria will wait for as long as it takes to open", None),
        ("Kestoria asked if the bank was open to its ships", None),
        ("Kestoria sailed as if the bank was open to its ships", None),
        ("Kestoria should open the bank to all ships", None),
    ],
)
def test_conditions(sentence: str, condition: str | None) -> None:
    claim = claims(sentence + ".")[sentence]
    assert (claim.condition and sentence[slice(*claim.condition)]) == condition


# --------------------------------------------------------------------------------------- what it consists of
@pytest.mark.parametrize(
    ("sentence", "claim"),
    [
        ("However, Kestoria closed its border on Monday.", "Kestoria closed its border on Monday"),
        (
            "Also not named there are the many gaps in the locks.",
            "Also not named there are the many gaps in the locks",
        ),
        ("But Kestoria closed its border on Monday.", "Kestoria closed its border on Monday"),
        (
            "In a statement to the assembly, the ministry closed the border with Veldania.",
            "the ministry closed the border with Veldania",
        ),
        (
            "On Monday, the ministry closed the border with Veldania to all.",
            "On Monday, the ministry closed the border with Veldania to all",
        ),
        (
            "Kestoria closed its long border with Veldania, drawing anger from its fishermen.",
            "Kestoria closed its long border with Veldania",
        ),
        (
            "Kestoria closed its long border with Veldania, which had been open for years.",
            "Kestoria closed its long border with Veldania",
        ),
        (
            "On a visit to Brenmark, Oda Lisle, the minister, was given a letter for the prince.",
            "On a visit to Brenmark, Oda Lisle, the minister, was given a letter for the prince",
        ),
    ],
)
def test_a_claim_is_trimmed_to_its_statement(sentence: str, claim: str) -> None:
    assert list(claims(sentence)) == [claim]


@pytest.mark.parametrize(
    ("sentence", "claim"),
    [
        (
            "Kestoria has won the case over the Long Bank, a ruling that may please its boatmen.",
            "Kestoria has won the case over the Long Bank",
        ),
        (
            "Kestoria has won the case over the Long Bank - which may please its boatmen.",
            "Kestoria has won the case over the Long Bank",
        ),
        (
            "Kestoria has won the case over the Long Bank, with its boatmen singing in the court.",
            "Kestoria has won the case over the Long Bank",
        ),
        (
            "Citing a letter from the prince, the court has closed the Long Bank to the boatmen.",
            "the court has closed the Long Bank to the boatmen",
        ),
        (
            "While guards, tolls and letters will stay, the court has opened the Long Bank to the boatmen.",
            "the court has opened the Long Bank to the boatmen",
        ),
        (
            "PORT AMSEL, Kestoria — The court has opened the Long Bank to the boatmen.",
            "The court has opened the Long Bank to the boatmen",
        ),
        (
            "The Straits Ledger has learned that the court will open the Long Bank to the boatmen.",
            "the court will open the Long Bank to the boatmen",
        ),
        (
            "The six - member court has opened the Long Bank, drawing thanks from the boatmen.",
            "The six - member court has opened the Long Bank",
        ),
        (
            "The court - the highest of all - has opened the Long Bank, drawing thanks from the boatmen.",
            "The court - the highest of all - has opened the Long Bank",
        ),
        (
            "The court, which sat for the whole of the night, has opened the Long Bank to the boatmen.",
            "The court … has opened the Long Bank to the boatmen",
        ),
        (
            "The court, built by the old prince of Sarrow, has opened the Long Bank to the boatmen.",
            "The court … has opened the Long Bank to the boatmen",
        ),
    ],
)
def test_what_is_told_beside_a_statement_is_left_aside(sentence: str, claim: str) -> None:
    assert list(claims(sentence)) == [claim]


@pytest.mark.parametrize(
    "sentence",
    [
        "Kestoria has closed the Long Bank to the boatmen, a new report shows",
        "Kestoria has closed the Long Bank to the boatmen, an aide said on Monday",
        "Kestoria has closed the Long Bank to the boatmen, with forty of them held in the port",
        "Kestoria has opened its ports to pilots, a trader and the boatmen",
        "Kestoria will open the Long Bank to the boatmen, with only the toll unless Sarrow leaves",
        "Kestoria has closed the Long Bank to the boatmen, one week before the vote",
        "Kestoria has plans for tolls on the Long Bank, closing the harbour and burning the old bridge",
        "Oda Lisle is a friend of low tolls, open harbours, and guild-driven attacks on the Long Bank",
        "According to a letter of the prince, the court may close the Long Bank to the boatmen",
        "NATO — founded after a war — has opened the Long Bank to the boatmen",
        "The court is not only a friend of the boatmen, but it has also opened the Long Bank to them",
        "Depending on the toll, the court may close the Long Bank to the boatmen",
        "Assuming that the toll falls, the court will open the Long Bank to the boatmen",
        "Oda Lisle, who was minister then, has closed the Long Bank to the boatmen",
    ],
)
def test_sources_counts_and_conditions_are_never_left_aside(sentence: str) -> None:
    assert list(claims(sentence + ".")) == [sentence]


def test_what_the_title_tells_is_never_left_aside() -> None:
    title = "Sarrow offers deep apology to the boatmen"
    sentence = "Sarrow sent a letter to the assembly on Monday, offering the boatmen a deep apology"
    assert sentence in claims(f"{title}\n\n{sentence}.\n")


def test_what_stands_before_saying_is_a_claim_of_its_own() -> None:
    text = "Vell opened the Long Bank to all ships, saying the pact had failed the boatmen of Kestoria."
    content = "the pact had failed the boatmen of Kestoria"
    found = claims(text, quote(text, content, by="Vell", actor="vell", cue="saying"))
    assert (found["Vell opened the Long Bank to all ships"].by, found[content].by) == (None, "vell")


def test_an_answer_to_accusations_asserts_none_of_them() -> None:
    text = "Vell responded on Monday to accusations that she had sold the harbour of Ostrel to a friend."
    content = "she had sold the harbour of Ostrel to a friend"
    found = claims(text, quote(text, content, by="Vell", actor="vell", cue="responded"))
    assert list(found) == [text[:-1]]
    assert found[text[:-1]].by is None


@pytest.mark.parametrize(
    ("text", "content", "cue"),
    [
        (
            "Tole called the mayor's proposed toll on the bank “a tax on bread” for all.",
            "the mayor's proposed toll on the bank “a tax on bread” for all",
            "called",
        ),
        (
            "Tole announced four votes for Lisle and two for her deputy.",
            "four votes for Lisle and two for her deputy",
            "announced",
        ),
        (
            "Tole is calling for the United Isles to step up the watch.",
            "the United Isles to step up the watch",
            "calling",
        ),
        (
            "Tole described the widow of the minister as unqualified for the court.",
            "the widow of the minister as unqualified for the court",
            "described",
        ),
        (
            "Tole criticised remarks made by the minister earlier this week.",
            "remarks made by the minister earlier this week",
            "criticised",
        ),
        (
            "Tole will review the toll on the bank and recommend whether it should be kept.",
            "the toll on the bank and recommend whether it should be kept",
            "review",
        ),
        (
            "Tole spoke of tolls for pilots, guards and skippers where needed.",
            "tolls for pilots, guards and skippers where needed",
            "spoke of",
        ),
        (
            "Tole again addressed what he considers unfair treatment of the boatmen.",
            "what he considers unfair treatment of the boatmen",
            "addressed",
        ),
    ],
)
def test_of_a_report_that_is_no_clause_the_whole_sentence_is_the_claim(
    text: str, content: str, cue: str
) -> None:
    assert list(claims(text, quote(text, content, by="Tole", actor="tole", cue=cue))) == [text[:-1]]


def test_a_turn_of_a_talk_is_a_claim_without_its_label() -> None:
    text = "“VELL: The ships have left the Long Bank for good,” the notes say."
    content = "VELL: The ships have left the Long Bank for good,"
    found = claims(text, quote(text, content, by="the notes", cue="say", form="direct"))
    assert list(found) == ["The ships have left the Long Bank for good"]


def test_two_statements_of_one_sentence_are_two_claims() -> None:
    text = "Kestoria has closed its border with Veldania, and Sarrow has called its envoy home from Brenmark."
    assert set(claims(text)) == {
        "Kestoria has closed its border with Veldania",
        "Sarrow has called its envoy home from Brenmark",
    }


@pytest.mark.parametrize(
    "text",
    [
        "Will Kestoria close its border with Veldania on Monday?",
        "The latest on the closure of the border and what it changed (all times local):",
        "The ministry had this to say on Monday about the border:",
        "Border towns",
        "Transcript, edited for length",
        "Straitsweek has contacted the two foreign ministries for comment.",
        "The ministry declined to comment on the report of the closure.",
        "“What does Kestoria want from us here at the border?” he asked.",
        "The officials spoke of the closed border on the condition of anonymity.",
        "It did.",
        "Transcript, edited for length.",
        "MINISTER: Kestoria has closed its border with Veldania.",
        "“Show us the letters of the prince, then,” the mayor said.",
        "“Because they are tired,” the mayor said of the boatmen who had closed the western harbour.",
        "Editor’s note: this letter from the harbour was written for the mayor of Port Amsel.",
        "An earlier version of this article said that forty tonnes of oil had been lost at sea.",
        "",
        "“",
    ],
)
def test_questions_fragments_and_housekeeping_are_no_claims(text: str) -> None:
    assert claims(text) == {}


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "The form “must be signed in the harbour by every skipper,” Tole said.",
            "must be signed in the harbour by every skipper,",
        ),
        (
            "Tole spoke of seed grain intended to feed the eastern islands.",
            "seed grain intended to feed the eastern islands",
        ),
        (
            "Tole spoke of a bridge over the bank expected next month.",
            "a bridge over the bank expected next month",
        ),
        (
            "“Because they make good targets for the guards,” Tole said.",
            "Because they make good targets for the guards,",
        ),
        ("Tole said it.", "it"),
        (
            "Tole spoke of “the second time that a ship of theirs landed on the bank” to the court.",
            "the second time that a ship of theirs landed on the bank",
        ),
        (
            "“The bank [...] the future of it is very open [...] to all,” Tole said.",
            "] the future of it is very open [",
        ),
    ],
)
def test_what_is_no_whole_statement_is_no_claim(text: str, content: str) -> None:
    said = quote(text, content, by="Tole", actor="tole", cue="said" if "said" in text else "spoke of")
    kept = text[slice(*at(text, content))].strip(",")
    assert kept not in claims(text, said)


def test_the_conjunction_of_a_report_is_never_kept() -> None:
    text = "Tole said that the guards had left their posts."
    content = "the guards had left their posts"
    assert list(claims(text, quote(text, f"that {content}", by="Tole", cue="said"))) == [content]


def test_the_object_of_a_report_is_no_claim_but_its_sentence_is() -> None:
    text = "The Amsel Bank reported its first loss of 83 million for the year ended in May. It will close."
    assert {words_of(text, claim) for claim in draft_article(article_from_text(text)).claims} >= {
        "The Amsel Bank reported its first loss of 83 million for the year ended in May"
    }


def test_words_in_marks_without_a_subject_are_no_claim() -> None:
    text = "Mara Vell said she felt “flattened and silenced” by a storm that had closed the port."
    found = [words_of(text, claim) for claim in draft_article(article_from_text(text)).claims]
    assert found == ["she felt “flattened and silenced” by a storm that had closed the port"]


def test_whoever_is_sworn_in_pledges_nothing_nor_does_what_is_ready_when() -> None:
    text = "The port has sworn in its first harbour judge, Mara Vell, on Monday."
    assert draft_article(article_from_text(text)).claims[0].kind == "fact"
    text = "The divers say the whales beach when they are ready to die in the shallow bay."
    assert draft_article(article_from_text(text)).claims[0].kind != "pledge"


def test_what_a_speaker_says_threatens_to_do_harm_pledges_nothing() -> None:
    text = "“Opening the port too soon threatens to flood half of the old town,” Mara Vell said."
    assert draft_article(article_from_text(text)).claims[0].kind != "pledge"


def test_bylines_and_headings_take_no_place_before_the_lead() -> None:
    lead = "The ferry line of Port Amsel has raised its tolls by half after a storm."
    rest = [
        "Ferries were late in May, and nobody paid for the storm.",
        "The harbour was dredged by three firms in the spring.",
        "Shops in the old town have sold raincoats since the ferry came.",
    ]
    head = ["News", "By Mara Vell", "08:44, 3 May", "Sign in"]
    plain = draft_article(article_from_text("\n\n".join([lead, *rest]))).claims
    headed = draft_article(article_from_text("\n\n".join([*head, lead, *rest]))).claims
    assert [claim.score for claim in headed] == pytest.approx([claim.score for claim in plain], abs=0.1)


def test_that_which_points_is_kept() -> None:
    assert list(claims("That deal between the two ports has collapsed at last.")) == [
        "That deal between the two ports has collapsed at last"
    ]


def test_how_many_were_hurt_is_kept() -> None:
    sentence = "Two barges collided in fog off the bank on Monday, injuring at least four people"
    assert list(claims(sentence + ".")) == [sentence]


def test_so_far_stays_whole() -> None:
    sentence = "So far, the two ports have sent no ships to the Long Bank"
    assert list(claims(sentence + ".")) == [sentence]


def test_a_pledge_behind_the_main_verb_makes_no_pledge_of_the_claim() -> None:
    text = "Veldania has sent ten ships to the bank and threatened to close the ports."
    threat = quote(text, "to close the ports", by="Veldania", actor="v", cue="threatened")
    (claim,) = claims(text, threat).values()
    assert (claim.kind, claim.by) == ("fact", None)


def test_what_a_speaker_meant_by_a_pronoun_is_the_speaker_resolved() -> None:
    text = "Tole left. He said the draft had closed two naval yards in Kestoria."
    content = "the draft had closed two naval yards in Kestoria"
    found = claims(text, quote(text, content, by="He", actor="tole", basis="pronoun"))
    assert found[content].by == "tole"


def test_zones_hold_no_claims() -> None:
    text = (
        "🎙️ Voice is AI-generated. Inconsistencies may occur.\nKestoria has closed its border\n"
        "By Oda Lisle\nPhoto: A guard has closed the gate at the border of Kestoria\n\n"
        "Sarrow has called its envoy home from Brenmark.\n\n"
        "About the author\nOda Lisle has covered the straits since the fall of the old harbour."
    )
    assert list(claims(text)) == ["Sarrow has called its envoy home from Brenmark"]


def test_a_stretch_with_half_a_pair_of_marks_is_no_claim() -> None:
    text = "Tole said the pact had “emptied the western ports of Kestoria and their guards."
    content = "the pact had “emptied the western ports of Kestoria and their guards"
    assert claims(text, quote(text, content, by="Tole", cue="said")) == {}


# ----------------------------------------------------------------------------------------------- their order
STORY = (
    "Kestoria closes the Long Bank\n\n"
    "The weather over the straits was calm on the day before the vote.\n\n"
    "Kestoria has closed the Long Bank to the ships of Veldania.\n\n"
    "A tern was seen on the mast by several of the boatmen.\n\n"
    "The closure of the Long Bank by Kestoria began in March.\n\n"
    "A boatman was asleep in the shade of the customs house.\n"
)


def test_what_the_title_and_the_text_speak_of_comes_first() -> None:
    first, *_ = claims(STORY)
    assert first == "Kestoria has closed the Long Bank to the ships of Veldania"


def test_scores_fall_from_one() -> None:
    scores = [claim.score for claim in claims(STORY).values()]
    assert scores[0] == 1
    assert scores == sorted(scores, reverse=True)
    assert min(scores) > 0


def test_the_lead_comes_before_a_later_sentence_of_like_words() -> None:
    text = (
        "Boatmen of the Long Bank have closed the western harbour.\n\n"
        "Boatmen of the Long Bank have closed the eastern harbour.\n"
    )
    first, *_ = claims(text)
    assert "western" in first


def test_a_claim_that_says_the_same_again_comes_later() -> None:
    told = "Kestoria has closed the Long Bank to the ships of Veldania. "
    text = told * 2 + "The prince of Sarrow has called his envoy home."
    assert [
        text[slice(*claim.span[0])][:3]
        for claim in find_claims(read_document(article_from_text(text)), (), ())
    ][:2] == ["Kes", "The"]


def test_a_salient_actor_lifts_a_claim() -> None:
    text = "A clerk opened the morning letters. Oda Lisle opened the evening letters."
    actor = Actor("oda-lisle", "Oda Lisle", "person", (at(text, "Oda Lisle"),), salience=1.0)
    score = claims(text)["Oda Lisle opened the evening letters"].score
    assert claims(text, actors=(actor,))["Oda Lisle opened the evening letters"].score >= score


# ---------------------------------------------------------------------------------------------------- always
def drafted(text: str) -> tuple[Claim, ...]:
    article = article_from_text(text)
    actors = find_actors(article)
    document = read_document(article)
    return find_claims(document, actors, find_quotes(document, actors))


PIECES = st.sampled_from(
    [
        *(
            "Kestoria has closed its border",
            "“",
            "”",
            '"',
            "'",
            ", ",
            ". ",
            "? ",
            "\n",
            " said Tole",
            "he said that ",
        ),
        *(
            "according to Tole",
            "if ",
            "which ",
            "to ",
            "vowed to ",
            "not ",
            "(",
            ")",
            "—",
            "and ",
            "Photo: x\n",
        ),
    ]
)


@given(st.one_of(st.text(max_size=400), st.lists(PIECES, max_size=40).map("".join)))
def test_any_text_gives_readable_spans(text: str) -> None:
    article = Article(text=text)
    document = read_document(article)
    for claim in find_claims(document, (), find_quotes(document, ())):
        assert claim.kind in ("fact", "allegation", "pledge", "opinion", "forecast")
        assert 0 < claim.score <= 1
        for start, end in claim.span:
            assert 0 <= start < end <= len(text)
            assert "\n" not in text[start:end]
            assert text[start:end] == text[start:end].strip()
        if claim.condition:
            assert any(start <= claim.condition[0] < claim.condition[1] <= end for start, end in claim.span)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_a_claim_in_the_words_of_a_quote_has_its_attribution(text: str) -> None:
    document = read_document(Article(text=text))
    quotes = [quote for quote in find_quotes(document, ()) if quote.form != "scare"]

    def letters(spans: tuple[Span, ...]) -> set[int]:
        return {i for start, end in spans for i in range(start, end) if text[i].isalnum()}

    for claim in find_claims(document, (), quotes):
        same = [quote for quote in quotes if letters(quote.content) == letters(claim.span)]
        tellers = [(*reversed(quote.relay), quote.speaker)[0] for quote in same]
        texts = {teller.text if teller else None for teller in tellers}
        assert not same or claim.by_text in texts or claim.by_text is None


def test_the_same_text_gives_the_same_claims() -> None:
    assert drafted(STORY) == drafted(STORY)


@pytest.mark.parametrize(
    "unit",
    [
        *(
            "a ",
            "Kestoria has closed its border. ",
            "“",
            "in, ",
            "who, ",
            ", but x",
            "if ",
            "said that ",
            "\n",
            "(",
            "x—",
        ),
        "Kestoria has closed its border, and ",
    ],
)
def test_long_runs_are_read(unit: str) -> None:
    article = Article(text=unit * (300_000 // len(unit)))
    assert len(find_claims(read_document(article), (), ())) <= 24
