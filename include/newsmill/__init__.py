"""Newsmill: news in, a SQL warehouse that people can trust out. Imports no Airflow."""

__version__ = "0.1.0"
