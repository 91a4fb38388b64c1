"""Holidays as news calls them, and where the calendar of holidays has them. Data, no decisions."""
# ruff: noqa: E501 - patterns read better whole

# Spelling (a regular expression over text as `in_figures` writes it) -> (country that lists it, name there, days from it).
# A name that many countries know stands for the one that dates it alike; "US" only where the United States' is meant.
NAMED = {
    r"palm sunday": ("US", "Easter Sunday", -7),
    r"(?:maundy|holy) thursday": ("US", "Easter Sunday", -3),
    r"good friday": ("US", "Easter Sunday", -2),
    r"(?:holy|easter) saturday": ("US", "Easter Sunday", -1),
    r"easter(?: sunday| day)?": ("US", "Easter Sunday", 0),
    r"easter monday": ("US", "Easter Sunday", 1),
    r"(?:shrove tuesday|mardi gras|fat tuesday)": ("US", "Easter Sunday", -47),
    r"ash wednesday": ("US", "Easter Sunday", -46),
    r"ascension day": ("US", "Easter Sunday", 39),
    r"(?:pentecost|whit)(?: sunday)?": ("US", "Easter Sunday", 49),
    r"(?:pentecost|whit) monday": ("US", "Easter Sunday", 50),
    r"(?:orthodox|greek) good friday": ("GR", "Easter Monday", -3),
    r"(?:orthodox|greek) easter(?: sunday)?": ("GR", "Easter Monday", -1),
    r"black friday": ("US", "Thanksgiving Day", 1),
    r"cyber monday": ("US", "Thanksgiving Day", 4),
    r"(?:martin luther king(?:,? jr\.?)?|mlk|king)(?: jr\.?)? day": ("US", "Martin Luther King Jr. Day", 0),
    r"presidents'? day|president's day|washington's birthday": ("US", "Washington's Birthday", 0),
    r"juneteenth": ("US", "Juneteenth National Independence Day", 0),
    r"columbus day|indigenous peoples'? day": ("US", "Columbus Day", 0),
    r"veterans'? day|veteran's day": ("US", "Veterans Day", 0),
    r"canada day": ("CA", "Canada Day", 0),
    r"australia day": ("AU", "Australia Day", 0),
    r"anzac day": ("AU", "ANZAC Day", 0),
    r"german unity day|day of german unity": ("DE", "German Unity Day", 0),
    r"ramadan": ("MV", "First Day of Ramadan", 0),
    r"eid al[- ][fa]itr|eid ul[- ]fitr": ("MV", "Eid al-Fitr", 0),
    r"eid (?:al|ul)[- ]a[dz]ha|feast of (?:the )?sacrifice": ("MV", "Eid al-Adha", 0),
    r"islamic new year": ("MV", "Islamic New Year", 0),
    r"(?:prophet'?s|prophet muhammad'?s|prophet mohammed'?s) birthday|mawlid": ("MV", "Prophet's Birthday", 0),
    r"ashura": ("PK", "Ashura", -1),
    r"rosh hashanah": ("IL", "Rosh Hashanah", 0),
    r"yom kippur": ("IL", "Yom Kippur", 0),
    r"passover|pesach": ("IL", "Pesach", 0),
    r"purim": ("IL", "Purim", 0),
    r"ha?nukkah|chanukah": ("IL", "Hanukkah", 0),
    r"diwali": ("SG", "Diwali", 0),
    r"holi": ("IN", "Holi", 0),
    r"(?:chinese|lunar) new year": ("SG", "Chinese New Year", 0),
    r"vesak(?: day)?": ("SG", "Vesak Day", 0),
}

# The same day every year: (month, day). These need no calendar of holidays, which costs 0.1 s to import.
FIXED = {
    r"new year'?s(?: day)?|new year day": (1, 1),
    r"epiphany|three kings'? day": (1, 6),
    r"(?:orthodox|coptic|russian) christmas(?: day)?": (1, 7),
    r"holocaust (?:remembrance|memorial) day": (1, 27),
    r"groundhog day": (2, 2),
    r"(?:st\.? |saint )?valentine'?s'? day": (2, 14),
    r"(?:international )?women's day": (3, 8),
    r"(?:st\.?|saint) patrick'?s day": (3, 17),
    r"april fools?'?s?'? day": (4, 1),
    r"earth day": (4, 22),
    r"may day|international workers'? day": (5, 1),
    r"cinco de mayo": (5, 5),
    r"fourth of july|july fourth": (7, 4),
    r"bastille day": (7, 14),
    r"hallowe'?en": (10, 31),
    r"all saints'? day": (11, 1),
    r"all souls'? day": (11, 2),
    r"guy fawkes night|bonfire night": (11, 5),
    r"armistice day|remembrance day": (11, 11),
    r"world aids day": (12, 1),
    r"human rights day": (12, 10),
    r"(?:christmas|xmas) eve": (12, 24),
    r"(?:christmas|xmas)(?: day)?": (12, 25),
    r"boxing day|st\.? stephen's day": (12, 26),
    r"new year'?s'? eve": (12, 31),
}

# Which day it is hangs on the country that the text names; the second value is the country without one, "" for none.
BY_COUNTRY = {
    r"thanksgiving(?: day)?": ("Thanksgiving Day", "US"),
    r"labor day": ("Labor Day", "US"),
    r"labour day": ("Labor Day", ""),  # spelled so where it is in May as well as where it is in September
    r"memorial day": ("Memorial Day", "US"),
    r"independence day": ("Independence Day", "US"),
    r"mothers'? day|mother's day": ("Mother's Day", "US"),
    r"fathers'? day|father's day": ("Father's Day", "US"),
    r"national day": ("National Day", ""),
    r"republic day": ("Republic Day", ""),
    r"constitution day": ("Constitution Day", ""),
    r"victory day": ("Victory Day", ""),
    r"liberation day": ("Liberation Day", ""),
    r"unity day": ("Unity Day", ""),
}

# "Over Easter", "the Easter weekend": first and last day, from the day itself.
AROUND = {"easter": (-2, 1), "christmas": (-1, 1), "thanksgiving": (0, 3)}

# The same in running text, as it is printed. Names of one ordinary word need their capital.
CASED = (
    r"(?:Christmas|New Year'?s)(?: Eve| Day)?|Boxing Day|(?:Orthodox )?Easter(?: Sunday| Monday)?|Palm Sunday|(?:Orthodox )?Good Friday|"
    r"Ash Wednesday|Thanksgiving(?: Day)?|Black Friday|Cyber Monday|(?:Labou?r|Memorial|Independence|Columbus|Canada|Australia|"
    r"Anzac|ANZAC|May|Bastille|Republic|Victory|Constitution|National|Martin Luther King(?:,? Jr\.?)?) Day|Presidents' Day|Veterans Day|Juneteenth|"
    r"(?:the )?Fourth of July|Ramadan|Eid(?: al[- ](?:Fitr|Adha))?|Rosh Hashanah|Yom Kippur|Passover|Purim|Hanukkah|Diwali|Holi|(?:Chinese|Lunar) New Year|"
    r"(?:Valentine's|Mother's|Father's|(?:International )?Women's|(?:St\.|Saint) Patrick's) Day|Halloween|Armistice Day|Remembrance Day"
)
