"""What layout looks like in a text: patterns for bylines, datelines, credits, furniture and author blocks.

A pattern that is missed leaves a stray line among the evidence; one that is wrong takes evidence away. So
nearly all of them are for the whole of a short line.
"""

from __future__ import annotations

import re

from tearline.index.dates import MONTH, MONTH_NUMBERS, WEEKDAYS

# A name's word: "David", "O'Neill", "J.", "McKay-Brown", "DE". Particles stand between such words.
_NAME_WORD = r"(?:[^\W\d_a-zß-öø-ÿ][\w.'’\-]*)"
_PARTICLE = r"(?:de|da|di|del|van|von|der|den|la|le|al|bin|bint|el|ter)"
NAME = rf"{_NAME_WORD}(?: (?:{_PARTICLE} )*{_NAME_WORD}){{1,4}}"
_NAMES = rf"{NAME}(?:(?:, | and |, and | & ){NAME}){{0,5}}"
_PLACE = rf"{_NAME_WORD}(?: {_NAME_WORD}){{0,3}}"

# ----------------------------------------------------------------------------------------------- front matter
FRONT_MATTER = re.compile(
    r"\ufeff?---[ \t]*\r?\n(?=(?:[ \t]*(?:#.*)?\r?\n)*[\"']?[A-Za-z][\w \-]*[\"']?[ \t]*:(?:\s|$))"
)
STATED_TITLE = re.compile(r"^[\"']?(?:title|headline)[\"']?[ \t]*:", re.M | re.I)
FENCE = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.M)

# ------------------------------------------------------------------------------------------------------- head
# This and FURNITURE are for a line in small letters, from its first word on or behind its MARKS: a pattern of
# many beginnings that ignores case is slow to say no, and most lines are no furniture.
VOICE_OVER = re.compile(
    r"""(?:
      (?:this\s+|the\s+)?(?:voice|audio|narration|recording)(?:\s+version)?\s+(?:is|was)\s+
          (?:ai|computer|auto|automatically|machine)[- ]?(?:generated|narrated|read)\b.{0,80}
    | (?:listen|listening)\s+to\s+(?:this|the)\s+(?:article|story|report)\b.{0,40}
    | listen(?:\s*[·|:(\-–—]?\s*\d{1,3}(?::\d\d)?\s*(?:min|mins|minutes?)?\.?\)?)
    | read\s+(?:aloud|out)\s+by\b.{0,80}
    | (?:this\s+article\s+is\s+)?(?:read|narrated|voiced)\s+by\s+(?:an?\s+)?(?:ai|automated)\b.{0,60}
    | (?:(?:estimated\s+)?read(?:ing)?\s+time\s*[:·|\-–—]?\s*)\d{1,3}\s*(?:min|mins|minutes?)\.?
    | (?:(?:\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[^·|•]{2,30}[·|•]\s*)?
          \d{1,3}[ -]?(?:min|mins|minute|minutes)\.?\s+(?:read|listen)
          (?:\s*[·|•]\s*[^·|•]{3,30})?
    | (?:this\s+)?audio\s+(?:is|was)\s+(?:generated|produced)\s+(?:by|with|using)\b.{0,60}
    | your\s+browser\s+does\s+not\s+support\b.{0,60}
    )\W*""",
    re.X,
)
DATE_LABEL = re.compile(
    r"(?:(?:first\s+)?published|posted|updated|last\s+updated|date)(?:\s+on)?\s*:?\s+", re.I
)
UPDATED_LABEL = re.compile(r"\W*(?:last )?updated\b", re.I)
BYLINE = re.compile(
    rf"[(*_]*(?:By|BY|Written by|Words by|Story by) (?P<names>{_NAMES})(?: in {_PLACE})?"
    r"(?:(?:,| \||,? for) [\w’'&. \-]{2,60})?[)*_]*"
)
NOT_A_NAME = frozenset(
    {
        *(
            "the",
            "a",
            "an",
            "all",
            "any",
            "this",
            "that",
            "these",
            "those",
            "our",
            "your",
            "my",
            "no",
            "popular",
        ),
        *("law", "default", "design", "night", "day", "land", "sea", "air", "early", "late", "mid"),
        *MONTH_NUMBERS,
        *WEEKDAYS,
    }
)
# What newspapers, agencies and broadcasters call themselves; their last word, as a rule.
_OUTLET_WORDS = (
    "Agency|Bulletin|Chronicle|Courier|Daily|Dispatch|Examiner|Express|Gazette|Globe|Guardian|Herald|Independent"
    "|Inquirer|Journal|Ledger|Magazine|Mail|Mercury|Mirror|Monitor|News|Observer|Post|Press|Radio|Record|Register"
    "|Review|Sentinel|Standard|Star|Sun|Telegraph|Television|Times|Today|Tribune|TV|Weekly|Wire"
)
OUTLET_LINE = re.compile(rf"(?:The |the )?(?:{_NAME_WORD} ){{1,4}}(?:{_OUTLET_WORDS})")
# "Anytown Courier, 23 May 2031", "Anytown | 23 May 2031": before the date stands an outlet or a place.
BEFORE_DATE = re.compile(rf"(?P<before>(?:The )?{_PLACE}) ?[,|·–—-] ?(?=\S)")
SIGN_OFF = re.compile(r"\((?:(?:Additional )?(?:Reporting|Writing|Editing)|Compiled) by [^()]{3,300}\)\s*$")
SIGNED_NAMES = re.compile(
    r"\((?:Reporting|Writing|Compiled) by ([^;)]+?)(?=[;)]|\.? (?:Editing|Writing|Additional reporting) by)"
)
# As agencies put it below a text, without brackets.
_SIGNED = r"(?:[^.!?“”\"]|(?<=\b[A-Z])\.){3,160}"
PLAIN_SIGN_OFF = re.compile(
    rf"(?:Additional )?(?:Reporting|Writing|Compiled) by {_SIGNED}[;.] ?"
    rf"(?:(?i:(?:additional )?(?:reporting|writing|editing)) by {_SIGNED}[;.]? ?){{1,3}}"
    rf"|(?:{_NAMES}|[Tt]he Associated Press|Reuters|AFP|Bloomberg)(?: in {_PLACE})? contributed"
    r"(?: reporting| research)? to this (?:report|story|article)\."
)
IN_PLACE = re.compile(rf" in {_PLACE}")

