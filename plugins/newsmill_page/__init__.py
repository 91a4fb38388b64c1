"""The News page: server-rendered views of the warehouse inside Airflow's UI.

    routes.py   addresses -> queries -> templates
    app.py      the application: who may read it, and the headers of every answer
    queries.py  days, loads and outcomes from the contract views, bounded
    articles.py articles, mentions and events, likewise
    article_page.py  what the page of an article shows
    reader.py   the way into the warehouse as its reader, and what can be in the way
    marking.py  a text with its spans, as paragraphs of well-nested pieces
    wording.py  dates, numbers and codes as a person reads them

Only the API server imports this package, and only when it mounts the page.
"""
