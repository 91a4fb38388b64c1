# ruff: noqa: E501  # a sentence, or a people's names, to a line reads better than broken ones
"""The sentence parts that `make_corpus.py` puts together; written for it, every person and company invented.

Slots: A and B are two countries ({A.name}, {A.people}, {A.capital}, {A.city}, {A.leader} with title, {A.leader_last},
{A.minister}, {A.minister_last}); {person}, {person_last}, {expert}; {body} an international body, {company},
{company2}; {weekday} a day of the past week, {soon} a day to come, {month}; {n}, {few}, {percent}, {money} figures.
"""

# name, adjective, capital, other cities, title of the leader, first names, last names
COUNTRIES = [
    ("the United States", "American", "Washington", ["Chicago", "Houston", "Boston"], "President", "english"),
    ("Britain", "British", "London", ["Manchester", "Glasgow", "Leeds"], "Prime Minister", "english"),
    ("Canada", "Canadian", "Ottawa", ["Toronto", "Vancouver"], "Prime Minister", "english"),
    ("Australia", "Australian", "Canberra", ["Sydney", "Perth"], "Prime Minister", "english"),
    ("France", "French", "Paris", ["Lyon", "Marseille"], "President", "french"),
    ("Belgium", "Belgian", "Brussels", ["Antwerp", "Ghent"], "Prime Minister", "french"),
    ("Germany", "German", "Berlin", ["Hamburg", "Munich"], "Chancellor", "german"),
    ("Austria", "Austrian", "Vienna", ["Graz", "Salzburg"], "Chancellor", "german"),
    ("Poland", "Polish", "Warsaw", ["Krakow", "Gdansk"], "Prime Minister", "slavic"),
    ("Ukraine", "Ukrainian", "Kyiv", ["Kharkiv", "Odesa"], "President", "slavic"),
    ("Russia", "Russian", "Moscow", ["St. Petersburg", "Kazan"], "President", "slavic"),
    ("Serbia", "Serbian", "Belgrade", ["Novi Sad", "Nis"], "President", "slavic"),
    ("Spain", "Spanish", "Madrid", ["Barcelona", "Seville"], "Prime Minister", "spanish"),
    ("Mexico", "Mexican", "Mexico City", ["Guadalajara", "Monterrey"], "President", "spanish"),
    ("Chile", "Chilean", "Santiago", ["Valparaiso", "Concepcion"], "President", "spanish"),
    ("Argentina", "Argentine", "Buenos Aires", ["Cordoba", "Rosario"], "President", "spanish"),
    ("Colombia", "Colombian", "Bogota", ["Medellin", "Cali"], "President", "spanish"),
    ("China", "Chinese", "Beijing", ["Shanghai", "Guangzhou"], "President", "chinese"),
    ("Taiwan", "Taiwanese", "Taipei", ["Kaohsiung", "Taichung"], "President", "chinese"),
    ("Japan", "Japanese", "Tokyo", ["Osaka", "Sapporo"], "Prime Minister", "japanese"),
    ("India", "Indian", "New Delhi", ["Mumbai", "Chennai"], "Prime Minister", "indian"),
    ("Nepal", "Nepalese", "Kathmandu", ["Pokhara"], "Prime Minister", "indian"),
    ("Egypt", "Egyptian", "Cairo", ["Alexandria", "Aswan"], "President", "arabic"),
    ("Jordan", "Jordanian", "Amman", ["Irbid", "Aqaba"], "Prime Minister", "arabic"),
    ("Morocco", "Moroccan", "Rabat", ["Casablanca", "Fez"], "Prime Minister", "arabic"),
    ("Kenya", "Kenyan", "Nairobi", ["Mombasa", "Kisumu"], "President", "african"),
    ("Nigeria", "Nigerian", "Abuja", ["Lagos", "Kano"], "President", "african"),
    ("Ghana", "Ghanaian", "Accra", ["Kumasi", "Tamale"], "President", "african"),
]

