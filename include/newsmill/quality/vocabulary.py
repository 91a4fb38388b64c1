r"""The closed sets and patterns that the contract promises its readers, stated apart from the code that fills them.

Patterns end in \Z and not in $, which would let a line end pass; their groups do not capture, which pandas warns of.
"""

UUID = r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\Z"
SHA256 = r"^[0-9a-f]{64}\Z"
# Primary language, script, region; what a text can be identified as. "und" is a language we cannot tell.
LANGUAGE = r"^[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?\Z"
HTTP_URL = r"^https?://[^\s/?#]+(?:[/?#]\S*)?\Z"
# A country (ISO 3166 alpha-3) or an international body, then PLOVER sectors: USAGOV, IGOUNO.
ACTOR_CODE = r"^(?:[A-Z]{3})+\Z"
DATE_PRECISION = r"^(?:(?:early|mid|late)-)?(?:day|weekend|week|month|quarter|season|half|year|decade|range)\Z"

PUBLISHED_PRECISIONS = ("second", "minute", "day", "month", "unknown")
MENTION_LABELS = ("PERSON", "ORG", "GPE", "LOC", "NORP", "FAC", "PRODUCT", "WORK_OF_ART", "LAW", "EVENT")
ENTITY_KINDS = ("person", "organisation", "place", "group", "product", "work", "law", "event")
MODALITIES = ("asserted", "planned", "hypothetical", "negated", "denied")
DATE_BASES = ("clause", "sentence", "article")
ROLES = ("actor", "recipient")

# PLOVER 2021: event type -> quad class (1 verbal, 2 material cooperation; 3 verbal, 4 material conflict).
QUAD_CLASS_OF = {
    "AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "CONCEDE": 1,
    "COOPERATE": 2, "AID": 2, "RETREAT": 2,
    "REQUEST": 3, "ACCUSE": 3, "REJECT": 3, "THREATEN": 3,
    "PROTEST": 4, "SANCTION": 4, "MOBILIZE": 4, "COERCE": 4, "ASSAULT": 4,
}  # fmt: skip

# ISO 3166-1 alpha-2, and XK, which is not in the standard but is what everyone writes for Kosovo.
_CODES = (
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ "
    "CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO "
    "FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE "
    "JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO "
    "MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW "
    "PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM "
    "TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW"
)
COUNTRIES = tuple(_CODES.split())
