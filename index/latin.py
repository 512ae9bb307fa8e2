"""Which encoding a text in Latin letters is in: the one in which its accents are those of one language."""

from __future__ import annotations

import unicodedata

# The letters of a language that are not ASCII, small and capital; the commonest languages first.
_WESTERN = {
    "French": "àâæçéèêëîïôœùûüÿ",
    "German": "äöüß",
    "Spanish": "áéíñóúü",
    "Portuguese": "áâãàçéêíóôõúü",
    "Italian": "àèéìíîòóùú",
    "Swedish": "åäöéü",
    "Danish": "æøåéäö",
    "Dutch": "éëïöüè",
    "Catalan": "àçéèíïóòúü",
    "Icelandic": "áðéíóúýþæö",
}
_CENTRAL = {
    "Polish": "ąćęłńóśźż",
    "Czech": "áčďéěíňóřšťúůýž",
    "Slovak": "áäčďéíĺľňóôŕšťúýž",
    "Hungarian": "áéíóöőúüű",
    "Romanian": "ăâîşţșț",
    "Croatian": "čćđšž",
    "Albanian": "çë",
}
_LANGUAGES = (
    ("cp1252", _WESTERN),
    ("cp1254", {"Turkish": "çğıöşüâîû"}),
    ("cp1250", _CENTRAL),
    ("iso8859_2", _CENTRAL),
    ("cp1257", {"Lithuanian": "ąčęėįšųūž", "Latvian": "āčēģīķļņšūž", "Estonian": "äõöüšž"}),
    ("mac_roman", _WESTERN),
)
# Signs that stand in texts of any language; what is none of these and no letter speaks against an encoding.
_SIGNS = frozenset("‚„…‹›‘’“”•–—™©®«»§°€£\u00a0\u00ad¡¿ªº½¼¾²³·´")
_SURE = 0.95


def latin_encoding(data: bytes) -> str | None:
    """The encoding, or None where the accents are not those of one of the languages known here."""
    best, encoding_of_best = _SURE, None
    for encoding, languages in _LANGUAGES:
        text = data.decode(encoding, "replace")
        other = [char for char in unicodedata.normalize("NFC", text) if not char.isascii()]
        marks = [char.lower() for char in other if char not in _SIGNS]
        if not marks:
            return encoding
        for letters in languages.values():
            share = sum(char in letters for char in marks) / len(marks)
            if share > best:
                best, encoding_of_best = share, encoding
    return encoding_of_best
