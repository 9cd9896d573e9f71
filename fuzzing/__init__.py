"""Fuzzing: any input at all is read and extracted, or refused with an error that the project names.

`targets` says what has to hold, `cases` makes inputs, `coverage_guided` lets atheris look for more, and `run` counts.
"""
