"""Drafting names an article's actors, their types, aliases and order, on short invented texts."""

import pytest

from tearline.briefs.drafting.actors import find_actors
from tearline.briefs.findings import Actor
from tearline.index.article import Article, Zone


def actors(text: str, *zones: Zone) -> dict[str, Actor]:
    found = find_actors(Article(text, zones=tuple(zones)))
    for actor in found:
        for start, end in actor.mentions:
            assert 0 <= start < end <= len(text)
            assert text[start:end] == text[start:end].strip()
    assert len({actor.id for actor in found}) == len(found)
    return {actor.name: actor for actor in found}


def types(text: str, *zones: Zone) -> dict[str, str]:
    return {name: actor.type for name, actor in actors(text, *zones).items()}


def said(text: str, actor: Actor) -> list[str]:
    return [text[start:end] for start, end in actor.mentions]


@pytest.mark.parametrize(
    ("text", "name", "type_"),
    [
        ("They met Martin Oduya, 61, in the harbour.", "Martin Oduya", "person"),
        ("Talks with Norway broke down on Monday.", "Norway", "state"),
        ("Fog closed the road outside Bergen for hours.", "Bergen", "place"),
        ("The Ministry of Tides published a report.", "Ministry of Tides", "government"),
        ("Shares in Quillfeather Holdings fell.", "Quillfeather Holdings", "organization"),
        ("It was first reported by the Saltmarsh Gazette.", "Saltmarsh Gazette", "media"),
        ("A raid was blamed on al-Shabaab fighters.", "al-Shabaab", "group"),
        ("The North Atlantic bloc NATO met again.", "NATO", "organization"),
        ("He joined the University of Skerry.", "University of Skerry", "organization"),
        ("The firm Brandolux sells lamps.", "Brandolux", "organization"),
        ("They camped in the village of Ostrevik for a week.", "Ostrevik", "place"),
        ("It was seen over Coldra Steppen, Norway.", "Coldra Steppen", "place"),
        ("The newspaper Vesperblad printed it.", "Vesperblad", "media"),
        ("Rallies were held by the Kelp Workers Party in May.", "Kelp Workers Party", "organization"),
        ("They sold songs by artists like Zenulla.", "Zenulla", "person"),
        ("Ferries call at towns such as Ostrevik.", "Ostrevik", "place"),
        ("It was made for companies like Brandolux.", "Brandolux", "organization"),
        ("Wix bought Heron Island, a maker of raincoats.", "Heron Island", "organization"),
        ("They wintered at Korvel, a village of nine houses.", "Korvel", "place"),
        ("The online tea business Saffron Bay is growing.", "Saffron Bay", "organization"),
        ("It closed the acquisition of Edda’s mines.", "Edda", "organization"),
        ("He sued, said Kasow Benting Torv partner Jess Rosen.", "Kasow Benting Torv", "organization"),
        (
            "Gains were led by Salt and Natural Ice Corp Ltd again.",
            "Salt and Natural Ice Corp Ltd",
            "organization",
        ),
        ("The Kelp Farmers’ Union said so.", "Kelp Farmers’ Union", "organization"),
        (
            "The Boats and Harbours Employers' Association said so.",
            "Boats and Harbours Employers' Association",
            "organization",
        ),
        (
            "A Tide Resilience and Storm Management Centre opens.",
            "Tide Resilience and Storm Management Centre",
            "organization",
        ),
        ("The Skerry County Sheriff's Office said so.", "Skerry County Sheriff's Office", "government"),
        ("The shop is on Cornmarket St again.", "Cornmarket St", "place"),
        ("They drove along the Ostrevik Tollway.", "Ostrevik Tollway", "place"),
        ("The Société des Amis du Phare said so.", "Société des Amis du Phare", "organization"),
        ("Kelp Aid for Fishermen said so.", "Kelp Aid for Fishermen", "organization"),
        ("The social network Brandolux said so.", "Brandolux", "organization"),
        ("They met Phoenix Castro in the harbour.", "Phoenix Castro", "person"),
        ("She told the Post am Mittwoch newspaper that it rained.", "Post am Mittwoch", "media"),
    ],
)
def test_a_name_has_the_type_that_its_words_and_neighbours_show(text: str, name: str, type_: str) -> None:
    assert types(text)[name] == type_


@pytest.mark.parametrize(
    "text",
    [
        "However, nothing changed. Meanwhile, rain fell. Turnout was low.",
        "It rained on Monday, in March and at Christmas.",
        "The Russian and Chinese envoys left. Muslims and Christians prayed together.",
        "Covid-19 closed schools during the Second World War commemorations.",
        "A London-listed, Moscow-backed company. A T-shirt. An F-16.",
        "Said the senator (R-Ohio) and the other (D-Mass.).",
        "I’m sure. Don’t worry. I’ve seen it. Isn’t it so?",
        "The Clean Harbours Act passed. The Paris Agreement stands.",
        "WHAT HAPPENS NEXT\nNobody knows.",
    ],
)
def test_capitals_that_name_nobody_are_no_actors(text: str) -> None:
    assert types(text) == {}