_DAY = rf"(?:(?i:{MONTH})\ \d{{1,2}}(?:,\ \d{{4}})?|\d{{1,2}}\ (?i:{MONTH})(?:\ \d{{4}})?)"
_CAPITALS = r"[A-Z\u00c0-\u00de][A-Z\u00c0-\u00de.'’\-]+"
_REGION = r"(?:,\ [A-Z][\w.’'\-]*(?:\ [A-Z][\w.]+){0,2})"
_DASH = r"(?:--|[—―–]|-(?=\ ))"
# "PARIS (Agency) -", "BEIJING, Dec 7 (Agency) –", "RENO, Nev. —"; "Taipei, Taiwan —", "New York (AFP) –";
# "(Agency) -".
DATELINE = re.compile(
    rf"""(?:
      {_CAPITALS}(?:[ /]{_CAPITALS}){{0,5}}{_REGION}?(?:,\ (?P<date>{_DAY}))?
          (?:\ \((?P<agency>[A-Z][\w.&’'/\ ]{{1,30}})\)\ ?|\ |(?=[—―])){_DASH}
    | [A-Z][\w’'\-]+(?:\ [A-Z][\w’'\-]+){{0,2}}(?:
            {_REGION}\ —
          | {_REGION}?\ \((?P<known>[A-Z]{{2,5}}|Reuters|Xinhua|Bloomberg|Interfax|Kyodo)\)\ {_DASH})
    | (?:(?P<day>{_DAY})\ )?\((?P<alone>[A-Z][\w.&’'/\ ]{{1,30}})\)\ {_DASH}
    )(?=\s*[\w“"‘'$€£(])(?!\s*[a-z])""",
    re.X,
)

SENTENCE_END = re.compile(r"[.!?…][\"”’'»)\]]*$")
FULL_STOP = re.compile(r"(?<!\.)\.[\"”’']?$")
TRANSCRIPT = re.compile(r"[A-Z][A-Z.'’\- ]{1,40}(?: \([^)]{1,40}\))?:\s+\S")
MARKDOWN_HEADING = re.compile(r"#{1,6}\s+\S")

