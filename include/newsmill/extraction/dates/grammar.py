"""The words that dates are made of, and the regular expressions built from them. Data and patterns, no decisions."""
# ruff: noqa: E501 - patterns read better whole

import re

from include.newsmill.extraction.dates.holiday_names import CASED

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        ("monday mon", "tuesday tues tue", "wednesday wed", "thursday thurs thur thu", "friday fri", "saturday sat", "sunday sun")
    )
    for name in names.split()
}  # fmt: skip
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_ONES = dict(
    zip(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ],
        range(20),
        strict=True,
    )
)
_TENS = dict(
    zip(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], range(20, 100, 10), strict=True)
)
ORDINALS = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": 0, "final": 0,
}  # fmt: skip
_ORDINAL_DAYS = dict(
    zip(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
        ],
        range(1, 13),
        strict=True,
    )
)

# Any word: whether it is a month or a weekday is looked up after the match, see NAMED_GROUPS. Spelling out 25 names in
# each of 40 patterns costs 60 ms of compiling.
MONTH = r"(?P<month>[a-z]{3,9})\.?"
WEEKDAY = r"(?P<weekday>[a-z]{3,9})\.?"
NAMED_GROUPS = {"month": MONTHS, "weekday": WEEKDAYS}
YEAR = r"(?P<year>(?:1[0-9]|20)\d\d)"
DAY = r"(?P<day>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
PART_OF_DAY = r"(?:early |late |mid-?)?(?:(?:at |around )?(?:morning|mornings|afternoon|evening|night|noon|midnight|midday|lunchtime|dawn|dusk)|overnight)"
CLOCK_WORD = r"(?:a\.?m\.?|p\.?m\.?|noon|gmt|est|edt|utc)"
_TENS_WORD, _ONES_WORD = "|".join(_TENS), "|".join(_ONES)
_SPELLED = re.compile(
    rf"\b(?:(?P<tens>{_TENS_WORD})[ -](?P<unit>{_ONES_WORD})|(?P<ten>{_TENS_WORD})|(?P<one>{_ONES_WORD}))\b"
)
_SPELLED_YEAR = re.compile(
    rf"\b(?P<century>nineteen|eighteen|seventeen|twenty)[ -](?:hundred[ -]?(?:and )?)?"
    rf"(?P<rest>(?:oh[ -])?(?:{_TENS_WORD})(?:[ -](?:{_ONES_WORD}))?|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)\b"
)
_THOUSAND = re.compile(
    rf"\btwo thousand(?: and)?(?:[ -](?P<rest>(?:{_TENS_WORD}|{_ONES_WORD})(?:[ -](?:{_ONES_WORD}))?))?\b"
)


def in_figures(text: str) -> str:
    """Lower case, number words as figures, white space single.

    >>> in_figures("January nineteen ninety-seven"), in_figures("Twenty-one days ago")
    ('january 1997', '21 days ago')
    """
    text = " ".join(text.lower().replace("’", "'").split())
    text = _SPELLED_YEAR.sub(lambda m: str(100 * _spelled(m["century"]) + _spelled(m["rest"])), text)
    text = _THOUSAND.sub(lambda m: str(2000 + (_spelled(m["rest"]) if m["rest"] else 0)), text)
    text = _SPELLED.sub(lambda m: str(_spelled(m[0])), text)
    return re.sub(r"\b(" + "|".join(list(_ORDINAL_DAYS)[4:]) + r")\b", lambda m: f"{_ORDINAL_DAYS[m[0]]}th", text)


def _spelled(words: str) -> int:
    return sum(_TENS.get(word, _ONES.get(word, 0)) for word in re.split(r"[ -]", words))


