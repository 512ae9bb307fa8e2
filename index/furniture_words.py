"""What German, French, Spanish, Italian, Portuguese and Dutch papers put around an article: related links,
sharing, subscriptions, advertisements.

What: whole lines, in small letters, by the word that each opens with. Whence: compiled here from what such
lines say everywhere. English ones stand in `layout_patterns`.
"""

from __future__ import annotations

import re

# What such a line leads to. Where it opens with a request it may be a sentence, else it ends as a title does.
_REST = r"(?:[ :>»|–—-].{0,160})?"
_TITLE = r"(?:[ :>»|–—-].{0,160}(?<!\.))?"
_LINES = (
    # German
    rf"mehr (?:zum thema|zu diesem thema){_TITLE}",
    r"mehr (?:dazu|lesen)(?: (?:hier|in|im|auf|unter)\b.{0,80}|:.{0,160})?",
    r"mehr (?:aus|von|zu)(?:m|r)?:? [^.,!?“”\"]{2,40}",
    r"weitere (?:themen|artikel|beiträge|infos?|informationen|nachrichten|meldungen|videos|links)"
    r"(?: (?:zum thema|aus|zu|von|der|dieser)\b.{0,60})?",
    r"empfohlene (?:beiträge|artikel|inhalte)",
    rf"(?:lesen|hören|sehen|schauen) sie (?:auch|dazu|hier auch|mehr|weiter){_REST}",
    rf"(?:lies|schau) (?:auch|mehr|weiter){_REST}",
    r"das könnte (?:sie|dich|ihnen) (?:auch )?(?:interessieren|gefallen).{0,60}",
    rf"auch interessant{_TITLE}",
    rf"passend (?:dazu|zum thema){_TITLE}",
    r"top-themen(?: .{2,40})?",
    r"(?:artikel |beitrag |seite )?(?:teilen|drucken|merken|kommentieren)(?: auf .{2,40})?",
    r"(?:auf|per|via) (?:facebook|twitter|x|whatsapp|linkedin|e-?mail|xing|telegram) (?:teilen|senden)",
    r"(?:\d+|keine|alle) kommentare?(?: (?:anzeigen|lesen))?",
    r"kommentare?(?: \(\d+\)| schreiben| lesen| anzeigen)?",
    r"(?:anzeige|werbung)",
    r"(?:exklusiv |nur )?für (?:abonnenten|abonnent\W?innen|mitglieder)",
    r"(?:jetzt|hier) (?:abonnieren|anmelden|registrieren|weiterlesen)[^.]{0,60}",
    r"(?:zum newsletter|zur newsletter-anmeldung|unser newsletter)(?:[ :].{2,60})?",
    r"(?:zurück )?nach oben",
    r"zurück zur (?:übersicht|startseite)",
    r"(?:schlagwörter|schlagworte|stichwörter|stichworte|themen)(?::.{0,160})?",
    r"meistgelesen(?:e artikel)?|lust auf mehr",
    r"alle rechte vorbehalten",
    # French
    rf"(?:à )?(?:lire|voir|écouter|relire) (?:aussi|également){_REST}",
    r"lire la suite.{0,60}",
    r"sur le même (?:sujet|thème)",
    r"(?:article |contenu )?réservée?s? (?:à nos|aux) abonnée?s",
    r"(?:publicité|annonce)",
    r"partager(?: (?:l[’']article|cet article|sur .{2,40}))?",
    r"(?:je m[’']abonne|s[’']abonner|abonnez-vous|inscrivez-vous).{0,100}",
    r"les plus (?:lus|partagés|commentés)|mots-clés(?: ?:.{0,160})?",
    r"(?:\d+ )?commentaires?(?: \(\d+\))?|tous droits réservés",
    # Spanish
    rf"(?:lea|lee|vea|mira|mire|le[eé]r) (?:también|además){_REST}",
    r"(?:lea|lee|leer|ver) más(?: (?:sobre|en) .{2,80})?",
    rf"(?:también )?(?:te|le) puede interesar{_REST}",
    r"(?:noticias |notas |artículos )?relacionad[oa]s?(?::.{0,160})?",
    r"temas(?: relacionados)?(?::.{0,160})?",
    r"(?:solo |sólo |contenido )?para suscriptores",
    r"publicidad|(?:compartir|comparte)(?: (?:en|esta?|por) .{2,40})?|suscríb(?:ete|ase)(?: .{2,80})?",
    r"s[ií]gu[ea]nos en .{2,100}",
    r"más (?:noticias|información|leídas)(?: .{2,40})?",
    # Italian
    rf"(?:leggi|guarda|ascolta) anche{_REST}",
    rf"(?:ti )?potrebbe(?:ro)? (?:anche )?interessar[tv]i{_REST}",
    r"(?:articoli|contenuti) (?:correlati|riservat[oi] .{2,40})|pubblicità",
    r"condividi(?: (?:su|questo|l[’']articolo)\b.{0,40})?",
    # Portuguese
    rf"(?:leia|veja|ouça|assista) (?:também|ainda){_REST}|(?:leia|veja) mais(?: (?:sobre|em) .{{2,80}})?",
    r"publicidade|(?:compartilhe|compartilhar|partilhar)(?: (?:n[oa]|em|esta?) .{2,40})?",
    # Dutch
    rf"lees (?:ook|verder|meer){_REST}",
    r"advertentie|deel dit artikel",
)
_FURNITURE = re.compile(rf"(?:{'|'.join(_LINES)})[:!?…»>\]\s]*")
# The words that such lines open with, asked first: most lines open with another.
_OPENING_WORDS = """
    mehr weitere empfohlene lesen hören sehen schauen lies schau das auch passend top-themen artikel
    beitrag seite teilen drucken merken kommentieren auf per via keine alle kommentar kommentare anzeige
    werbung exklusiv nur für jetzt hier zum unser zur zurück nach schlagwörter schlagworte stichwörter
    stichworte themen meistgelesen meistgelesene lust à lire voir écouter relire sur article contenu
    réservé réservée réservés publicité annonce partager je abonnez inscrivez les mots commentaire
    commentaires tous lea lee vea mira mire leer leér también te le noticias notas artículos relacionado
    relacionada relacionados relacionadas temas solo sólo contenido para publicidad compartir comparte
    suscríbete suscríbase síguenos siguenos síganos siganos más leggi guarda ascolta ti potrebbe
    potrebbero articoli contenuti condividi pubblicità leia veja ouça assista publicidade compartilhe
    compartilhar partilhar lees advertentie deel ver s
"""
_OPENINGS = frozenset(_OPENING_WORDS.split())
_OPENING = re.compile(r"(?:\d+ )?([^\W\d_]+(?:-themen)?)")


def is_furniture_elsewhere(small: str) -> bool:
    """Whether a line in small letters, from its first word or figure on, is such a one as a whole."""
    opening = _OPENING.match(small)
    return opening is not None and opening[1] in _OPENINGS and _FURNITURE.fullmatch(small) is not None