# ---------------------------------------------------------------------------------------------------- credits
_PICTURE = (
    r"(?:Photo|Photograph|Picture|Image|Illustration|Graphic|PHOTO|Photos"
    r"|Foto|Fotos|FOTO|Bild|BILD|Grafik|GRAFIK|Titelbild|Beitragsbild|Symbolbild|Symbolfoto|Crédit\ photo)"
)
_PICTURE_AGENCY = r"(?:Getty\ Images|AP\ Photo|AFP\ Photo|EPA-EFE|Shutterstock)"
_WHO = r"[\w.’'\ \-]"
# "Photo shows …" is a sentence; a credit has its colon or its "by".
CREDIT_OPENING = re.compile(rf"{_PICTURE}(?::| by | credit| courtesy )")
# One of these a credit must hold, or a picture's word with its opening. Asked first, since the patterns for
# whole lines are slow to say no; and as words, since a pattern of many words is slow too.
CREDIT_WORDS = (
    *("Credit: ", "Getty", "REUTERS", "Reuters", "AP Photo", "AFP", "EPA", "Shutterstock"),
    "ASSOCIATED PRESS",
)
PICTURE_WORDS = (
    *("Photo", "Picture", "Image", "Illustration", "Graphic", "PHOTO"),
    *("Foto", "FOTO", "Bild", "BILD", "Grafik", "GRAFIK", "Titelbild", "Beitragsbild", "Symbolbild"),
    *("Symbolfoto", "Crédit photo"),
)
PURE_CREDIT = re.compile(
    rf"""[(\[]?(?:
      (?:{_WHO}{{0,40}}/)?(?:{_WHO}{{0,40}}\s)?(?:via\ )?(?:REUTERS|Reuters)(?:/[\w.’'\ \-/]{{2,80}})?
    | (?:{_WHO}{{0,30}}/)?{_WHO}{{0,60}}{_PICTURE_AGENCY}(?:/[\w.’'\ \-/]{{2,80}}|\ via\ [\w\ ]{{2,40}})?
    | Getty(?:/[\w\ ]{{2,30}})? | ASSOCIATED\ PRESS | AFP/Getty
    | {_PICTURE}(?:\ (?:by|credit|courtesy\ of))?:?\ [^.!?]{{2,80}}
    )[)\]]?\.?""",
    re.X,
)
CAPTION = re.compile(
    r"(?:Image|Media|Photo) (?:source|caption)[,:] \S|"
    r"[(\[]?(?:FILE (?:PHOTO|PICTURE|IMAGE)|File photo|FILE ?[-–—]|Caption|Pictured)\s*[:\-–—(]?\s*\S"
)
CAPTION_END = re.compile(
    r"""(?:\bImage:\ [^.?!]{2,60}
    | \(?(?:AP\ Photo|REUTERS|AFP|EPA|Getty)/[^()]{2,60}\)?
    | [/(]\ ?(?:via\ )?(?:Getty(?:\ Images)?|AFP|Shutterstock)\)
    | \((?:Photo|Image|Picture|Photograph|Foto|Bild|Grafik)(?::|\ by|\ credit)[^()]{2,80}\)
    | (?<=[.!?\ ])(?:Credit|Photo|Photograph|Picture|Foto|FOTO|Bild|Grafik):\ [^.?!]{2,60}
    )[.\s]*$""",
    re.X,
)
CAPTION_DATE = re.compile(rf"\b(?:{MONTH} \d{{1,2}}, \d{{4}}|\d{{1,2}} {MONTH} \d{{4}})\.?$", re.I)

# ----------------------------------------------------------------------------------------------- author block
ABOUT_AUTHOR = re.compile(
    r"\W{0,6}about (?:the |our |this )?(?:writer|author|reporter|journalist|correspondent)s?\W{0,6}",
    re.I,
)
BIOGRAPHY = re.compile(
    rf"{NAME},? (?:is|was) (?:an? |the |{_PLACE}[’'] ?s? )?.{{0,90}}?"
    r"\b(?:columnist|correspondent|reporter|editor|writer|journalist|contributor|author|analyst)\b"
)
FOLLOW_AUTHOR = re.compile(
    r"(?i:\b(?:follow|contact|reach|e-?mail) (?:him|her|them|the (?:author|reporter|writer))\b)"
    r"|\S@\S{2,60}\.\w{2}|\.\.\. ?Read more|… ?Read more|(?i:\bon twitter\b)"
)

