"""One checkout on one machine: installing, starting, running, asking and stopping (docs/decisions/one-machine.md).

`python -m include.newsmill.local COMMAND` is what the Makefile calls.
"""
