"""From one article's text to its findings, by rules that name themselves: a pure function, no clock, no network."""
