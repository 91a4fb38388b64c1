"""Where the first sentence of a text ends, without a language model.

Cleaning must not load spaCy for one line, so this knows only what ends a sentence for certain: a stop, its closing
quotes, a space and an opening character, unless the stop belongs to an abbreviation.
"""
# ruff: noqa: RUF001, SIM905 -- quotes of many scripts are the subject; word lists read better as one string

import re

_STOP = re.compile(
    r"(?<![.!?…])(?P<stop>[.!?…]++)[\"'”’»)\]]*(?=\s+[\"'“‘«(\[¿¡—–-]*(?P<next>[^\W_]+))|[。！？]+[」』”’]*"
)
_LOOK_BACK_CHARS = 30  # no abbreviation is longer
_WORD_BEFORE = re.compile(r"[^\s\"'“”‘’(\[«—–/]*$")

# Never end a sentence: a name, a number or a place follows.
_BEFORE_A_NAME = frozenset(
    "mr mrs ms mx dr prof rev hon gov sen rep gen col maj lt capt cpl sgt adm cmdr pres pvt st mt ft supt insp messrs "
    "mme mlle sr.a sra dott herr hr no nos vs v art fig vol pp ed eds op cf e.g i.e viz approx ca al nr bzw z.b d.h "
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun".split()
)
# May end one: then the next word is one that opens sentences.
_EITHER = frozenset(
    "jr sr inc corp co ltd llc plc bros dept univ assn etc a.m p.m ph.d m.d b.a m.a est edt pst pdt "
    "ariz ark calif colo conn del fla ga ill ind kan ky la mass md mich minn miss mo mont neb nev okla ore pa tenn tex "
    "va vt wash wis wyo ala ave blvd rd".split()
)
_OPENERS = frozenset(
    "the a an but and in on at it its he his she her they their this that these those there we our i you as for with "
    "after before when while if since although though however meanwhile both some many most all one what who why how "
    "no not by from under over according officials police more last earlier later".split()
)
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")  # U.S, J, D.C, J.R.R: what stands before the last stop


def first_sentence(text: str) -> str | None:
    """The first sentence of a normalised text, as printed.

    Returns:
        The sentence with its closing quotes; the whole first paragraph where no end is certain; None for no text.

    >>> first_sentence("The U.S. met Mr. Xi on Nov. 16. Stocks rose.")
    'The U.S. met Mr. Xi on Nov. 16.'
    >>> first_sentence("He left the U.S. The talks failed.")
    'He left the U.S.'
    """
    paragraph = text.split("\n", 1)[0].strip()
    for match in _STOP.finditer(paragraph):
        if match["stop"] is None or _ends_sentence(paragraph, match):
            return paragraph[: match.end()]
    return paragraph or None


def _ends_sentence(paragraph: str, match: re.Match[str]) -> bool:
    following = match["next"]
    if not (following[0].isupper() or following[0].isdigit() or not following[0].islower()):
        return False
    if match["stop"] != ".":
        return match["stop"] != "…" or following[0].isupper()
    before = _WORD_BEFORE.search(paragraph[max(0, match.start() - _LOOK_BACK_CHARS) : match.start()])
    word = before.group() if before else ""
    key = word.lower()
    if key in _BEFORE_A_NAME:
        return False
    if _INITIALS.fullmatch(word) and word != "I":
        return "." in word and following[0].isupper() and following.lower() in _OPENERS
    if key in _EITHER:
        return following[0].isupper() and following.lower() in _OPENERS
    return True