# How news writes a day in running text. Used to find expressions; what they mean is decided in resolve.py.
_MONTH_CASED = r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)|Apr(?:il|\.)|May|June|July|Jun\.|Jul\.|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
_WEEKDAY_CASED = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_COUNT = r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|several|a few|a couple of|some)"
_MOD = r"(?:(?:early|late|mid|earlier|later)[ -](?:in )?|the (?:start|beginning|end|middle) of |sometime )?"
_UNIT_WORD = r"(?:days?|weeks?|fortnights?|months?|quarters?|years?|decades?)"
_AFTER = (
    "(?:"
    + "|".join(
        f"(?<={word} )|(?<={word.capitalize()} )"
        for word in ["in", "since", "by", "until", "during", "from", "of", "before", "after"]
    )
    + ")"
)
EXPRESSION = re.compile(
    r"(?<![\w$€£.-])(?:"
    rf"(?:(?:last|next|this) )?(?:{CASED})(?:,? (?:1[89]|20)\d\d| (?:last|next|this) year)?(?: weekend)?"
    rf"|{_WEEKDAY_CASED} (?:to|through) {_WEEKDAY_CASED}"
    rf"|between (?:{_MONTH_CASED} )?\d{{1,2}} and \d{{1,2}} {_MONTH_CASED}(?: (?:1[89]|20)\d\d)?"
    rf"|(?:the early hours of|late on|early on) {_WEEKDAY_CASED}"
    r"|the turn of the year|(?:this|the) weekend(?! of)|"
    rf"{_MOD}{_MONTH_CASED} ?\d{{1,2}}(?:st|nd|rd|th)?(?: ?(?:-|to|and|through) ?(?:{_MONTH_CASED} )?\d{{1,2}}(?:st|nd|rd|th)?)?(?:,? (?:1[89]|20)\d\d)?(?![\d,]*\d)"
    rf"|(?:the )?\d{{1,2}}(?:st|nd|rd|th)?(?: ?(?:-|to|and) ?\d{{1,2}}(?:st|nd|rd|th)?)? (?:of )?{_MONTH_CASED}(?:,? (?:1[89]|20)\d\d)?"
    rf"|(?:{_MOD}(?:last|next|this|the (?:following|previous)) )?{_WEEKDAY_CASED}(?: (?:last|next) week| (?:morning|afternoon|evening|night))?"
    r"|\d{4}-\d\d-\d\d"
    rf"|{_MOD}(?:last |next |this |in |since |by |until |during |of |from )?{_MONTH_CASED}(?:,? (?:of )?(?:(?:1[89]|20)\d\d|last year|this year|next year))"
    rf"|{_AFTER}(?:{_MOD})(?!May [a-z]+ (?:be|have)\b){_MONTH_CASED}(?! [A-Z])"
    rf"|(?:early|late|mid|last|next|this)[ -]{_MONTH_CASED}"
    r"|(?:the )?(?:day before yesterday|day after tomorrow)|(?:late |early )?(?:yesterday|today|tonight|tomorrow)(?: (?:morning|afternoon|evening|night))?"
    r"|(?:last|this) (?:night|morning|afternoon|evening)|this afternoon"
    rf"|{_MOD}(?:last|next|this|the (?:past|previous|following|coming)) (?:week|weekend|month|quarter|year|spring|summer|autumn|fall|winter|decade|century)"
    rf"|(?:about |nearly |almost |more than |over |just )?{_COUNT} {_UNIT_WORD} (?:ago|earlier|later|from now)"
    rf"|(?:just )?(?:{_COUNT} )?{_UNIT_WORD} (?:after|before)(?= )"
    r"|the (?:previous|following|next|same) day|the day (?:before|after)"
    rf"|{_MOD}(?:the )?(?:first|second|third|fourth|last|next) (?:quarter|half)(?: of (?:(?:1[89]|20)\d\d|last year|this year|next year|the year))?"
    rf"|{_AFTER}{_MOD}(?:the )?(?:early |late |mid-?)?(?:1[89]|20)\d0s"
    rf"|{_AFTER}{_MOD}(?:1[89]|20)\d\d(?![\d-])"
    rf"|(?:early|late|mid)[ -](?:1[89]|20)\d\ds?"
    r")(?!\w)"
)