# -------------------------------------------------------------------------------------------------- furniture
MARKS = "\"“'*_>[-–—• \t\xa0"
FURNITURE = re.compile(
    r"""(?:
      read\s+(?:more|also|next)(?:\s*[:>»|–—-].*|\s+(?:on|about|from|at|here)\b.{0,120})?
    | read\s+the\s+(?:rest|full\s+(?:story|article|report))\b.{0,80}
    | related(?:\s*:.*|\s+(?:stories|articles|links|coverage|content|topics|reading|posts)\s*:?.{0,120})?
    | (?:see\s+also|more\s+on\s+this(?:\s+story)?|recommended|trending|most\s+read)\s*(?::.*)?
    | you\s+(?:may|might)\s+also\s+like\s*(?::.*)?
    | sign\s+up\s+(?:for|to|here|now|today)\b.{0,180}
    | subscribe(?:\s+(?:to|now|here|for|today)\b.{0,160})?
    | (?:\d{1,6}\s+){0,4}share(?:\s+(?:this|on|via)\b.{0,80})?
    | (?:follow|like|find|join)\s+us\b.{0,120}
    | follow\s+(?:the\s+author|[a-z@]).{0,120}\bon\s+(?:twitter|x|facebook|instagram|bluesky)\b.{0,160}
    | (?:copyright\b|©|\(c\)\s*\d{4}).{0,200}
    | advertisement | sponsored(?:\s+content)? | (?:story|article)\s+continues\s+(?:below|after).{0,60}
    | click\s+(?:here|to)\b.{0,120}
    | (?:watch|listen\s+to|see)\s+(?:the|a|an|this)\b.{0,90}\b(?:above|below|here)
    | (?:skip|back|jump)\s+to\s+(?:main\s+)?(?:content|top|navigation)
    | slideshow.{0,30} | gallery
    | this\s+(?:article|story|report|piece|post|column)\s+(?:is|was|has\s+been)\s+
        (?:part\s+of|fiction|satire|sponsored|(?:first|originally)\s+published|republished|reprinted|translated|produced|adapted)\b.{0,200}
    | the\s+post\s+.{3,200}?\s+(?:first\s+appeared|appeared\s+first)\s+on\s+.{2,80}
    | \((?:adds|updates?|updating|recasts|corrects|refiles|repeats|rewrites|releads)\b[^()]{0,200}\)
    | (?:(?:view|post|leave|show|hide|join|add)\s+(?:a\s+|all\s+|the\s+|\d+\s+)?|\d+\s+)?
        comments?(?:\s*\(\d+\))?
    | (?:copy|copied)\s+(?:the\s+)?link(?:\s+copied)? | bookmark | save
    | print(?:\s+this(?:\s+(?:page|article))?)? | e-?mail(?:\s+(?:this|the)\s+(?:article|author|page))?
    | (?:(?:facebook|twitter|x|whatsapp|linkedin|telegram|reddit|e-?mail|print|bluesky)[\s,|/·]*){2,10}
    | this\s+(?:article|story)\s+is\s+(?:more\s+than|over)\s+(?:\d+|an?|one|two|three|four|five)\s+
        (?:years?|months?)\s+old
    | get\s+(?:the|our|your)\b[^.“”"]{0,80}\b(?:newsletter|inbox|e-?mails?)\b[^.“”"]{0,80}
    | (?:enter|type)\s+your\s+e-?mail\b.{0,60}
    | already\s+(?:a\s+(?:subscriber|member)|subscribed|registered)\b\?.{0,60}
    | (?:log|sign)\s+in(?:\s+(?:to\s+(?:continue|read|comment|your)|or)\b.{0,60})?
    | register\s+(?:for\s+free|now)\b.{0,80}
    | (?:(?:subscribe|sign\s+in|register)\s+to\s+)?(?:continue|keep)\s+reading
          (?:\s+(?:for|with|below|on|this\s+(?:article|story))\b[^.“”"]{0,60})?
    | you(?:[’']re|\s+are)\s+receiving\s+this\s+(?:e-?mail|message|newsletter)\b.{0,200}
    | unsubscribe(?:\s+(?:from|here|at)\b.{0,100})?
    | (?:view|read|open)\s+(?:this|it)(?:\s+(?:e-?mail|message|newsletter))?\s+in\s+(?:your|the|a)\s+
          (?:web\s+)?browser\b.{0,40}
    | (?:for|only\s+for|exclusive\s+(?:to|for))\s+(?:subscribers|members)(?:\s+only)?
    | (?:subscribers?|members?)[ -](?:only|exclusive)
    | support\s+(?:our|independent|quality)\s+journalism\b.{0,120}
    | (?:we|this\s+(?:site|website))\s+uses?\s+cookies\b[^“”"]{0,200}
    | accept\s+(?:all(?:\s+cookies)?|cookies)
    | (?:topics|tags|keywords|filed\s+under|in\s+this\s+(?:article|story))\s*(?::.{0,200})?
    | more\s+(?:from|stories\s+from)(?:\s+[\w’'&.-]+){1,3}
    | most\s+(?:viewed|popular|shared) | popular\s+(?:now|stories) | top\s+stories | up\s+next
    | editors?[’']s?\s+(?:picks?|choice) | what\s+to\s+read\s+next | don[’']t\s+miss
    | recommended\s+(?:for\s+you|stories|reading) | latest\s+(?:news|stories)
    | explore\s+more\s+on\s+these\s+topics | reuse\s+this\s+content
    | (?:reprints?|licensing)\b.{0,40}\b(?:permissions?|rights) | our\s+standards:.{0,80}
    | (?:got|have|do\s+you\s+have)\s+a(?:\s+news)?\s+(?:tip|story)\b[^.?!]{0,80}\?.{0,120}
    )[.:!…»>\]"”'*_\s]*""",
    re.X,
)
