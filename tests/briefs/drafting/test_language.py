"""The rules read English; of an article in another language they say so and find nothing."""

from __future__ import annotations

import pytest

from tearline.briefs.drafting import draft_article
from tearline.briefs.findings import Findings
from tearline.index.article import Article

GERMAN = (
    "Der Hafen von Brunsloh bleibt geschlossen, sagte Ministerin Ilse Korvath am Montag. „Wir werden keine "
    "leere Seite unterschreiben“, erklärte sie vor den Abgeordneten. Die Gewerkschaft der Lotsen will ihre "
    "Forderungen bis zum Ende der Woche vorlegen. Die Reeder hatten zuvor vor langen Schlangen gewarnt."
)
SPANISH = (
    "El puerto de Brunsloh seguirá cerrado, dijo la ministra Ilse Korvath el lunes. «No firmaremos una "
    "hoja en blanco», declaró ante los diputados. La Unión de Prácticos presentará sus demandas antes del "
    "fin de semana. Un portavoz de los armadores había advertido antes de las largas colas que esperan a "
    "los barcos."
)
RUSSIAN = (
    "Порт Брунсло останется закрытым, заявила министр Ильзе Корват в понедельник. «Мы не подпишем пустой "
    "лист», сказала она депутатам. Профсоюз лоцманов представит свои требования до конца недели. "
    "Судовладельцы ранее предупреждали о длинных очередях, которые ждут корабли у входа в гавань, и "
    "просили правительство о помощи."
)
ENGLISH = (
    "The port of Brunsloh stays closed, minister Ilse Korvath said on Monday. “We will not sign a blank "
    "page,” she told deputies. The pilots' union wants to put forward its demands by the end of the week. "
    "Shipowners had warned of long queues at the harbour mouth."
)


@pytest.mark.parametrize("text", [GERMAN, SPANISH, RUSSIAN])
def test_nothing_is_looked_for_in_another_language(text: str) -> None:
    article = Article(text)
    assert draft_article(article) == Findings(article.id, len(text), english=False)


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH,
        # A quote in another language, a table and a list of names make no article foreign.
        f"{ENGLISH} {GERMAN[:120]}",
        f"{ENGLISH}\n\n" + "\n".join(f"Pier {n}: {n * 7} ships, {n * 90} t" for n in range(1, 20)),
        "“Yes,” Korvath said. " * 30,
        "Ilse Korvath, Osk Varga, Mara Vell, Oda Quill, Brunsloh",
        "",
    ],
)
def test_english_is_read_whatever_else_stands_in_it(text: str) -> None:
    assert draft_article(Article(text)).english
