"""Names of keys: as Textual calls them, as people write them, and as they stand in a file."""

from __future__ import annotations

import unicodedata

# Names that Unicode gives to characters and Textual shortens.
_SHORTER = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}
_LONGER = {short: long for long, short in _SHORTER.items()}
_LONGER["minus"] = "hyphen-minus"
_MODIFIERS = ("alt", "ctrl", "shift", "super")
# As other programs call them.
_ALIASES = {
    "esc": "escape",
    "return": "enter",
    "pgdn": "pagedown",
    "pgup": "pageup",
    "page_down": "pagedown",
    "page_up": "pageup",
    "del": "delete",
    "ins": "insert",
    "spacebar": "space",
}
_SPECIAL = frozenset(
    {
        *("escape", "enter", "tab", "space", "backspace", "delete", "insert"),
        *("up", "down", "left", "right", "home", "end", "pageup", "pagedown"),
        *(f"f{number}" for number in range(1, 25)),
    }
)
_SHOWN = {
    "escape": "Esc",
    "enter": "Enter",
    "space": "Space",
    "tab": "Tab",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
    "delete": "Del",
    "insert": "Ins",
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "backspace": "⌫",
    "minus": "−",
}


def key_named(written: str) -> str | None:
    """Textual's name of a key as written: "?" is question_mark, "Ctrl+X" ctrl+x; None for what is no key."""
    if len(written) == 1:
        return _name_of(written)
    # The last part may itself be a plus sign, as in ctrl++.
    head, plus, base = written.rpartition("+")
    if plus and not base:
        if not head.endswith("+"):
            return None
        head, base = head.removesuffix("+"), "+"
    modifiers = {part.strip().lower() for part in head.split("+")} if head else set()
    if not modifiers <= set(_MODIFIERS):
        return None
    name = _base(base.strip())
    if name is None:
        return None
    if modifiers == {"shift"} and len(name) == 1 and name.isalpha():
        return name.upper()
    if modifiers and len(name) == 1:
        name = name.lower()
    return "+".join((*sorted(modifiers), name))


def _base(written: str) -> str | None:
    if len(written) == 1:
        return _name_of(written)
    name = written.lower().replace("-", "_").replace(" ", "_")
    name = _ALIASES.get(name, name)
    if name in _SPECIAL:
        return name
    character = character_of(name)
    return name if character is not None and _name_of(character) == name else None


def _name_of(character: str) -> str | None:
    if character.isalnum() and character.isascii():
        return character
    if character == " ":
        return "space"
    if not character.isprintable():
        return None
    if character.isalnum():
        return character
    name = unicodedata.name(character, "").lower().replace("-", "_").replace(" ", "_")
    return _SHORTER.get(name, name) or None


def character_of(key: str) -> str | None:
    """The character that a key types, None where it types none."""
    if len(key) == 1:
        return key
    if key == "space":
        return " "
    long = _LONGER.get(key, key)
    for words in (long.replace("_", " "), long.replace("_", "-")):
        try:
            return unicodedata.lookup(words)
        except KeyError:
            continue
    return None


def types_something(key: str) -> bool:
    """Whether a key types a character into a box."""
    return "+" not in key and key not in _SPECIAL - {"space"} and character_of(key) is not None


def shown_key(key: str) -> str:
    """A key as people write it: "/" for slash, "^p" for ctrl+p, "Shift+Tab"."""
    *modifiers, base = key.split("+")
    shown = _SHOWN.get(base) or (base.upper() if base in _SPECIAL else character_of(base) or base)
    if modifiers == ["ctrl"]:
        return "^" + shown
    return "".join(f"{modifier.capitalize()}+" for modifier in modifiers) + shown