def test_all_names_of_a_list_are_what_its_noun_says() -> None:
    found = types("The sheriffs of Amber, Ostrevik and Korvel counties refused.")
    assert found == {"Amber": "place", "Ostrevik": "place", "Korvel": "place"}


def test_a_sea_is_a_place_where_its_name_describes_nothing() -> None:
    assert types("They sailed across the Caribbean on Monday.") == {"Caribbean": "place"}
    assert types("They ate Baltic herring, a Mediterranean dish and the Caribbean fruit.") == {}


def test_a_surname_is_the_person_named_in_full() -> None:
    text = "Ingrid Vasquel spoke first. Vasquel, 52, left early. Nobody stopped Vasquel."
    (actor,) = actors(text).values()
    assert actor.name == "Ingrid Vasquel"
    assert actor.aliases == ("Vasquel",)
    assert said(text, actor) == ["Ingrid Vasquel", "Vasquel", "Vasquel"]


def test_a_surname_before_the_full_name_is_the_same_person() -> None:
    found = actors("President Halvane fled. Tomas Halvane had ruled for years.")
    assert set(found) == {"Tomas Halvane"}


def test_particles_belong_to_the_name_and_may_be_left_out() -> None:
    text = "Ursula von der Mark met Juan de la Cruz Ortiz. Von der Mark smiled; de la Cruz Ortiz did not."
    assert set(actors(text)) == {"Ursula von der Mark", "Juan de la Cruz Ortiz"}


def test_names_of_many_languages() -> None:
    text = (
        "Riyad al-Tamimi, Siobhán O’Dorrity, Nguyen Van Lam, Jean-Marc Pelletier, Mary J. Osgood and "
        "Dmitri Volkonov were there. Al-Tamimi spoke."
    )
    people = {name for name, type_ in types(text).items() if type_ == "person"}
    assert people == {
        "Riyad al-Tamimi",
        "Siobhán O’Dorrity",
        "Nguyen Van Lam",
        "Jean-Marc Pelletier",
        "Mary J. Osgood",
        "Dmitri Volkonov",
    }


def test_a_nickname_in_quotation_marks_stands_inside_the_name() -> None:
    assert set(actors("Robin “Moss” Keldane won. Keldane was pleased.")) == {"Robin “Moss” Keldane"}


def test_titles_ages_and_possessives_are_no_part_of_the_name() -> None:
    text = "Prime Minister Edda Rosling’s plan failed, said Sen. Karl Bruun, 61. Mr Bruun’s aides agreed."
    found = actors(text)
    assert set(found) == {"Edda Rosling", "Karl Bruun"}
    assert said(text, found["Karl Bruun"]) == ["Karl Bruun", "Bruun"]


def test_the_acronym_of_a_body_is_its_alias() -> None:
    text = "The International Kelp Trade Agency (IKTA) met. IKTA said prices fell."
    (actor,) = actors(text).values()
    assert (actor.name, actor.aliases) == ("International Kelp Trade Agency", ("IKTA",))


def test_the_end_of_an_acronym_is_no_other_body() -> None:
    text = "The Norwegian Coast Traffic Safety Agency met. The TSA said it would wait."
    assert said(text, actors(text)["Norwegian Coast Traffic Safety Agency"]) == [text[4:41]]
    text = "The United States Tide Watch Agency met. The TWA said it would wait."
    assert "TWA" in actors(text)["United States Tide Watch Agency"].aliases


def test_contractions_name_nobody() -> None:
    assert actors("He says “You've got the best view.” You’ve seen it. He's gone. Let's go. We'll see.") == {}


def test_friends_of_a_house_are_not_the_house() -> None:
    text = "The Société des Amis du Phare said that the Phare would pay."
    assert said(text, actors(text)["Société des Amis du Phare"]) == ["Société des Amis du Phare"]


def test_whoever_holds_an_office_for_now_has_a_title_and_no_name_of_it() -> None:
    found = actors("He met Acting U.S. Attorney Joshua Odell on Monday.")
    assert set(found) == {"Joshua Odell", "U.S."}


def test_known_abbreviations_are_one_actor() -> None:
    found = actors(
        "The European Union met. EU envoys left. The U.S. and the United States are one; so is the US."
    )
    assert set(found) == {"European Union", "United States"}
    assert set(found["United States"].aliases) == {"U.S.", "US"}


