"""What a consumer sees of a day, asked through the contract views alone."""

from datetime import date

from sqlalchemy import Connection, text

from include.newsmill.errors import ContractBroken

_SEEN = text("""
SELECT (SELECT status FROM news.loads WHERE day = :day ORDER BY load_id DESC LIMIT 1) AS status,
       (SELECT count(*) FROM news.articles WHERE day = :day) AS articles,
       (SELECT count(*) FROM news.events e JOIN news.articles a USING (version_id) WHERE a.day = :day) AS events,
       (SELECT count(*) FROM news.mentions m JOIN news.articles a USING (version_id)
        WHERE a.day = :day AND substring(a.body, m.char_start + 1, m.char_end - m.char_start) <> m.surface) AS misplaced
""")


def check_day(connection: Connection, day: date) -> dict[str, int]:
    """Look at a published day as a reader does.

    Returns:
        articles and events whose current version is of this day.

    Raises:
        ContractBroken: the day's last load is missing or refused, or a mention does not cut its surface out of the
            body.
    """
    seen = connection.execute(_SEEN, {"day": day}).one()
    if seen.status not in {"published", "partial", "empty"}:
        raise ContractBroken(
            f"The day {day} was announced as published, but its last load in news.loads is "
            f"{seen.status or 'not there'}. Look at that load's run of news_daily."
        )
    if seen.misplaced:
        raise ContractBroken(
            f"{seen.misplaced} mentions of {day} do not cut their surface out of the body. Run the day again; if it "
            "stays so, the extraction is broken."
        )
    return {"articles": seen.articles, "events": seen.events}
