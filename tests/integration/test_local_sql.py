import io

import pytest

from include.newsmill.errors import NewsmillError
from include.newsmill.local.sql import write_csv


@pytest.fixture
def ask(warehouse):
    def asked(query):
        out = io.StringIO()
        write_csv(warehouse.reader, query, out)
        return out.getvalue()

    return asked


def test_an_answer_is_csv_with_a_header(ask):
    assert ask("select count(*) from news.articles") == "count\n0\n"


@pytest.mark.parametrize("query", ["select 1 as a;", "values (1)", "with x as (select 1 as a) select a from x -- end"])
def test_statements_as_people_type_them(ask, query):
    assert ask(query).splitlines()[1:] == ["1"]


def test_values_are_quoted_and_arrays_are_postgresqls(ask):
    assert ask("select 'a,\"b\nü' as text, array['x','y z'] as list, null as nothing") == (
        'text,list,nothing\n"a,""b\nü","{x,""y z""}",\n'
    )


def test_other_statements_answer_too(ask):
    assert ask("show server_encoding") == "server_encoding\nUTF8\n"


def test_a_query_that_fails_says_what_postgresql_said(ask):
    with pytest.raises(NewsmillError, match='relation "news.nosuch" does not exist'):
        ask("select * from news.nosuch")


@pytest.mark.parametrize(
    "query", ["create table news.t ()", "delete from news.loads", "select * from ops.loads", "create temp table t ()"]
)
def test_the_reader_can_only_read_the_contract(ask, query):
    with pytest.raises(NewsmillError, match="permission denied"):
        ask(query)


@pytest.mark.parametrize("query", ["", "  ;"])
def test_no_query_is_refused_or_empty(ask, query):
    assert ask(query) == ""