def test_a_short_form_is_the_company_named_in_full() -> None:
    text = "Quillora Lithium Corp fell. Analysts like Quillora. Shares of Quillora rose."
    assert set(actors(text)) == {"Quillora Lithium Corp"}


def test_of_and_for_join_the_name_of_a_body_but_not_two_actors() -> None:
    text = "The Department of Fisheries and Tides wrote to the Bank of Norway and to Sweden."
    assert set(actors(text)) == {"Department of Fisheries and Tides", "Bank of Norway", "Sweden"}


def test_a_title_with_a_body_before_a_name_gives_both() -> None:
    found = types(
        "They met European Commission President Alva Lindgren and Kuwait’s Foreign Minister Omar Tariq."
    )
    assert found == {
        "European Commission": "organization",
        "Alva Lindgren": "person",
        "Kuwait": "state",
        "Omar Tariq": "person",
    }


def test_one_word_with_two_senses_is_two_actors() -> None:
    text = "Michael Jordan flew to Jordan. Jordan landed in Amman, and Jordan’s king greeted him."
    found = actors(text)
    assert said(text, found["Michael Jordan"]) == ["Michael Jordan", "Jordan"]
    assert found["Jordan"].type == "state"


def test_a_city_that_is_a_surname_stays_a_city_in_its_place() -> None:
    text = "Denise Houston lives in Houston. Houston said the move to Houston was hard."
    found = actors(text)
    assert said(text, found["Denise Houston"]) == ["Denise Houston", "Houston"]
    assert found["Houston"].type == "place"


def test_a_capital_that_acts_is_the_state_and_one_visited_is_a_place() -> None:
    assert types("Beijing said it would answer. Beijing has warned before.")["Beijing"] == "state"
    assert types("They met in Beijing and flew back from Beijing.")["Beijing"] == "place"


def test_a_given_name_alone_is_the_one_person_who_bears_it() -> None:
    text = "Torvald Brekken led from the start. The gap to Torvald shrank, and Torvald won."
    assert said(text, actors(text)["Torvald Brekken"]) == ["Torvald Brekken", "Torvald", "Torvald"]


def test_whom_a_mail_only_quotes_is_no_actor() -> None:
    reporting = "The harbour reopens, Tomas Vey told the council.\n"
    quoted = "> Will Pavel Strand speak, and will Vey? Ruth Amsel left Quillfeather Holdings."
    quoting = Zone("quoted", len(reporting), len(reporting) + len(quoted))
    assert set(actors(reporting + quoted, quoting)) == {"Tomas Vey"}


def test_a_capital_that_stands_for_a_government_is_the_state_that_the_text_names() -> None:
    text = "Norway closed the strait. Oslo said it would hold. Oslo’s army waited. Crowds met in Oslo."
    found = actors(text)
    assert said(text, found["Norway"]) == ["Norway", "Oslo", "Oslo"]
    assert said(text, found["Oslo"]) == ["Oslo"]
    assert (found["Norway"].type, found["Oslo"].type) == ("state", "place")


def test_a_capital_where_things_happen_is_no_government() -> None:
    found = actors("Norway is cold. As the talks in Oslo were ending, snow fell. Trams stopped in Oslo.")
    assert "Oslo" not in found["Norway"].aliases


def test_of_two_people_of_one_surname_the_last_named_in_full_is_meant() -> None:
    text = "Ann Pellow spoke. Pellow left. Then Bert Pellow spoke. Pellow stayed."
    found = actors(text)
    assert said(text, found["Ann Pellow"]) == ["Ann Pellow", "Pellow"]
    assert said(text, found["Bert Pellow"]) == ["Bert Pellow", "Pellow"]


def test_a_headline_in_title_case_names_only_who_is_known_from_the_text() -> None:
    text = (
        "Harbour Chief Oduya Vows Swift Answer After Storm\n\nMartin Oduya, 61, spoke in Bergen. Oduya left."
    )
    found = actors(text, Zone("title", 0, 49))
    assert set(found) == {"Martin Oduya", "Bergen"}
    assert said(text, found["Martin Oduya"])[0] == "Oduya"


def test_lines_in_capitals_name_whom_the_text_and_the_lexicons_know() -> None:
    text = (
        "OSLO (Reuters) - Ice melted.\nTREASURY CHIEF: KARL BRUUN\nBruun will stay.\nNORWAY\nNothing new.\n"
    )
    found = actors(text)
    assert found["Norway"].type == "state"
    assert "Bruun" in " ".join(said(text, found["Karl Bruun"]))


def test_an_article_in_capitals_still_has_its_known_names() -> None:
    assert types("NORWAY AND SWEDEN AGREED, SAID ANNA BRUUNEN IN OSLO") == {
        "Norway": "state",
        "Sweden": "state",
        "Anna Bruunen": "person",
        "Oslo": "place",
    }


