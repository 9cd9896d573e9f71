"""Corrections by reviewers, put into the tables as the last step before a release.

`resolve` finds the value that each correction speaks of, or says what is wrong; `apply_corrections` puts the values in.
"""

from pipelines.publishing.correcting.edit import RULE, OutdatedError, apply_corrections
from pipelines.publishing.correcting.resolve import Resolution, resolve

__all__ = ["RULE", "OutdatedError", "Resolution", "apply_corrections", "resolve"]
