"""Who said what in short invented texts, a trap each: every quote a careful reader finds, and no other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest

from tearline.briefs.drafting.certainty import precision_of
from tearline.briefs.drafting.document import read_document
from tearline.briefs.drafting.quotes import find_quotes
from tearline.briefs.findings import Actor, ActorType, Quote, Role
from tearline.index.article import Article, Zone

PEOPLE = ("Ines Kordel", "Tomas Vey", "Oona Brask", "Mr. Halloran", "Ms. Dray")
BODIES: dict[str, ActorType] = {
    "Norvale": "state",
    "Harbour Trust": "organization",
    "Norvale Radio": "media",
    "the Courier": "media",
}


def cast(text: str) -> list[Actor]:
    """The invented people and bodies that the text names, by full name and by surname."""
    actors = []
    types: dict[str, ActorType] = {**dict.fromkeys(PEOPLE, "person"), **BODIES}
    for name, kind in types.items():
        last = name.split()[-1]
        pattern = rf"{re.escape(name)}|\b{last}\b" if kind == "person" else re.escape(name)
        mentions = tuple(match.span() for match in re.finditer(pattern, text))
        if mentions:
            actors.append(Actor(last.lower(), name, kind, mentions))
    return actors


def quotes_of(text: str, actors: Sequence[Actor] | None = None, zones: tuple[Zone, ...] = ()) -> list[Quote]:
    found = find_quotes(read_document(Article(text, zones=zones)), cast(text) if actors is None else actors)
    return list(found)


def told(text: str) -> list[str]:
    """Each quote as "speaker < relay > audience: form: words"."""
    lines = []
    for quote in quotes_of(text):
        speaker = (quote.speaker.actor or quote.speaker.described) if quote.speaker else "-"
        relay = "".join(f" < {party.actor or party.text}" for party in quote.relay)
        audience = f" > {quote.audience.text}" if quote.audience else ""
        words = " … ".join(text[start:end] for start, end in quote.content)
        lines.append(f"{speaker}{relay}{audience}: {quote.form}: {words}")
    return lines


CASES = {
    "cue after": ("“The quay is closed,” Ines Kordel said.", ["kordel: direct: The quay is closed,"]),
    "cue after, inverted": (
        "“The quay is closed,” said Ines Kordel, the harbour master.",
        ["kordel: direct: The quay is closed,"],
    ),
    "cue before": ("Ines Kordel said, “The quay is closed.”", ["kordel: direct: The quay is closed."]),
    "the name of a paper": (
        "Ines Kordel said so in her paper “Tides of the Norvale Coast”.",
        ["-: scare: Tides of the Norvale Coast"],
    ),
    "who is told, behind a dash": (
        "Some of Tomas Vey’s divers – who dive at dawn – told the Courier that the quay is closed.",
        ["Some of Tomas Vey’s divers > the Courier: indirect: that the quay is closed"],
    ),
    "an adverb that is an adjective": (
        "Ines Kordel said first responders came at once.",
        ["kordel: indirect: first responders came at once"],
    ),
    "for how long": (
        "Ines Kordel has argued for years that the quay is closed.",
        ["kordel: indirect: that the quay is closed"],
    ),
    "at a hearing": (
        "Ines Kordel said at a Senate hearing last week that the quay is closed.",
        ["kordel: indirect: that the quay is closed"],
    ),
    "to a show": (
        "Tomas Vey told the Norvale Radio show, “The quay is closed.”",
        ["vey > the Norvale Radio show: direct: The quay is closed."],
    ),
    "under oath": (
        "Tomas Vey testified under oath that the quay was closed.",
        ["vey: indirect: that the quay was closed"],
    ),
    "a participle before its noun": (
        "The report warned that the major projected gains of the port include a new quay.",
        ["The report: indirect: that the major projected gains of the port include a new quay"],
    ),
    "according to what was cited": (
        "According to a survey cited in the report, half of the ships are late.",
        ["a survey: indirect: half of the ships are late"],
    ),
    "for a body of two kinds": (
        "A spokeswoman for the Ports and Ferries Union (PFU) said its members had paid.",
        ["A spokeswoman for the Ports and Ferries Union: indirect: its members had paid"],
    ),
    "an apposition that no comma closes": (
        "Oona Brask, a doctor based in Norvale told the Courier the quay is closed to all ships.",
        ["brask > the Courier: indirect: the quay is closed to all ships"],
    ),
    "whoever is asked": ("The ships came. You mentioned the importance of trust.", []),
    "a banner": (
        "They were late. One of them held a banner reading “No more quays here”.",
        ["a banner: direct: No more quays here"],
    ),
    "behind the denial": (
        "Ines Kordel denied the allegations and was later found to be innocent.",
        ["kordel: indirect: the allegations"],
    ),
    "an insertion in what is denied": (
        "Ines Kordel denied claims by Tomas Vey that she had asked him, on behalf of the port, for help.",
        ["kordel: indirect: claims by Tomas Vey that she had asked him, on behalf of the port, for help"],
    ),
    "a figure inserted": (
        "Ines Kordel underscored the fact that the toll, 7 per cent, was higher than before.",
        ["kordel: indirect: the fact that the toll, 7 per cent, was higher than before"],
    ),
    "and what else was done": (
        "Ines Kordel announced the end of the “harbour tax” for ferries and, at the same time, left.",
        ["kordel: mixed: the end of the “harbour tax” for ferries"],
    ),
    "signs of money and shares": (
        "$5 is too much (or 4 crowns), Ines Kordel said. The toll would rise by 10%, Tomas Vey said.",
        ["kordel: indirect: $5 is too much (or 4 crowns)", "vey: indirect: The toll would rise by 10%"],
    ),
    "as something else happened": (
        "The tolls have fallen for weeks, Ines Kordel confirmed today as a Norvale Radio poll raised hopes.",
        ["kordel: indirect: The tolls have fallen for weeks"],
    ),
    "what rules mean": ("The rules coming in January mean that the ships will have to wait.", []),
    "divers documenting a wreck": ("Two divers documenting the wreck met Ines Kordel.", []),
    "an aside between dashes": (
        "The list – held by one firm – reveals people’s travels in startling detail, near the port.",
        ["The list: indirect: people’s travels in startling detail"],
    ),
    "a noun behind an adjective": ("False claims that the quay is closed have been heard since May.", []),
    "a group that is told of": (
        "Ines Kordel was communicating with a group of local divers involved in the march.",
        [],
    ),
    "what was done behind a list": (
        "Ines Kordel asked Tomas Vey about tolls, ships and quays, and politely waited for an answer.",
        ["kordel > Tomas Vey: indirect: tolls, ships and quays"],
    ),
    "a pronoun and its friends": (
        "Tomas Vey said he and his friends had called the Courier.",
        ["vey: indirect: he and his friends had called the Courier"],
    ),
    "a pronoun is not whoever is asked": (
        "Tomas Vey stood at the quay. He politely asked Vey about the toll.",
        ["He > Vey: indirect: the toll"],
    ),
    "it was said": (
        "It was said that Tomas Vey had gone to sea, but he was always a “small l” liberal.",
        ["-: scare: small l"],
    ),
    "said in a statement that": (
        "Ines Kordel shrugged, saying in a statement that it “will not break our people’s will.”",
        ["kordel: mixed: that it “will not break our people’s will.”"],
    ),
    "days that have gone by": (
        "The divers claim that days have gone by.",
        ["The divers: indirect: that days have gone by"],
    ),
    "what was posted": (
        "The port is to close, according to a Harbour Trust notice for the meeting posted Wednesday.",
        ["a Harbour Trust notice: indirect: The port is to close"],
    ),
    "names in a list": (
        "Reactions:\n\n• Ines Kordel: “The quay is closed.”\n\n- Tomas Vey: ‘We will sail’",
        ["kordel: direct: The quay is closed.", "vey: direct: We will sail"],
    ),
    "whom somebody is compared to": (
        "They compare him to Tomas Vey. “It is closed,” he said.",
        ["he: direct: It is closed,"],
    ),
    "it seems": ("So Tomas Vey did, it seems, read his own book.", []),
    "remarks": ("They made so many humorous remarks to Tomas Vey that in 1990 he wrote a book.", []),
    "a pronoun, a wife and a friend": (
        "Ines Kordel says that he and his wife and fellow diver, Oona Brask, committed themselves to it.",
        ["kordel: indirect: that he and his wife and fellow diver, Oona Brask, committed themselves to it"],
    ),
    "what she recalls thinking": (
        "Tomas Vey had written, “Thanks are due.”\n\n“Who is she?” Ines Kordel recalls thinking at the time.",
        ["vey: direct: Thanks are due.", "kordel: direct: Who is she?"],
    ),
    "an office that no comma closes": (
        "Oona Brask, president of the Harbour Trust (HT) said the quay is closed.",
        ["brask: indirect: the quay is closed"],
    ),
    "an adverb that is an adjective before a name": (
        "Ines Kordel told them long Covid had closed the quay.",
        ["kordel > them: indirect: long Covid had closed the quay"],
    ),
    "an idea called so": (
        "Norvale worships this idea called the “Tide Curve” of old.",
        ["-: scare: Tide Curve"],
    ),
    "according to a measure": ("The sale grows moderately, according to the nature of the trade.", []),
    "an apposition behind according to": (
        "The port is closed, according to Oona Brask, Norvale harbour activist and founder of a club.",
        ["brask: indirect: The port is closed"],
    ),
    "names between the subject and its verb": (
        "Ines Kordel admitted her talks with her aunt, Oona Brask, and her boss, Tomas Vey, are strained.",
        ["kordel: indirect: her talks with her aunt, Oona Brask, and her boss, Tomas Vey, are strained"],
    ),
    "the turn of a century": (
        "A diver who came to Norvale at the turn of the last century said that the quay was closed.",
        [],
    ),
    "some state officials": (
        "In the port, some state clerks are angry that the quay is closed.",
        [],
    ),
    "a heading": ("Debate highlights harbour views and old quarrels on ferries", []),
    "a question that quotes nobody": ("Aren’t those the things sailors say they hate about ships?", []),
    "what this is stands elsewhere": (
        "The ministry wrote in May. This asked for the names of all ships.",
        ["-: indirect: the names of all ships"],
    ),
    "labels of a check": (
        "A tale is told again.\n\nTHE CLAIM: The quay is closed.\n\nTHE FACTS: It is open to all ships.",
        [],
    ),
    "to confirm reports": (
        "They could not confirm reports they had sailed to Norvale.",
        ["They: indirect: reports they had sailed to Norvale"],
    ),
    "growing calls": ("Oona Brask joined growing calls for the end of the toll.", []),
    "ships that continue to sail": ("When the storm came, his ships were continuing to sail.", []),
    "talks take place": ("It is between the storms that things get done, talks take place.", []),
    "according to needs": ("The quay can be changed according to customer needs.", []),
    "a tough warning": (
        "It came with a tough warning about the tide, which hit the port.",
        [],
    ),
    "an adverb behind the subject": (
        "Tomas Vey desperately tried to calm them, saying the quay is open.",
        ["vey: indirect: the quay is open"],
    ),
    "labels of links": (
        "The port is closed.\n\nA SIMPLE GUIDE: How do I sail?\n\nLOOK-UP TOOL: Check ships near you",
        [],
    ),
    "colon before": ("Ines Kordel added: “The quay is closed.”", ["kordel: direct: The quay is closed."]),
    "cue inside": (
        "“The quay,” Ines Kordel said, “is closed.”",
        ["kordel: direct: The quay, … is closed."],
    ),
    "cue inside, two sentences": (
        "“The quay is closed,” Ines Kordel said. “Nobody may enter it.”",
        ["kordel: direct: The quay is closed, … Nobody may enter it."],
    ),
    "a transcript whose turns stand in marks": (
        "Ines Kordel spoke with Tomas Vey:\n\n"
        "“KORDEL: Is the quay closed? We must know.\n\n“VEY: It is. Nobody may enter it.\n\n"
        "“But the ferries sail.\n\n“KORDEL: Thank you.”",
        [
            "kordel: direct: Is the quay closed? We must know",
            "vey: direct: It is. Nobody may enter it",
            "vey: direct: But the ferries sail.",
            "kordel: direct: Thank you",
        ],
    ),
    "initials of a party's state end no sentence": (
        "“It is a dark day,” said Rep. Ines Kordel (D-N.C.), head of the caucus. “Nobody may sail.”",
        ["kordel: direct: It is a dark day, … Nobody may sail."],
    ),
    "a verb that opens its sentence": (
        "Added Ines Kordel: “The quay is closed.”",
        ["kordel: direct: The quay is closed."],
    ),
    "a verb that opens its sentence, and the words in the next paragraph": (
        "Stated Ines Kordel:\n\n“The quay is closed.”",
        ["kordel: direct: The quay is closed."],
    ),
    "who in a year said": (
        "It may please Tomas Vey, who in 2010 said the quay was “a bad idea.”",
        ["vey: mixed: the quay was “a bad idea.”"],
    ),
    "a date with its year before the cue": (
        "On July 6, 2015, Ines Kordel made the following remark:\n\n“The quay is closed.”",
        ["kordel: direct: The quay is closed."],
    ),
    "who is seen to speak in a recording": (
        "The spot uses footage of Tomas Vey saying, “Why are we not sailing yet?”",
        ["vey: direct: Why are we not sailing yet?"],
    ),
    "whose claim it was that another is asked about": (
        "Asked about Tomas Vey’s claim that it had been a storm, Ines Kordel said, “We must wait.”",
        ["vey: indirect: that it had been a storm", "kordel: direct: We must wait."],
    ),
    "comments from somebody that": (
        "There were comments from Tomas Vey that “time and distance” prevented it.",
        ["vey: mixed: that “time and distance” prevented it"],
    ),
    "as somebody put it, with the words behind": (
        "The master is, as Tomas Vey put it in a letter, “the last lamp on the quay.”",
        ["vey: direct: the last lamp on the quay."],
    ),
    "accused somebody, the mayor, of": (
        "Ines Kordel accused Tomas Vey, the mayor of Norvale, of “reckless haste.”",
        ["kordel: mixed: Tomas Vey, the mayor of Norvale, of “reckless haste.”"],
    ),
    "people at something chanted": (
        "Sailors marching through the harbour chanted “What ferries?”",
        ["Sailors: direct: What ferries?"],
    ),
    "an adverb before words that go on": (
        "“He should cheer for this town,” Kordel said. Then, “he just acts like a beaten man.”",
        ["kordel: direct: He should cheer for this town,", "kordel: direct: he just acts like a beaten man."],
    ),
    "a plural noun that looks like a verb": (
        "Kordel rated a third of such claims as “false,” compared to a tenth of harbour claims – a wide gap.",
        ["-: scare: false,"],
    ),
    "a comma in marks closes the clause before": (
        "Even as Kordel claimed that “the quay got in trouble,” Tomas Vey said the ships were safe.",
        ["kordel: mixed: that “the quay got in trouble,”", "vey: indirect: the ships were safe"],
    ),
    "an aim before an inserted cue": (
        "To understand the quay, Ines Kordel said, one should see it at night.",
        ["kordel: indirect: To understand the quay … one should see it at night"],
    ),
    "a noun in -ing behind the cue": (
        "Tomas Vey said the ships were late. The delay was, he said, his own feeling.",
        ["vey: indirect: the ships were late", "vey: indirect: The delay was … his own feeling"],
    ),
    "until goes on with what was said": (
        "The quay was a marvel, Tomas Vey said, until it was sold.",
        ["vey: indirect: The quay was a marvel … until it was sold"],
    ),
    "what is added is a quote of its own": (
        "“We can’t afford it,” Tomas Vey said, adding later, “The quay costs too much.”",
        ["vey: direct: We can’t afford it,", "vey: direct: The quay costs too much."],
    ),
    "a whole question in marks, and what they did next": (
        "Ines Kordel shouted “What ferries?” and went home.",
        ["kordel: direct: What ferries?"],
    ),
    "a hyphen that stands for a dash": (
        "Tomas Vey likened the plan to “burning the quay” - a jibe that stung.",
        ["vey: mixed: the plan to “burning the quay”"],
    ),
    "a dash before words in marks": (
        "Ines Kordel asked the crowd to welcome the mayor - “my new best friend.”",
        ["kordel > the crowd: mixed: to welcome the mayor - “my new best friend.”"],
    ),
    "a name that says whose aide speaks": (
        "Kordel aide Tomas Vey took up the thread. “The quay is closed,” he said.",
        ["vey: direct: The quay is closed,"],
    ),
    "a spokesman goes on, not his master": (
        "A spokesman for Tomas Vey said the quay was closed. He added that it was empty.",
        [
            "A spokesman for Tomas Vey: indirect: the quay was closed",
            "He: indirect: that it was empty",
        ],
    ),
    "an adjective in -ing is nobody": ("Blistering attacks upend the plan of Ines Kordel.", []),
    "nobody in particular": ("You can see that the quay was closed.", []),
    "told by": (
        "Oona Brask was told by Ines Kordel that the quay was closed.",
        ["kordel > Oona Brask: indirect: that the quay was closed"],
    ),
    "a second clause is relayed too": (
        "Tomas Vey said the inquiry had begun and that Ines Kordel had told him the radar was dead.",
        [
            "vey: indirect: the inquiry had begun",
            "kordel < vey > him: indirect: the radar was dead",
        ],
    ),
    "according to, between that and its clause": (
        "Tomas Vey said that the ferry left on time and that, according to Oona Brask, the radar failed.",
        [
            "vey: indirect: that the ferry left on time and that, according to Oona Brask, the radar failed",
        ],
    ),
    "turns of a transcript in ordinary letters": (
        "Ines Kordel: We left at nine.\n\nTomas Vey: And what did you see?\n\n"
        "Ines Kordel: Nothing at all. The fog was thick.",
        [
            "kordel: direct: We left at nine",
            "vey: direct: And what did you see",
            "kordel: direct: Nothing at all. The fog was thick",
        ],
    ),
    "question": ("“Why now?” asked Tomas Vey.", ["vey: direct: Why now?"]),
    "straight marks": ('"The quay is closed," Ines Kordel said.', ["kordel: direct: The quay is closed,"]),
    "doubled single marks": (
        "''The quay is closed,'' Ines Kordel said.",
        ["kordel: direct: The quay is closed,"],
    ),
    "single marks": ("‘The quay is closed,’ Ines Kordel said.", ["kordel: direct: The quay is closed,"]),
    "guillemets": ("«The quay is closed,» Ines Kordel said.", ["kordel: direct: The quay is closed,"]),
    "low marks": ("„The quay is closed,“ Ines Kordel said.", ["kordel: direct: The quay is closed,"]),
    "nested marks": (
        "“They told us ‘go home’ twice,” Ines Kordel said.",
        ["kordel: direct: They told us ‘go home’ twice,"],
    ),
    "that": (
        "Ines Kordel said that the quay was closed.",
        ["kordel: indirect: that the quay was closed"],
    ),
    "bare clause": ("Ines Kordel said the quay was closed.", ["kordel: indirect: the quay was closed"]),
    "contracted": ("Ines Kordel says she's ready to go.", ["kordel: indirect: she's ready to go"]),
    "day and place between": (
        "Ines Kordel said on Monday in an interview with the Courier that the quay was closed.",
        ["kordel: indirect: that the quay was closed"],
    ),
    "postposed": ("The quay was closed, Ines Kordel said.", ["kordel: indirect: The quay was closed"]),
    "postposed, more behind": (
        "The quay was closed on Friday, Ines Kordel said in a statement.",
        ["kordel: indirect: The quay was closed on Friday"],
    ),
    "mixed": (
        "Ines Kordel said the quay was “a danger to everybody” and would stay closed.",
        ["kordel: mixed: the quay was “a danger to everybody” and would stay closed"],
    ),
    "question inside": (
        "Tomas Vey asked whether the quay would open.",
        ["vey: indirect: whether the quay would open"],
    ),
    "pledge": ("Ines Kordel vowed to open the quay.", ["kordel: indirect: to open the quay"]),
    "warning of": ("Ines Kordel warned of a long winter.", ["kordel: indirect: a long winter"]),
    "object": ("Tomas Vey criticized the plan on Monday.", ["vey: indirect: the plan"]),
    "named": (
        "Tomas Vey called the plan “a gift to smugglers.”",
        ["vey: mixed: the plan “a gift to smugglers.”"],
    ),
    "apposition with a place of its own": (
        "Ines Kordel, during a meeting in Salt Cove, Norvale, said the quay was closed.",
        ["kordel: indirect: the quay was closed"],
    ),
    "a phrase before the subject": (
        "In a letter to the town, her deputy, Tomas Vey, said the quay was closed.",
        ["vey: indirect: the quay was closed"],
    ),
    "a topic before the subject": (
        "Of Brask, Tomas Vey, who runs the port, said: “She is never here.”",
        ["vey: direct: She is never here."],
    ),
    "bracket behind the name": (
        "Tomas Vey (Norvale), said on Monday that he would stay.",
        ["vey: indirect: that he would stay"],
    ),
    "subject of a clause after a preposition": (
        "It ends a week in which Tomas Vey has said that the quay was closed.",
        ["vey: indirect: that the quay was closed"],
    ),
    "a verb that no list knows": (
        "Ines Kordel shouldered her way out, saying the quay was closed.",
        ["kordel: indirect: the quay was closed"],
    ),
    "marks in an apposition": (
        "“The quay is closed,” Ines Kordel, in a “harbour first” cap, said.",
        ["kordel: direct: The quay is closed,", "-: scare: harbour first"],
    ),
    "words behind a noun for works": (
        "The harbour program “was a gift to smugglers,” Tomas Vey said.",
        ["vey: mixed: The harbour program “was a gift to smugglers,”"],
    ),
    "a show is no quote": (
        "“The quay is closed,” Tomas Vey said on the podcast “Tide Tables.”",
        ["vey: direct: The quay is closed,", "-: scare: Tide Tables."],
    ),
    "attacks in a phrase": (
        "After the Norvale attacks, Tomas Vey said the quay was closed.",
        ["vey: indirect: the quay was closed"],
    ),
    "audience": (
        "Ines Kordel told the Courier that the quay was closed.",
        ["kordel > the Courier: indirect: that the quay was closed"],
    ),
    "audience without that": (
        "Ines Kordel told reporters the quay was closed.",
        ["kordel > reporters: indirect: the quay was closed"],
    ),
    "apposition": (
        "Ines Kordel, 52, the harbour master of Norvale, said the quay was closed.",
        ["kordel: indirect: the quay was closed"],
    ),
    "relative clause": (
        "Ines Kordel, who runs the port, said the quay was closed.",
        ["kordel: indirect: the quay was closed"],
    ),
    "joined by and": (
        "Ines Kordel visited the port and said that it was closed.",
        ["kordel: indirect: that it was closed"],
    ),
    "two speakers": (
        "Ines Kordel said the quay was closed, but Tomas Vey said it was open.",
        ["kordel: indirect: the quay was closed", "vey: indirect: it was open"],
    ),
    "according to, last": (
        "The quay is closed, according to Ines Kordel.",
        ["kordel: indirect: The quay is closed"],
    ),
    "according to, first": (
        "According to Ines Kordel, the quay is closed.",
        ["kordel: indirect: the quay is closed"],
    ),
    "a conveyor is no speaker": (
        "“The quay is closed,” Ines Kordel said, according to Norvale Radio.",
        ["kordel < radio: direct: The quay is closed,"],
    ),
    "relay": (
        "Tomas Vey said that Ines Kordel had said the quay was closed.",
        ["kordel < vey: indirect: the quay was closed"],
    ),
    "relay of a relay": (
        "Oona Brask said Tomas Vey had said that Ines Kordel had told him the quay was closed.",
        ["kordel < vey < brask > him: indirect: the quay was closed"],
    ),
    "said to have": (
        "Ines Kordel is said to have replied that the quay was closed.",
        ["kordel: indirect: that the quay was closed"],
    ),
    "relay after an occasion": (
        "Tomas Vey said after Monday's call that Ines Kordel had told him Norvale “would not wait.”",
        ["kordel < vey > him: mixed: Norvale “would not wait.”"],
    ),
    "relay of a name for something": (
        "Ines Kordel had called the quay “a coat that no longer fits”, according to Tomas Vey.",
        ["kordel < vey: mixed: the quay “a coat that no longer fits”"],
    ),
    "relay of thanks in marks": (
        "Tomas Vey said that Oona Brask had thanked her “patient neighbour” for the quay.",
        ["brask < vey: mixed: her “patient neighbour” for the quay"],
    ),
    "what somebody wants is no relay": (
        "Tomas Vey said that Oona Brask wanted a new quay.",
        ["vey: indirect: that Oona Brask wanted a new quay"],
    ),
    "an empty word is no quote": ("Tomas Vey denied it on Monday. Oona Brask said so.", []),
    "one word in single marks": (
        "The 'temporary' measure is old, and what Tomas Vey describes as tax has doubled.",
        ["-: scare: temporary"],
    ),
    "a body in apposition": (
        "The owner of the ferry, Harbour Trust, said the quay was closed.",
        ["trust: indirect: the quay was closed"],
    ),
    "a name in apposition, postposed": (
        "The quay will stay closed, its secretary, Tomas Vey, said in a statement.",
        ["vey: indirect: The quay will stay closed"],
    ),
    "a rank and a body, postposed": (
        "“The quay is closed,” Captain Tomas Vey of Harbour Trust told the Courier.",
        ["vey > the Courier: direct: The quay is closed,"],
    ),
    "a description before who": (
        "There are skippers who say the quay was closed.",
        ["skippers: indirect: the quay was closed"],
    ),
    "almost": (
        "Almost nobody came, Tomas Vey said. Ines Kordel said almost everybody came.",
        ["vey: indirect: Almost nobody came", "kordel: indirect: almost everybody came"],
    ),
    "only that": (
        "Tomas Vey said only that the quay “was closed.”",
        ["vey: mixed: that the quay “was closed.”"],
    ),
    "a phrase before words in marks": (
        "Later that day, near the port, “The quay is closed,” Tomas Vey said.",
        ["vey: direct: The quay is closed,"],
    ),
    "a question is not its answer": (
        "Asked why the quay was closed, Tomas Vey replied, “Ice.”",
        ["vey: direct: Ice."],
    ),
    "another voice behind a dash": (
        "Tomas Vey said the quay was closed – others say it never was.",
        ["vey: indirect: the quay was closed", "others: indirect: it never was"],
    ),
    "plurals joined": (
        "Tomas Vey told a crowded hall that it was a hunger for new faces and voices in the port.",
        ["vey > a crowded hall: indirect: that it was a hunger for new faces and voices in the port"],
    ),
    "said by whoever hears": (
        "Tomas Vey told her supporters the quay was closed.",
        ["vey > her supporters: indirect: the quay was closed"],
    ),
    "inverted behind a clause": (
        "Even as the ferry comes back, a ship that he loves, the quay is closed, said Tomas Vey, "
        "the harbour master.",
        ["vey: indirect: Even as the ferry comes back, a ship that he loves, the quay is closed"],
    ),
    "paragraph after a paragraph": (
        "The quay is closed, Tomas Vey said.\n\n“Nobody may enter it. The ice is thin.”",
        ["vey: indirect: The quay is closed", "vey: direct: Nobody may enter it. The ice is thin."],
    ),
    "a heading in single marks goes on with nobody": (
        "“The quay is closed,” Tomas Vey said.\n\n‘A cold spring’\n\nThe ferry came.",
        ["vey: direct: The quay is closed,", "-: scare: A cold spring"],
    ),
    "according to a body, about somebody": (
        "According to a summary of the talks, Tomas Vey, the harbour master, closed the quay.",
        ["a summary of the talks: indirect: Tomas Vey, the harbour master, closed the quay"],
    ),
    "a work that is called something": (
        "The town paid for a film called “Cold Harbour” on Friday.",
        ["-: scare: Cold Harbour"],
    ),
    "two speakers are not the second": (
        "Ines Kordel and Tomas Vey said the quay was closed.",
        ["Ines Kordel and Tomas Vey: indirect: the quay was closed"],
    ),
    "all told": ("All told, the quay was closed for a year.", []),
    "a book she wrote that": ("Ines Kordel read from the book she wrote that helped open the quay.", []),
    "sentence beside, with more behind": (
        "“The quay is closed,” said Ines Kordel of Salt Cove. “Nobody may ever enter the” port.",
        ["kordel: direct: The quay is closed,", "kordel: direct: Nobody may ever enter the"],
    ),
    "pronoun": (
        "Ines Kordel came to the port on Monday. She said the quay was closed.",
        ["kordel: indirect: the quay was closed"],
    ),
    "pronoun with a gender": (
        "Mr. Halloran met Ms. Dray at the port. She said the quay was closed.",
        ["dray: indirect: the quay was closed"],
    ),
    "a pronoun is nobody in its own content": (
        "Tomas Vey came late. Halloran, he said, would follow.",
        ["vey: indirect: Halloran … would follow"],
    ),
    "descriptor is nobody": (
        "A spokesman for Ines Kordel said the quay was closed.",
        ["A spokesman for Ines Kordel: indirect: the quay was closed"],
    ),
    "continued paragraph": (
        "“The quay is closed,” Ines Kordel said.\n\n“Nobody may enter it. The ice is thin.”",
        ["kordel: direct: The quay is closed, … Nobody may enter it. The ice is thin."],
    ),
    "unclosed paragraph": (
        "Ines Kordel said: “The quay is closed.\n\n“Nobody may enter it.”",
        ["kordel: direct: The quay is closed. … Nobody may enter it."],
    ),
    "introduced paragraph": (
        "Ines Kordel was in no mood for talks.\n\n“The quay is closed. Nobody may enter it.”",
        ["kordel: direct: The quay is closed. Nobody may enter it."],
    ),
    "lead-in": (
        "Ines Kordel then read out a letter:\n\n“The quay is closed. Nobody may enter it.”",
        ["kordel: direct: The quay is closed. Nobody may enter it."],
    ),
    "scare quotes": ("The town has a “quiet” harbour.", ["-: scare: quiet"]),
    "a title is no quote": ("The film “Cold Harbour” opens on Friday.", ["-: scare: Cold Harbour"]),
    "signed": (
        "“The quay is closed and nobody may enter.” — Oona Brask",
        ["brask: direct: The quay is closed and nobody may enter."],
    ),
    "transcript": (
        "VEY: Is the quay closed?\n\nKORDEL: It is. Nobody may enter it.",
        ["VEY: direct: Is the quay closed", "KORDEL: direct: It is. Nobody may enter it"],
    ),
    "an infinitive begins with marks": (
        "Ines Kordel vowed to “keep the quay open” through the winter.",
        ["kordel: mixed: to “keep the quay open” through the winter"],
    ),
    "words in marks go on with what stands before the cue": (
        "The old quay, Ines Kordel said, “is closed for good.”",
        ["kordel: mixed: The old quay … is closed for good."],
    ),
    "a time before the cue is none of what was said": (
        "On Monday, Ines Kordel said, “we open the quay.”",
        ["kordel: direct: we open the quay."],
    ),
    "how it was said is none of what was said": (
        "Tomas Vey shrugged at the plan, saying, “it will pass.”",
        ["vey: direct: it will pass."],
    ),
    "a condition before the cue": (
        "If the ice holds, Ines Kordel told reporters, “we close the quay.”",
        ["kordel > reporters: mixed: If the ice holds … we close the quay."],
    ),
    "a fragment in marks with its subject": (
        "The people of ports like it “deserve a quay that opens,” said Ines Kordel.",
        ["kordel: mixed: The people of ports like it “deserve a quay that opens,”"],
    ),
    "what somebody is called": (
        "Ines Kordel called Vey “reckless.”",
        ["kordel: mixed: Vey “reckless.”"],
    ),
    "as somebody noted": (
        "As Ines Kordel noted, the quay has been closed before.",
        ["kordel: indirect: the quay has been closed before"],
    ),
    "that behind the place of speaking": (
        "Ines Kordel told a crowd in Norvale, West Coast, on Monday that the quay would close.",
        ["kordel > a crowd: indirect: that the quay would close"],
    ),
    "two with whom it goes": (
        "The quay shook, with many marchers and riders chanting “Open it.”",
        ["many marchers and riders: direct: Open it."],
    ),
    "a document speaks for who made it": (
        "A survey conducted by Harbour Trust found that the quay is sinking.",
        ["trust: indirect: that the quay is sinking"],
    ),
    "findings and who made them": (
        "The quay is sinking, according to a survey conducted by Harbour Trust.",
        ["trust: indirect: The quay is sinking"],
    ),
    "findings and who but saw them": (
        "The quay is sinking, according to a survey obtained by the Courier.",
        ["a survey: indirect: The quay is sinking"],
    ),
    "nobody": ("The quay is closed.", []),
    "a noun is no verb": ("Insurance claims rose in Norvale, and the talks of May are over.", []),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES.keys())
def test_quotes_are_what_a_careful_reader_finds(text: str, expected: list[str]) -> None:
    assert told(text) == expected


def test_without_actors_the_words_that_name_a_speaker_are_given() -> None:
    text = "“The quay is closed,” said Ines Kordel."
    (quote,) = quotes_of(text, actors=[])
    assert quote.speaker is not None
    assert (quote.speaker.text, quote.speaker.actor) == ("Ines Kordel", None)
    assert text[slice(*quote.speaker.span)] == "Ines Kordel"


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("Ines Kordel said the quay was closed.", "name"),
        ("Ines Kordel came. She said the quay was closed.", "pronoun"),
        ("A harbour aide said the quay was closed.", "descriptor"),
        ("Ines Kordel was angry.\n\n“The quay is closed. Go home.”", "continued"),
    ],
)
def test_a_speaker_says_how_it_was_worked_out(text: str, basis: str) -> None:
    (quote,) = quotes_of(text)
    assert quote.speaker is not None
    assert quote.speaker.basis == basis


def test_a_quote_knows_whom_it_is_about() -> None:
    (quote,) = quotes_of("Ines Kordel said Norvale would not wait for Tomas Vey.")
    assert quote.about == ("norvale", "vey")


def test_a_rule_is_named_and_its_precision_given() -> None:
    (quote,) = quotes_of("“The quay is closed,” Ines Kordel said.")
    assert quote.rule == "after-words/speech"
    assert quote.precision > 0.9


def test_zones_are_no_evidence() -> None:
    text = "“Kordel said no.”\nInes Kordel said the quay was closed."
    (quote,) = quotes_of(text, zones=(Zone("title", 0, 17),))
    assert [text[start:end] for start, end in quote.content] == ["the quay was closed"]


def test_a_pronoun_that_fits_two_is_left_open() -> None:
    text = "At the port the old rivals Ines Kordel and Oona Brask met. She said the quay was closed."
    (quote,) = quotes_of(text)
    assert quote.speaker is not None
    assert quote.speaker.actor is None


def test_a_pronoun_means_nobody_where_two_may_be_meant() -> None:
    text = "Oru Larn told Isk Holm that the quay was closed. “We are done,” she said."
    actors = [
        Actor(name.split()[-1].lower(), name, "person", ((text.index(name), text.index(name) + len(name)),))
        for name in ("Oru Larn", "Isk Holm")
    ]
    *_, quote = quotes_of(text, actors)
    assert quote.speaker is not None
    assert quote.speaker.actor is None


def test_a_role_stands_for_whoever_was_lately_named() -> None:
    near = "Ines Kordel, the senator, came. The ferry sailed. The senator said the quay was closed."
    far = near.replace("The ferry sailed. ", "The ferry sailed. " * 9)
    speakers = []
    for text in (near, far):
        (actor,) = cast(text)
        start = text.index("the senator")
        role = Role("senator", (start + 4, start + 11))
        (quote,) = quotes_of(text, [replace(actor, roles=(role,))])
        assert quote.speaker is not None
        speakers.append(quote.speaker.actor)
    assert speakers == ["kordel", None]


def test_a_role_is_left_open_where_somebody_else_has_come_in_since() -> None:
    text = "Ines Kordel, the senator, came. Tomas Vey left. The senator said the quay was closed."
    kordel, vey = cast(text)
    start = text.index("senator")
    (quote,) = quotes_of(text, [replace(kordel, roles=(Role("senator", (start, start + 7)),)), vey])
    assert quote.speaker is not None
    assert quote.speaker.actor is None


def test_a_rule_tells_what_makes_its_speaker_unsure() -> None:
    rules = {
        "Ines Kordel said the quay was closed.": "clause/speech",
        "A harbour aide said the quay was closed.": "clause/speech+described",
        "Ines Kordel came. She said the quay was “closed.”": "clause/speech+mixed+pronoun",
        "Asked about the port, Ines Kordel said the quay was closed.": "clause/speech+later",
        "Ines Kordel is said to have replied that the quay was closed.": "that/speech+reported",
    }
    assert {text: quotes_of(text)[-1].rule for text in rules} == rules


def test_a_rule_never_measured_takes_after_the_rule_it_is_a_case_of() -> None:
    assert precision_of("that/speech+never+met") == precision_of("that/speech")
    assert precision_of("never/met") == 0.5


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Kordel: quay stays shut", ["kordel: quay stays shut title-colon"]),
        ("Officials: quay stays shut", ["Officials: quay stays shut title-colon"]),
        ("Kordel says quay stays shut", ["kordel: quay stays shut title-cue"]),
        ("Quay stays shut until May, says Kordel", ["kordel: Quay stays shut until May title-cue"]),
        ("“No ship may sail” – Kordel", ["kordel: No ship may sail title-cue"]),
        ("Kordel: ‘No ship may sail’", ["kordel: No ship may sail title-colon"]),
        ("Norvale: nine ships lost", []),
        ("Watch: ships leave the quay", []),
        ("KORDEL RECALLS ENVOY AS SHIPS LEAVE", []),
        ("The quay that nobody wants", []),
        ("Kordel says the harbour was empty", []),  # the article has her say so itself
    ],
)
def test_a_title_attributes_under_rules_of_its_own(title: str, expected: list[str]) -> None:
    text = f"{title}\n\nInes Kordel left Norvale. The harbour was empty on Monday, Ines Kordel said."
    found = [
        f"{quote.speaker.actor or quote.speaker.text}: {text[slice(*quote.content[0])]} "
        f"{quote.rule.partition('+')[0]}"
        for quote in quotes_of(text, zones=(Zone("title", 0, len(title)),))
        if quote.speaker and quote.rule.startswith("title-")
    ]
    assert found == expected


def test_plural_that_opens_a_headline_takes_no_verb_in_s() -> None:
    text = "Farmers protests continue for a week\n\nThe farmers went on with their protests on Monday."
    assert told(text) == []


def test_the_vice_president_is_no_president() -> None:
    text = "President Tomas Vey left. The former vice president said the quay is closed."
    vey = Actor("vey", "Tomas Vey", "person", ((10, 19),), roles=(Role("President", (0, 9)),))
    (quote,) = quotes_of(text, [vey])
    assert quote.speaker is not None
    assert quote.speaker.actor is None
    assert told(text)[0].startswith("The former vice president: ")
