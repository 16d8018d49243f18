# ruff: noqa: E501
"""The turns of phrase by which sentences tell of talks, in several languages.

A pattern that is dear to ask has its cue beside it, made of the same words (see `cues.py`).
"""

from __future__ import annotations

import re
from functools import lru_cache

from bot.parsing.cues import Cue, spellings
from bot.parsing.letters import CAPITAL
from bot.parsing.vocabulary import TALK
from bot.parsing.wordlists import in_small_letters, one_of

STOP = re.compile(
    r"\s(?:en (?:la|el|lo) (?:que|cual)|in (?:der|dem|denen)(?=\s(?:es|er|sie|ich|wir|man)\b)|dans (?:laquelle|lequel)|n[oa] qual|em que|nella quale|nel quale|in cui|w któr\w+|в котор\w+|v kter\w+|waarin|"
    r"z udziałem|с участием|за участю|za účasti|avec la participation|con la participación|com a participação|con la partecipazione|unter Beteiligung)\s|"
    rf"\s(?:on|am|el|le|il|op|em|na)\s(?=(?i:{in_small_letters('weekdays')}))|"
    r"\s(?:in|during) (?:his|her|their) (?:[\w-]+ ){0,2}?(?:talk|keynote|session|presentation|workshop)\b|"
    r"\s(?:w swo(?:jej|im)|ve sv(?:é|ém)|v|у|в сво(?:ём|ем|ей)|in sein\w+|in ihr\w+|en su|dans s(?:a|on)|nel suo|nella sua|na sua|no seu|in zijn|in haar|i sin|i sitt) (?:\w+ )?(?:present|prezent|prelekc|wykład|wystąp|доклад|выступ|vortr|charla|ponencia|conf|intervent|palestra|presentati|praatje|lezing|föredrag|foredrag|oplæg|talk|keynote|session|workshop|přednáš)|"
    r"\s(?:m['’]a|m['’]ont|m['’]ha|vond|vonden|ble|blev|został[aoy]?|me (?:gust[óo]|encant[óo]|pareci[óo])|mi è|mi ha|l[oa]s?(?=\s(?:impart|present|dio|llev))|провёл|провела|провел|прочитал|прочитала|poprowadził\w*|prowadził\w*|wygłosił\w*|vedl|vedla|hölls|holdtes)\s|"
    r"\s(?:together|along|alongside) with\s|\swith (?:people|engineers|folks|speakers|representatives|members)\b|"
    r"\s(?:in the (?:morning|afternoon|evening)|(?:after|before) (?:lunch|the (?:break|keynote)))(?=[.,;!?]|$)|"
    r"\sand (?=(?:it|I|he|she|we|they|there|then|also|was|is|had|has)\b|[a-z]+ed (?:through|into|us|the|how|that|what|why|an?|some)\b)|\s(?:including|giving|reviewing|showing|mirroring)\s|"
    r"\s(?:me (?:gust[óo]|encant[óo])|m['’]a (?:beaucoup )?plu|mi è piaciut[oa]|gehalten|besucht|gehört|angehört|angesehen|gegeben|bijgewoond|bezocht|gezien|"
    r"am (?:besten|meisten)|het (?:leukste?|beste?)|aussi|également|también|também)(?=[.,;!?]|$)|\s(?:valait|vaut|valió|merece|meritava)\s|"
    r"\s(?:var|är|er)\s(?=(?:den|det|de|veldig|mycket|väldigt|meget|rigtig|best|bäst|bedst|god|godt|bra|kul|fantastisk\w*|spännande|spennende|spændende)\b)|"
    r"[.;:!?](?:\s|$)|,\s|\s[–—-]\s|\s\(|\n|。|，|"
    r"\s(?:was|were|is|are|followed|rocked)(?=[.!?])|"
    r"\s(?:was|were|is|are|has|had|which|who|that|where|when|whose|because|but|while|although|if|so|could|can|would|will|should|might|may|"
    r"set(?= the)|followed|stood|blew|kept|felt|proved|sounded|got|deserved|resonated|attracted|ended|ran|lasted|began|went|came|drew|filled|took|gave|covered|showed|made|looked|seemed|turned|started|talked|"
    r"był[aoiy]?|была?|было|мне|mi się|się mi|se mi|bol[ao]?|byl[ao]?|rất|sangat|"
    r"kam|kamen|gefiel|gefielen|lief|fand|begann|war|waren|ist|sind|hat|hatte|wurde|wobei|(?<! in )(?<! an )(?<! auf )(?<! für )(?<! über )(?<! um )(?<! durch )die|qui|que|était|est|a(?=\s(?:\w+é|été|eu|fait|dit|pu|permis|clos|ouvert|pris|mis|plu|conclu|suivi)\b)|avait|portait|présentait|"
    r"fue|era|es|que|estuvo|é|foi|onde|è|che|dove|ging|werd|dat|waarin|waarbij|был[аои]?|котор\w+)\s",
)
ABOUT = re.compile(
    r"\s*(?:,\s*)?(?:(?:that was|hield|gaf|ging|gehouden|gegeven|talking|speaking|hablando|falando|parlando|parlant|qui parlait|donde hablaba)\s)?(?:about|on|around|regarding|covering|titled|entitled|called|named|zum thema|sur le thème(?: d[eu]s?)?|sul tema(?: del(?:la|le|lo)?| dei| di)?|sobre el tema(?: del?)?|over het onderwerp|über|zu|zum|zur|namens|(?:mit|unter) dem titel:?|under the title(?: of)?:?|sous le titre ?:?|(?:bajo|con) el título(?: de)?:?|(?:sob|com) o título(?: de)?:?|dal titolo:?|(?:onder|met) de titel:?|med titeln:?|"
    r"sur|au sujet de|à propos d[eu']|intitulée?|sobre|acerca de|titulad[oa]|llamad[oa]|intitulad[oa]|chamad[oa]|su|sul|sull[aeo]|sui|riguardo|intitolat[oa]|over|getiteld|genaamd|"
    r"про|о|об|обо|по|на тему|z zakresu|под названием|o|pod tytułem|na temat|s názvem|na tému|na téma|om|despre|για|σχετικά με|(?:yang )?(?:berbicara |bercerita )?(?:tentang|mengenai)|(?:yang )?membahas(?: tentang)?|dengan (?:topik|judul|tema)|(?:nói )?về (?:chủ đề|đề tài)|với (?:chủ đề|đề tài|tiêu đề)|(?:nói )?về|handelte? (?:von|über)|(?:befass|beschäftig)te? sich (?:\w+ )?mit|drehte? sich (?:\w+ )?um|(?:ging|geht|gaat|drehte? sich|draaide) (?:(?:es|het) )?(?:um|over)|(?:ging|geht) es darum,|parla(?:va|ndo) (?:di|del|della|dei|delle)|habla(?:ba|ndo) (?:de|sobre)|fala(?:va|ndo) (?:de|sobre)|handelte vom?|dotyczył[ao]?|traktował[ao]? o|(?:handlade|handlet|handlede|handlar|handler) om|käsitteli|versa(?:ba|va) sobre|iba (?:sobre|de)|se centr(?:aba|ó) en|se (?:concentrait|focalisait) sur|abordait|verte(?:va|ndo) (?:su|sul|sulla|sulle|sui|sugli)|(?:(?:era|è stat[oa]) )?(?:tutto |tutta |interamente )?dedicat[oa] (?:a|al|alla|alle|ai|agli|allo|all['’])|(?:est(?:aba|uvo) )?dedicad[oa] a|(?:(?:fut|était|est) )?(?:consacrée?|dédiée?) (?:à|au|aux)|ging in op|widmete sich|был[аи]? посвящ[её]н[аоы]?|посвящ[её]нн\w+|бу(?:в|ла|ло|ли) присвячен[аоі]?|речь (?:шла|ид[её]т) (?:о|об|про)|мова (?:йшла|йде) про|mowa była o|fick vi höra om|se habló (?:de|sobre)|se habla (?:de|sobre)|on (?:a parlé|parle) d[eu']|si (?:è parlato|parla) di|falou-se (?:de|sobre)|присвячен\w+|poświęcon[aye]|był[ao]? poświęcon[aye]|byla? věnována?|trattava (?:di|del|della|dei|delle)|tratou (?:da|do|das|dos|de)|parlava del(?:le|la|lo)?|sugli|sull|portait sur|traitait de|parl(?:ait|ant) d[eu']|trata(?:ba|va) (?:de|sobre)|trató (?:de|sobre)|tratou (?:de|sobre)|ging over)\s+(?:the topic of |the subject of |das Thema |том, |how to |how )?",
    re.IGNORECASE,
)
COURTESY = r"anh|chị|ông|bà|bạn|thầy|cô|[Pp]ak|[Bb]u|[Bb]apak|[Ii]bu|[Mm]as|[Mm]bak|[Kk]ak"
"""What stands before a name and is no part of it, in Vietnamese and Indonesian."""

