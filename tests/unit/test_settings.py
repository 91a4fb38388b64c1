"""The environment becomes one frozen object, or a sentence that says what is wrong with it."""

import pytest

from include.newsmill.errors import ContractBroken
from include.newsmill.settings import Settings


def test_nothing_set_gives_the_defaults():
    assert Settings.from_environment({}) == Settings()


def test_numbers_are_read_as_numbers():
    made = Settings.from_environment({"NEWSMILL_SHARD_ARTICLES": "50", "NEWSMILL_REFUSED_SHARE_MAX": "0.5"})
    assert (made.shard_articles, made.refused_share_max) == (50, 0.5)


def test_an_empty_variable_counts_as_unset():
    assert Settings.from_environment({"NEWSMILL_LOADER_DSN": " "}).loader_dsn is None


@pytest.mark.parametrize("value", ["many", "0", "-3", "1.5"])
def test_a_number_that_is_none_is_refused_with_an_example(value):
    with pytest.raises(ContractBroken, match=r"NEWSMILL_SHARD_ARTICLES=.* like 1000"):
        Settings.from_environment({"NEWSMILL_SHARD_ARTICLES": value})


def test_a_misspelt_setting_is_refused():
    with pytest.raises(ContractBroken, match="NEWSMILL_SHARDS: no such setting"):
        Settings.from_environment({"NEWSMILL_SHARDS": "5"})


def test_a_missing_dsn_says_how_to_get_one():
    with pytest.raises(ContractBroken, match=r"NEWSMILL_READER_DSN.*make up"):
        Settings().dsn("reader")


def test_a_password_never_shows_in_print():
    assert "secret" not in repr(Settings(loader_dsn="postgresql://loader:secret@host/db"))
