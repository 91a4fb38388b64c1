from pathlib import Path

from include.newsmill.warehouse import connect, dictionary

PAGE = Path(__file__).parents[3] / "docs" / "data-dictionary.md"


def test_the_data_dictionary_is_what_the_schema_says(warehouse):
    with connect(warehouse.owner).connect() as connection:
        written = dictionary.markdown(connection)
    assert PAGE.read_text("utf-8") == written, "python -m include.newsmill.warehouse dictionary writes it anew"
    assert "None" not in written
