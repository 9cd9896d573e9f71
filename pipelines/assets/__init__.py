"""The Dagster assets, from a report to a release.

Each asset is thin: it calls `reading`, `extraction` or `publishing` and says what a person wants to see of the result.
"""

import warnings

# Dagster is pinned to one version, so that a parameter in beta cannot change unnoticed.
warnings.filterwarnings("ignore", message="Parameter `backfill_policy`")