@pytest.mark.parametrize("kind", ["byline", "credit", "author", "voice-over", "front-matter", "furniture"])
def test_who_is_named_in_a_silent_zone_alone_is_no_actor(kind: str) -> None:
    line = "Petra Lindgren/Pool"
    text = f"{line}\nMartin Oduya, 61, left."
    assert set(actors(text, Zone(kind, 0, len(line)))) == {"Martin Oduya"}


def test_a_mention_in_a_silent_zone_counts_for_an_actor_of_the_text() -> None:
    text = "By Petra Lindgren\nMartin Oduya met the reporter Petra Lindgren."
    found = actors(text, Zone("byline", 0, 17))
    assert len(found["Petra Lindgren"].mentions) == 2


def test_a_caption_tells_news_though_its_zone_is_a_credit() -> None:
    caption = "FILE PHOTO: Martin Oduya walks along the quay before the summit in Bergen."
    assert "Martin Oduya" in actors(f"{caption}\nIt rained.", Zone("credit", 0, len(caption)))


def test_a_dateline_without_zones() -> None:
    text = "PARIS (Reuters) - France said nothing."
    assert types(text) == {"Paris": "place", "Reuters": "media", "France": "state"}


def test_lines_wrapped_at_a_fixed_width_are_read_on() -> None:
    text = (
        "The harbour was closed for the third day in a row when Martin\nOduya arrived with his aides, and"
        " the mood among the crowd was\nsombre because nobody had told them that no ferry would\nrun again."
    )
    found = actors(text)
    assert set(found) == {"Martin Oduya"}
    assert said(text, found["Martin Oduya"]) == ["Martin\nOduya"]


def test_the_actor_of_the_title_and_the_lead_comes_first() -> None:
    text = (
        "Oduya wins harbour vote\n\nMartin Oduya, 61, won the vote. Oduya thanked the crowd. Norway watched."
        + " Nothing else happened that day." * 20
        + " Later Karl Bruun, 70, left for Oslo."
    )
    found = find_actors(Article(text, zones=(Zone("title", 0, 23),)))
    assert found[0].name == "Martin Oduya"
    assert [actor.salience for actor in found] == sorted((a.salience for a in found), reverse=True)
    assert all(0.0 <= actor.salience <= 1.0 for actor in found)


def test_ids_are_slugs_and_differ_for_names_that_do_not() -> None:
    found = find_actors(Article("Zoë Łukasz-Brandt, 40, met Bruun & Sons Ltd in São Tomé."))
    assert all(actor.id.isascii() and actor.id.strip("-") for actor in found)
    assert "bruun-sons-ltd" in {actor.id for actor in found}


def test_every_actor_names_the_rule_that_decided_it() -> None:
    assert all(
        actor.rule for actor in find_actors(Article("Karl Bruun, 61, met Norway and the Bank of Oslo."))
    )


@pytest.mark.parametrize(
    ("text", "whole", "short"),
    [
        (
            "The Norwegian Supreme Court of Tides upheld it. Later the Supreme Court was closed.",
            "Norwegian Supreme Court of Tides",
            "Supreme Court",
        ),
        (
            "The United Kingdom Harbour Office sent it back. A clerk of the Harbour Office wrote the letter.",
            "United Kingdom Harbour Office",
            "Harbour Office",
        ),
    ],
)
def test_a_body_goes_by_its_name_without_the_country(text: str, whole: str, short: str) -> None:
    assert actors(text)[whole].aliases == (short,)


def test_bodies_of_two_countries_do_not_share_a_short_name() -> None:
    text = (
        "The Norwegian Harbour Office met the Danish Harbour Office. The Harbour Office of neither has ships."
    )
    found = actors(text)
    assert not found["Norwegian Harbour Office"].aliases
    assert not found["Danish Harbour Office"].aliases


@pytest.mark.parametrize("name", ["Kelpine Nutrition", "Skerry Wiki", "Vessel Tracker", "Drift Ecology"])
def test_studies_and_products_are_no_persons(name: str) -> None:
    assert types(f"According to {name}, the bay has 300 seals.").get(name) != "person"


def test_a_form_of_address_that_does_not_fit_a_given_name_is_somebody_else() -> None:
    text = "Paul Vasquel and Ingrid Vasquel left. Paul Vasquel came back. Mrs. Vasquel stayed."
    assert said(text, actors(text)["Ingrid Vasquel"])[-1] == "Vasquel"
    text = "Paul Vasquel left. Paul Vasquel came back. Mrs. Vasquel stayed."
    assert "Vasquel" not in said(text, actors(text)["Paul Vasquel"])
