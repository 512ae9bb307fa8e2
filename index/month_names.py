"""The names of the months as newspapers write them, beside English ones, in twenty languages.

What: the names in dates, with their inflection there, and the abbreviations in use; in small letters, from
January on, abbreviations behind a slash. Whence: compiled here from the languages' own calendars. A name that
is one month in one language and another in another (Croatian and Polish "listopada") is in no line,
a "-" stands for it.
"""

from __future__ import annotations

_NAMES = (
    # German, with Austria's January and February
    "januar/jan/jänner/jän februar/feb/feber märz/mär/mrz april/apr mai juni/jun juli/jul august/aug"
    " september/sep/sept oktober/okt november/nov dezember/dez",
    # French
    "janvier/janv février/févr/fév mars avril/avr mai juin juillet/juil août septembre/sept octobre/oct"
    " novembre/nov décembre/déc",
    # Spanish
    "enero/ene febrero/feb marzo/mar abril/abr mayo/may junio/jun julio/jul agosto/ago"
    " septiembre/setiembre/sept/sep/set octubre/oct noviembre/nov diciembre/dic",
    # Portuguese
    "janeiro/jan fevereiro/fev março/mar abril/abr maio/mai junho/jun julho/jul agosto/ago setembro/set"
    " outubro/out novembro/nov dezembro/dez",
    # Italian
    "gennaio/gen febbraio/feb marzo/mar aprile/apr maggio/mag giugno/giu luglio/lug agosto/ago"
    " settembre/set/sett ottobre/ott novembre/nov dicembre/dic",
    # Dutch
    "januari/jan februari/feb maart/mrt april/apr mei juni/jun juli/jul augustus/aug september/sep"
    " oktober/okt november/nov december/dec",
    # Catalan
    "gener/gen febrer/febr març abril/abr maig juny/jun juliol/jul agost/ag setembre/set octubre/oct"
    " novembre/nov desembre/des",
    # Swedish, Danish, Norwegian
    "januari/januar/jan februari/februar/feb mars/marts/mar april/apr maj/mai juni/jun juli/jul"
    " augusti/august/aug september/sept/sep oktober/okt november/nov december/desember/dec/des",
    # Finnish
    "tammikuuta/tammikuu helmikuuta/helmikuu maaliskuuta/maaliskuu huhtikuuta/huhtikuu toukokuuta/toukokuu"
    " kesäkuuta/kesäkuu heinäkuuta/heinäkuu elokuuta/elokuu syyskuuta/syyskuu lokakuuta/lokakuu"
    " marraskuuta/marraskuu joulukuuta/joulukuu",
    # Polish
    "stycznia/sty lutego/lut marca kwietnia/kwi maja czerwca/cze lipca/lip sierpnia/sie września/wrz"
    " października/paź - grudnia/gru",
    # Czech, Slovak
    "ledna/januára února/februára března/marca dubna/apríla května/mája června/júna července/júla"
    " srpna/augusta září/septembra října/októbra listopadu/novembra prosince/decembra",
    # Russian
    "января/янв февраля/фев/февр марта/мар апреля/апр мая июня/июн июля/июл августа/авг сентября/сен/сент"
    " октября/окт ноября/ноя/нояб декабря/дек",
    # Ukrainian
    "січня/січ лютого/лют березня/бер квітня/квіт травня/трав червня/черв липня/лип серпня/серп вересня/вер"
    " жовтня/жовт - грудня/груд",
    # Turkish
    "ocak/oca şubat/şub mart/mar nisan/nis mayıs/may haziran/haz temmuz/tem ağustos/ağu eylül/eyl ekim/eki"
    " kasım/kas aralık/ara",
    # Romanian
    "ianuarie/ian februarie/febr martie aprilie mai iunie/iun iulie/iul august/aug septembrie/sept"
    " octombrie/oct noiembrie/nov decembrie/dec",
    # Hungarian
    "január/jan február/febr március/márc április/ápr május/máj június/jún július/júl augusztus/aug"
    " szeptember/szept október/okt november/nov december/dec",
    # Greek
    "ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου οκτωβρίου νοεμβρίου"
    " δεκεμβρίου",
    # Indonesian, Malay
    "januari/jan februari/feb maret/mac/mar april/apr mei juni/jun juli/julai/jul agustus/ogos/agu"
    " september/sep oktober/okt november/nov desember/disember/des",
)

MONTHS_ELSEWHERE: dict[str, int] = {
    name: number
    for language in _NAMES
    for number, names in enumerate(language.split(), 1)
    for name in names.split("/")
    if name != "-"
}