THEIR_TALK = re.compile(
    r"\b(?:his|her|their|sein\w*|ihr\w*|son|sa|leur|su|suo|sua|seu|zijn|haar|sin|sitt|hans|hennes|swo\w+|své\w*|svém|сво[её]\w+|свої\w+)\s(?:[\w-]+\s){0,2}?"
    rf"(?:{TALK.pattern})(?:\s[a-zäöü]+){{0,2}}[\s:,–—-]*$|"
    rf"(?:{TALK.pattern})\s(?:sitt|sin|sine|hans|hennes)[\s:,–—-]*$",
    re.IGNORECASE,
)
"""Right before a title: it is that of the talk of somebody spoken of."""
FROM = re.compile(
    r"(?:\s(?:de |di |d[’'])(?:apertura|abertura|ouverture|cierre|encerramento|fechamento|clôture|fermeture|chiusura))?"
    rf"\s*(?:,\s*)?(?:(?:that was |was )?(?:given|held|presented|delivered|conducted|run|done|led)\s+|(?:was|came)\s+)?"
    rf"(?:(?:from|by|of|with|von|par|de|por|del|do|da|dos|di|mit|avec|com|van|door|от|від|av|af|od|przez|oleh|của|bởi|til|lui|a lui|της|του|cu)\s+|d[’'])(?:(?:{COURTESY}|a|o|la|der|die)\s)?$",
    re.IGNORECASE,
)
THE_ONE_OF = (
    r"\b(?:la|el|celle|celui|quell[oa]|a|o|die|der|dat|the one)\s(?:de|von|di|do|da|del|della|van|by|from)\s(?:la\s|el\s|o\s|a\s)?|"
    r"\b(?:celle|celui) d['’]"
)
THE_ONE = re.compile(rf"(?:{THE_ONE_OF})(?=\S)", re.IGNORECASE)
"""The one of somebody, as of a talk: "la de Ada", "celle de Bo", "der von Cy"."""
GIVEN_BY = re.compile(
    r"(?:,?\s(?!(?:inspired|sponsored|written|developed|created|made|built|followed|organi[sz]ed|introduced|attended|recorded|used|chaired|proposed|prepared|"
    r"called|about|on|and|or|but|in|at|to|for|with)\b)[^\W\d_A-Z]+){0,4}?(?:\s[–—-])?\s(?:by|von|par|por|a cargo d[e’']l?|door|da|dal|av|af|przez|oleh|của|bởi|w wykonaniu|в исполнении)\s+(?:(?:anh|chị|ông|bà|bạn|thầy|cô|[Pp]ak|[Bb]u|[Ii]bu|[Bb]apak)\s)?(?:the (?:[a-z]+ ){1,2})?"
)
"""Between a session and the person, any words that end in one for "by": "was given by", "corrió a cargo de"."""
BY_WHOM = r"(?:by|from|with|von|vom|mit|par|avec|por|con|com|door|van|de|del|di|da|do|dal|dalla|dos|av|af|fra|från|med|met|od|przez|z|от|від|από|oleh|dari|của|bởi|a cargo del?|a lui|ai)"
"""Behind a title, before the person: "“Old Moss” by Ada"."""
_ATTENDED = (
    "attend follow select miss watch saw see seen went join chose visit catch caught liked enjoy favou?rite seat amaz "
    "聽 听 看 參加 参加 聴 見た 들었 들은 봤 besuch gesehen angeschaut angesehen angehört gehört verpasst bezocht bijgewoond suivi assist vu raté asist vi vimos disfrut"
)
ATTENDED = re.compile(
    rf"\b{one_of(_ATTENDED.split())}\w*",
    re.IGNORECASE,
)
BEST = re.compile(r"\b(?:highlights?|favou?rites?|best)\b", re.IGNORECASE)
TOOK_PLACE = re.compile(
    r"\b(?:there (?:was|were)|there['’]s been|(?:we|I|they|also) had|next|then|another|first|last|lastly|finally|afterwards|followed|joined|sat (?:in|through)|listened|"
    r"gave|given|giving|gives|ran|held|led|hosted|did|presented|moderated|provided|offered|delivered|taught|started|opened|closed|kicked|ended|began|highlights?|"
    r"best|recommend\w*|heard|loved|learn\w*|got to|es gab|gab es|il y (?:a|avait|eut)|hubo|había|c['’]è stat[oa]|c['’]era|er was|det var|teve|houve|też|także|"
    r"terminé|commencé|enchaîné|fini|ensuite|puis|empez\w+|acab[éó]|luego|después|depois|poi|dopo|iniziato|concluso|daarna|danach|anschließend|dann|zweite[rn]?|потом|затем|potem|później|sedan)\b",
    re.IGNORECASE,
)
"""What says of a session that it was held."""
_THEN_OR_HOW = (
    r"después|luego|también|además|finalmente|brevemente|con detalle|por su parte|a continuación|ensuite|aussi|également|notamment|brièvement|poi|anche|infine|brevemente|"
    r"im Anschluss|zunächst|zuerst|zum Abschluss|dann|anschließend|danach|außerdem|zudem|auch|kurz|ausführlich|vervolgens|daarna|onder meer|ook|kort|depois|também|potem|następnie|także|potom|také|также|затем|потом|також|потім|sedan|också|derefter|også|etterpå"
)
"""What may stand between a verb and what it brings."""
NP_START = re.compile(
    rf"^(?:(?:{_THEN_OR_HOW}),? )?"
    r"(?:to us |us (?:to )?|uns |ons |oss |нам |nam |nám |to the audience |live )?(?:zum |zur |zu dem |mit dem |despre |για το |για τη |για |з |about |on |om |omkring |through |that |über |von |dass |que |sobre |of |de |di |del(?:la)? |dei |delle |su |over |về |tentang |mengenai |о том, |про |о |об )?"
    r"(?:the |a |an |his |her |their |its |our |some (?!of )|die |das |der |den |ein |eine |einen |sein\w* |ihr\w* |le |la |les |l['’]|un |une |des |son |sa |el |los |las |una |o |os |as |um |uma |il |lo |gli |i |de |het |een |zijn |haar |hun )?"
    r"(?:(?:tema|topic|thème|Thema|onderwerp|temat|тему|тема) (?:di |dei |del |de |of |von |van |d[’'])?|(?:Frage|question|vraag|pregunta|pergunta|domanda|вопрос\w*|pytani\w+|otázk\w+),? (?=\S+ ))?",
    re.IGNORECASE,
)
# "Ada's", and in Turkish "Ada'nın", "Mehmet’in", "Grace Hopper'dan".
GENITIVE = r"['’](?:s|n?[ıiuü]n|[dt][ae]n)?"
POSSESSIVE = re.compile(rf"^{GENITIVE}\s+")
PRAISE = "very|really|great|good|excellent|amazing|awesome|fantastic|brilliant|wonderful|interesting|fascinating|insightful|inspiring|fun|short"
"""Words that say how good a talk was."""
POSSESSIVE_END = re.compile(rf"{GENITIVE}\s+(?:(?:{PRAISE}|hilarious|thoughtful|entertaining)[\s,]+){{0,2}}$")
_SINGLE = (
    "crash_course deep_dive fireside_chat talk presentation speech session keynote workshop tutorial panel demo lecture bof roundtable webinar seminar masterclass symposium seminario séminaire vortrag präsentation conférence présentation atelier exposé "
    "charla ponencia presentación taller palestra apresentação oficina presentazione intervento discorso sessie presentatie lezing praatje "
    "föredrag dragning foredrag oplæg presentasjon sesión sessão sessione séance intervention minicurso démonstration "
    "eröffnungskeynote abschlusskeynote eröffnungsvortrag abschlussvortrag hauptvortrag kurzvortrag openingskeynote slotkeynote podiumsdiskussion gesprächsrunde mesa_redonda table_ronde tavola_rotonda paneldiscussie panelsamtal paneldebatt"
)
_BARE = (
    "доклад доклада докладе выступление лекция доповідь виступ prelekcja prelekcję prezentacja prezentację wykład přednáška přednášku "
    "prednáška prednášku föredrag föredraget foredraget oplægget prezentare prezentarea ομιλία παρουσίαση presentasi sesi "
    "докладом выступлении выступлением лекцию лекции лекцией воркшоп воркшопе мастер-класс мастер-классе кейноут кейноуте презентация презентацию доповіддю лекція лекцію воркшоп "
    "prelekcji prelekcją prezentacji prezentacją wykładu wykładzie wykładem warsztat warsztaty warsztatach wystąpienie wystąpienia přednášce přednáškou prezentace prezentaci "
    "föreläsning föreläsningen sessionen keynoten workshoppen workshopen sesjonen presentasjonen presentationen præsentationen esitys esityksen esityksessä előadás előadása előadást atelierul discursul panelu panelem дискуссия дискуссию дискуссии дискусія дискусію"
)
SINGLE_CUE = Cue(
    frozenset(
        f"{_SINGLE} {_BARE} crash deep fireside redonda ronde rotonda мастер майстер класс клас".split()
    )
)
SINGLE = re.compile(
    r"\b(?:(?:l[’']|d[’'])(?P<elided>atelier|exposé|intervention)|(?:a|an|the|another|one|last|first|next|his|her|their|our|my|whose|dont|cuy[ao]|deren|dessen|su|mi|nuestra|son|sa|mon|ma|notre|leur|sua|seu|minha|meu|suo|mio|zijn|haar|mijn|sein\w*|ihr\w*|mein\w*|unser\w*|hans|hennes|sin|sitt|min|mitt|ett|et|ei|ein|eine|einen|einem|den|die|der|dem|une?|la|le|el|una|uma|um|na|il|lo|een|het|al|allo|alla|nel|nella|del|della|dal|dalla|sul|sulla|au|du|zum|zur|beim|vom|im|ao|no|do|da|de|o)"
    rf"(?:\s+[\w'’-]+){{0,4}}?\s+(?P<noun>{_SINGLE.replace(' ', '|').replace('_', '[ -]').replace('panel', r'panel(?: discussion)?')})|{_BARE.replace(' ', '|')}|(?<![^.!?] )(?<!\S)(?:(?:first|second|third|fourth|next|last|final)\s(?:[\w-]+\s)?(?:talk|session|keynote|presentation|workshop|panel)|workshop(?:en)?|keynote|tutorial|talk|панель))\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=8)
def sessions_in(text: str) -> tuple[re.Match[str], ...]:
    """The places where a text speaks of one session, looked for once though several rules ask."""
    return tuple(SINGLE.finditer(text))


OF = re.compile(r"\s+(?:of|von|de|del|d[’'])\s+(?:the )?", re.IGNORECASE)
WHEN = re.compile(
    r"(?:the |this |that )?(?:day|days|week|morning|afternoon|evening|night|conference|event|year|track|talks?|session|sessions|speakers?|author|tages?|woche|"
    r"journée|semaine|día|semana)\b",
    re.IGNORECASE,
)
_ALONE = "workshop keynote tutorial panel bof atelier taller plenary".split()  # noqa: SIM905
ALONE_CUE = Cue(frozenset((*_ALONE, "fireside")))
_PLURALS = "talks sessions presentations workshops tutorials keynotes panels vorträge conférences charlas ponencias".split()  # noqa: SIM905
SEVERAL_CUE = Cue(frozenset(_PLURALS))
SEVERAL = re.compile(
    rf"\b(?:{'|'.join(_PLURALS)})\s+(?:around|about|on|covering|über|zu|sur|sobre|including|such as|like)\s+",
    re.IGNORECASE,
)
THERE_WERE = re.compile(
    r"\b(?:there (?:was|were)|including|included|featur\w+|we had|es gab|darunter|il y (?:a|avait|eut)|dont|hubo|había|incluyendo)\b",
    re.IGNORECASE,
)
LIGHTNING = re.compile(r"\b(?:lightning|ignite|blitz) ?(?:talks|vorträge)\b", re.IGNORECASE)
LIGHTNING_CUE = Cue(frozenset(spellings("(?:lightning|ignite|blitz)(?:talks|vorträge)?")))

# "… kept us all awake, talking of packets": the subject stands behind the verb that goes along.
_TALKING = (
    "(?:talking|speaking|explaining|describing|parlant|hablando|falando|parlando|spiegando|raccontando)"
)
_AT_THE_JOB = "(?:showing|explaining|demonstrating|presenting|describing|illustrating|walking)"
TALKING = re.compile(rf"\s[^.;:!?()]{{0,70}}?\b(?:{_TALKING}|job (?:of |in |at )?{_AT_THE_JOB})\b")
TALKING_CUE = Cue(frozenset((*spellings(_TALKING), *spellings(_AT_THE_JOB))))

TELLING_OF = re.compile(
    r"\s(?:showing|explaining|describing|demonstrating|covering|exploring|discussing|outlining)\s"
)
"""Behind a session, what it does with the subject that follows: "a session showing how ants farm"."""

# A person's name told by what stands beside it, where the given name is not a known one.
_TWO = rf"(?:(?![AIO] ){CAPITAL}\.?(?: ?-?{CAPITAL}\.)*(?: {CAPITAL}[\w’'-]+){{1,2}}|{CAPITAL}[\w’'-]+(?: (?:van|von|de|der|den|da|di|do|dos|el|la|le|du|zu|ter|ten|{CAPITAL}\.))*(?: {CAPITAL}[\w’'-]+){{1,2}})"
_ONE = rf"{CAPITAL}[\w’'-]{{2,}}(?: {CAPITAL}[\w’'-]+){{0,2}}"
COPULA = "was|is|war|ist|hieß|hiess|lautete|wurde|était|est|a été|fue|era|foi|é|è stat[oa]|è|être|heette|werd|была?|был|було|był[ao]?|to|je|byla?|var|oli|volt|a fost|este|ήταν|είναι"
OF_COMPANY = (
    r"(?:\s(?:of|from|at|von|vom|aus|bei|de|di|del|da|do|van|bij|chez|de chez|från|fra|z|ze|из|от|з|із|від|od|ot)\s"
    rf"(?:(?:the|der|dem|la|firm\w+|Firma|compañía|empresa|компани\w+|компанії|společnosti)\s){{0,2}}{CAPITAL}[\w.&’'-]*(?:\s{CAPITAL}[\w.&’'-]*){{0,2}})"
)
"""Behind a name, where somebody works: "von der Firma Acme", "из компании Acme"."""
HOW = (
    r"(?:\s(?:(?:w|we|ve|v|z|ze|auf|in|mit|de|d['’]une|d['’]un|avec|con|com|op|met|på|med|с|со|в|з)\s(?:[^\W\d_]+\s){0,3}?"
    r"(?:sposób|sposobem|humorem|způsobem|vtipem|manera|forma|modo|ironia|umorismo|manière|façon|humour|humor|Weise|Art|Humor|wijze|manier|måte|måde|sätt|форме|манере|образом|юмором|гумором)|"
    r"bardzo \w+[eo]|очень \w+о|дуже \w+о|velmi \w+[eě]|подробно|детально|кратко|krótko|szczegółowo|krátce|podrobně|brevemente|ausführlich|kurz|live|en directo|ao vivo|dal vivo|en direct))"
)
"""What may stand between a person and the verb that says how they brought it: "w humorystyczny sposób"."""
_BEFORE = "by von par por door av af przez hielt stellte zeigte erzählte vertelde sprak gaf berättade visade pratade höll fortalte viste talte snakket holdt".split()  # noqa: SIM905
CUED_CUE = Cue(frozenset(_BEFORE))
"""One of these, or else a word for a talk or for giving it."""
CUED = re.compile(
    rf"(?:\b(?:{'|'.join(_BEFORE)})\s+(?:the (?:[a-z]+ ){{1,2}})?(?P<a>{_TWO}))|"
    rf"(?:^|[,;]\s|\b(?:and|und|et|y|loved|enjoyed|liked|saw|watched|attended|was|is)\s)(?P<b>{_TWO})(?=(?:['’]s|\s\([^()]{{2,60}}\))?{OF_COMPANY}?(?:,\s(?:of|from|at)\s[A-Z][^,.;]{{1,40}},)?\s+(?:(?:nos|nous|ci|ons|uns|oss|нам|nám|mums|then|next|also|finally|later)\s)?(?:{in_small_letters('talk')}|{in_small_letters('spoke')}|"
    rf"(?:did|had|held|closed|started|ended|finished)\s(?:a|an|the|his|her|their|our|us)\s))|"
    rf"(?:^|[.!?]\s)(?P<d>{_TWO})(?=(?:\s\([^()]{{2,60}}\))?,?\s(?:con|mit|avec|com|met|med|with|z)\s(?:(?:il|su|sua|suo|son|sa|seinem|ihrem|zijn|haar|sin|sitt|seu|o|el|la|le)\s){{0,2}}[\"“„«])|"
    rf"(?:^|[.!?]\s|\b(?:speaker|presenter|attendee|author|maintainer|founder|CEO|CTO)\s)(?P<c>{_ONE})(?=(?:\s(?:and|&)\s{_ONE})?\s(?:from|of|at)\s(?:the\s)?[A-Z][\w.&’'-]*(?:\s[A-Z][\w.&’'-]*){{0,4}}\s(?:{in_small_letters('spoke')}))"
)

_KINDS = "talk session presentation speech keynote workshop tutorial panel demo lecture"
_KIND_WORDS = frozenset(word + end for word in _KINDS.split() for end in ("", "s"))
_SEEING = "hear hearing heard see seeing saw watch watching watched listen listened listening next up".split()  # noqa: SIM905
_LIKING = "missed enjoyed loved liked attended caught and".split()  # noqa: SIM905
_TELLING = "explaining describing presenting showing talking speaking introducing demonstrating discussing sharing telling".split()  # noqa: SIM905
_SPEAKING = "talking speaking falando hablando parlando".split()  # noqa: SIM905
# Likewise in English sentences: the words one of which must stand there, whether a genitive must, and the pattern.
CUED_IN_ENGLISH = (
    (
        _KIND_WORDS,
        False,
        re.compile(rf"\b(?:{_KINDS.replace(' ', '|')})s? (?:from|of|with|was) (?P<name>{_TWO})"),
    ),
    (
        _KIND_WORDS,
        True,
        re.compile(rf"\b(?P<name>{_TWO})(?=['’]s?\s+(?:[\w-]+\s){{0,3}}?(?:{_KINDS.replace(' ', '|')})\b)"),
    ),
    (
        frozenset(_SEEING),
        False,
        re.compile(
            rf"\b(?:hear|hearing|heard|see|seeing|saw|watch|watching|watched|listen(?:ed|ing)? to|[Nn]ext up was|[Uu]p next was) (?P<name>{_TWO})"
        ),
    ),
    (
        frozenset(_SPEAKING),
        False,
        re.compile(
            rf"(?P<name>{_TWO})(?=(?:\s\([^()]{{1,60}}\))?{OF_COMPANY}?,?\s(?:{'|'.join(_SPEAKING)})\s(?:about|on|sobre|d[aeo]|di|del|della)\b)"
        ),
    ),
    (
        frozenset(_TELLING),
        False,
        re.compile(rf"\bwith (?P<name>{_TWO})(?={OF_COMPANY}?,? (?:{'|'.join(_TELLING)})\b)"),
    ),
    (frozenset(_LIKING), True, re.compile(rf"\b(?:{'|'.join(_LIKING)}) (?P<name>{_TWO})(?=['’]s?\s[A-Z])")),
)

# What stands right before a quoted title where no word says "talk".
TITLED = re.compile(
    r"(?:\b(?:in|with|titled|entitled|called|named|presented|presents|presenting|gave|gives|delivered|delivers|held|led|ran|namens|hielt|intitulée?|présentait|dans|en|titulad[oa]|presentó)(?:\s+(?:(?:the|a|his|her|their|our) (?:paper|poster|work|piece)|his|her|their|the|sein\w*|ihr\w*|son|sa|su))?|:)\s*[*_]*$",
    re.IGNORECASE,
)

QUOTE = re.compile(r"[“”„«»「『《\"]")

# What a person says is no title: "explained that …".
STATED = re.compile(
    r"(?:(?:to )?us |nous |ons |oss |нам |nam |nám )?,? ?(?:that|que|dass|daß|dat|che|at|att|że|что|що|hogy|că|ότι)\b",
    re.IGNORECASE,
)

OTHER_WORK = re.compile(
    r"\b(?:books?|films?|movies?|songs?|albums?|papers?|articles?|posts?|blogs?|novels?|documentar(?:y|ies)|podcasts?|photos?|pictures?|tweets?)\b",
    re.IGNORECASE,
)
"""What else people make and give titles to."""
