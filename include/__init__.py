"""Importable code that the DAGs, the plugins and the tests share."""
