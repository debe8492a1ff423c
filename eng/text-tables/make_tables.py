#!/usr/bin/env python3
"""Writes the two tables that the text features embed: what accent stripping and HTML entities mean in Python 3.11.

  accents.txt       per line: a character, a tab, its compatibility decomposition without combining characters
                    (Hangul syllables, which follow a formula, are left out)
  entities.txt      per line: the name of an HTML 5 entity as written after the ampersand, a tab, the characters it stands for
"""
import html.entities
import pathlib
import sys
import unicodedata

out = pathlib.Path(sys.argv[1])
lines = []
for code in range(0x80, 0x110000):
    if 0xAC00 <= code <= 0xD7A3 or 0xD800 <= code <= 0xDFFF:
        continue
    character = chr(code)
    stripped = "".join(c for c in unicodedata.normalize("NFKD", character) if not unicodedata.combining(c))
    if stripped != character:
        lines.append(f"{character}\t{stripped}\n")
(out / "accents.txt").write_text("".join(lines), encoding="utf-8", newline="")

def escaped(text):
    return "".join({"\n": "\\n", "\t": "\\t", "\\": "\\\\"}.get(c, c) for c in text)

entities = sorted(html.entities.html5.items())
(out / "entities.txt").write_text("".join(f"{name}\t{escaped(value)}\n" for name, value in entities), encoding="utf-8", newline="")