NAMES = {
    "english": ("Ellen Mark Susan Peter Laura Thomas Grace Daniel Ruth Howard", "Whitfield Harlow Denby Carver Oakes Pruitt Marlowe Stanton Brody Kessler"),
    "french": ("Claire Julien Martine Antoine Sylvie Bernard Odile Luc Camille Gaston", "Delorme Vasseur Marchand Rousselot Giraud Lambrecht Perrault Chastain Moreau Briand"),
    "german": ("Katrin Jens Ulrike Stefan Heike Matthias Anke Rainer Birgit Holger", "Brandt Lindner Vogelsang Albers Kestner Reuter Hartwig Mollenhauer Stahl Eberle"),
    "slavic": ("Olena Marek Iryna Andrei Katarina Pavel Milena Tomasz Vera Goran", "Kowalenko Zielinski Petrenko Maslov Jovanic Nowicki Baran Stepanov Dragic Wolski"),
    "spanish": ("Lucia Javier Carmen Rafael Elena Tomas Pilar Andres Marta Ignacio", "Morales Quiroga Ibanez Valdes Herrera Cordero Salinas Montoya Pizarro Aguirre"),
    "chinese": ("Wen Jie Lan Hao Mei Feng Yun Tao Xia Bo", "Zhou Lin Xu Gao Tang Shen Fang Luo Deng Qian"),
    "japanese": ("Haruka Kenji Yumi Takeshi Aiko Hiroshi Naomi Shinji Emi Koji", "Nakamori Ueda Hoshino Kawabe Ishimura Tanabe Okada Sugino Morita Fujii"),
    "indian": ("Asha Ravi Meena Suresh Kavita Anil Leela Vikram Nisha Mohan", "Chatterji Rao Thapa Menon Joshi Gurung Pillai Saxena Bhatt Nair"),
    "arabic": ("Amina Khaled Leila Omar Salma Youssef Nadia Hassan Rania Tarek", "Mansour Haddad Benali Khoury Zahran Idrissi Nasser Qasim Farouk Saleh"),
    "african": ("Wanjiru Kwame Amara Kofi Ngozi Juma Abena Chidi Zawadi Tunde", "Otieno Mensah Adeyemi Kamau Boateng Okafor Mwangi Asante Balogun Njoroge"),
}  # fmt: skip

BODIES = [
    "the United Nations", "the European Union", "NATO", "the African Union", "the World Bank", "the Red Cross",
    "the International Monetary Fund", "the World Health Organization", "the Arab League", "the World Trade Organization",
]  # fmt: skip
COMPANIES = [
    "Halvorsen Energy", "Northgate Steel", "Bluewater Foods", "Sunrise Motors", "Castellan Bank", "Orbis Telecom",
    "Pacific Rail", "Meridian Airlines", "Kestrel Mining", "Greenfield Chemicals", "Lodestar Software", "Harbour Shipping",
]  # fmt: skip

# topic -> (opening sentences, what follows)
TOPICS = {
    "talks": (
        [
            "{A.leader} met {B.leader} in {A.capital} on {weekday} for talks on trade and security.",
            "Negotiators from {A.name} and {B.name} resumed talks in {B.city} on {weekday}, the {A.people} foreign ministry said.",
            "{A.minister} flew to {B.capital} on {weekday} to discuss a border dispute with {B.minister}.",
            "{A.leader} spoke with {B.leader} by phone on {weekday} about a planned summit.",
        ],
        [
            "The two sides agreed to reopen {few} border crossings before {month}.",
            "{B.leader_last} praised the offer and said {B.name} would send a delegation {soon}.",
            "{A.minister_last} rejected a request by {B.name} to lift the tariffs at once.",
            "The two governments hope to sign the agreement in {B.capital} {soon}.",
            "{body} welcomed the meeting and offered to mediate.",
            "An earlier round of talks collapsed in {month} after {B.name} withdrew its envoy.",
        ],
    ),
    "accusation": (
        [
            "{A.name} accused {B.name} on {weekday} of breaking an agreement on fishing rights.",
            "{A.minister} condemned {B.name} in a speech in {A.city} on {weekday}, saying that it had lied to its neighbours.",
            "Prosecutors in {A.capital} charged {person}, a former adviser to {A.leader}, with corruption on {weekday}.",
        ],
        [
            "{B.leader_last} denied the accusation and called it absurd.",
            "{A.name} threatened to impose sanctions unless {B.name} pays {money} in damages.",
            "A spokesman for {body} urged both governments to show restraint.",
            "{person_last} has not been seen in public since {month}.",
            "Lawmakers in {B.city} demanded an investigation.",
        ],
    ),
    "protest": (
        [
            "Thousands of people marched through {A.city} on {weekday} to protest against higher fuel prices.",
            "Workers at {company} went on strike in {A.city} on {weekday}, demanding higher wages.",
            "Students blocked the main bridge of {A.city} on {weekday} and called on {A.leader} to resign.",
        ],
        [
            "Police arrested {n} demonstrators and fired tear gas near the parliament.",
            "{A.leader_last} promised to meet the organisers {soon}.",
            "The union leader {person} said that the protests would go on until the government yields.",
            "At least {few} people were injured, according to the hospital of {A.city}.",
            "The government imposed a curfew in {A.city} and closed schools.",
            "{company} offered to raise wages by {percent} percent, which the union rejected.",
        ],
    ),
    "attack": (
        [
            "Gunmen killed {few} soldiers in an attack on a checkpoint near {A.city} on {weekday}, the army said.",
            "A bomb exploded in a market in {A.city} on {weekday}, killing at least {few} people and wounding {n} others.",
            "{A.people} troops shelled a village on the border with {B.name} on {weekday}, residents said.",
        ],
        [
            "No group has claimed responsibility for the attack.",
            "{B.leader} condemned the violence and offered to send medical aid.",
            "The army deployed {n} more soldiers to the region and set up roadblocks.",
            "{body} called for a ceasefire and for access to the wounded.",
            "Rebels released {few} hostages in exchange for food, a local official said.",
            "{A.minister_last} vowed to arrest those behind the attack.",
        ],
    ),
    "aid": (
        [
            "Heavy floods in {A.name} have left {n} families without shelter, officials said on {weekday}.",
            "An earthquake shook {A.city} on {weekday}, damaging hundreds of houses and killing at least {few} people.",
            "{B.name} sent {n} tons of rice to {A.name} on {weekday} after the worst drought in a decade.",
        ],
        [
            "{body} pledged {money} in emergency aid.",
            "{B.leader_last} promised to send doctors and tents to {A.city}.",
            "Helicopters delivered food to villages that were cut off from {A.capital}.",
            "{A.leader_last} visited the region and thanked {B.name} for its help.",
            "{company} donated blankets and drinking water.",
            "Forecasters expect more rain {soon}.",
        ],
    ),
    "business": (
        [
            "Shares of {company} fell {percent} percent in {A.city} on {weekday} after the company cut its forecast.",
            "{company} agreed on {weekday} to buy its {B.people} rival {company2} for {money}.",
            "{company} will close its plant in {A.city} and cut {n} jobs, its chief executive {person} said on {weekday}.",
        ],
        [
            "Analysts had expected a profit of {money}, {expert} of {company2} said.",
            "The takeover still needs the approval of regulators in {B.capital}.",
            "{person_last} said that the company would invest {money} in {B.name} over the next three years.",
            "Sales in {A.name} rose {percent} percent in {month}, helped by a weaker currency.",
            "The central bank of {A.name} left interest rates unchanged.",
            "Unions in {A.city} criticised the decision and threatened to go to court.",
        ],
    ),
    "election": (
        [
            "Voters in {A.name} go to the polls {soon} in an election that {A.leader} is expected to win narrowly.",
            "{person} of the opposition conceded defeat in the {A.people} election on {weekday}.",
            "The parliament of {A.name} approved a new election law on {weekday} after a debate of {few} hours.",
        ],
        [
            "Observers from {body} reported long queues but no violence.",
            "The opposition leader {person} accused the government of buying votes.",
            "{A.leader_last} promised lower taxes and better schools.",
            "A poll for a newspaper in {A.city} gave the ruling party {percent} percent.",
            "{B.leader} congratulated the winner and invited {A.leader_last} to {B.capital}.",
            "Turnout in {A.city} was higher than in {month}.",
        ],
    ),
    "sport": (
        [
            "{person} scored twice as {A.city} beat {A.capital} on {weekday} to reach the final of the cup.",
            "{person} of {A.name} won the marathon of {B.city} on {weekday} in heavy rain.",
        ],
        [
            "The coach, {expert}, said that the team had played its best match of the season.",
            "{person_last} missed {few} matches with an injured knee in {month}.",
            "About {n} fans travelled from {A.capital} for the game.",
            "The final is to be played in {B.capital} {soon}.",
            "It was the first defeat for the hosts since {month}.",
        ],
    ),
}

