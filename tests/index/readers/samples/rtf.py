"""Rich Text with a footnote, deleted words, a link, a table and letters beyond ASCII."""

NOTE = rb"""{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\froman Times;}{\f1\fcharset204 Arial;}}
{\info{\title Border}{\author Oda Lisle}{\creatim\yr2031\mo3\dy4}}
\pard Border shut\par
The minister said \ldblquote no\rdblquote{\*\footnote {\super\chftn} Told to this paper.} on {}
{\rtlch\deleted\revauthdel0 Tuesday }Monday in the caf\'e9, for \u8364?5.\par
{\f1 \'cc\'e8\'f0} and {\field{\*\fldinst{HYPERLINK "http://x.example"}}{\fldrslt the link}}.\par
\trowd Amsel\cell 900\cell\row\pard The end. \u-10180?\u-8704?\par}"""


def samples() -> dict[str, bytes]:
    return {"note.rtf": NOTE}