# May stand anywhere after the opening.
ANYWHERE = [
    "“We have waited long enough, and we will not wait any longer,” {A.minister_last} told reporters in {A.capital}.",
    "“Nobody wins if this goes on,” said {expert}, who teaches history at the University of {B.city}.",
    "“It is a good day for {A.name},” {A.leader_last} said.",
    "{expert}, an economist in {A.city}, said that the effect would be small.",
    "A spokeswoman for {body} declined to comment.",
    "Relations between {A.name} and {B.name} have been tense since {month}.",
    "The {A.people} news agency reported the decision first.",
    "About {percent} percent of the {A.people} economy depends on exports to {B.name}.",
    "Officials in {B.capital} did not answer questions sent to them on {weekday}.",
    "The figures could not be confirmed independently.",
    "{A.city}, a port of {n},000 people, lies a short drive from {A.capital}.",
    "{B.name} buys most of its gas from {A.name}, although it has looked for other suppliers.",
    "The case has been followed closely in {B.city}, where many families have relatives in {A.name}.",
    "{A.leader_last}, who came to power in {month}, had promised a quick solution.",
    "Schools and shops in {A.city} were open as usual.",
    "A decision is expected {soon}.",
]

# Whole articles in other languages, which extraction skips; {n} and names keep them apart.
FOREIGN = [
    "Die Bundesregierung will im kommenden Jahr mehr Geld für den Ausbau der Bahn ausgeben. Das kündigte Minister {name} am Dienstag in Berlin an. Insgesamt sollen {n} Millionen Euro in Brücken und Bahnhöfe fließen. Die Opposition kritisierte die Pläne als unzureichend und forderte eine schnellere Planung.",
    "Le gouvernement a présenté mercredi à Paris un projet de loi sur le logement. Selon la ministre {name}, {n} mille appartements seront construits chaque année dans les grandes villes. Plusieurs associations ont salué cette décision, mais elles demandent des aides plus importantes pour les familles.",
    "El presidente de la compañía, {name}, anunció el jueves en Madrid que la fábrica contratará a {n} trabajadores antes de fin de año. Los sindicatos celebraron la noticia y pidieron que los nuevos contratos sean indefinidos. La empresa exporta la mayor parte de su producción a América Latina.",
]
