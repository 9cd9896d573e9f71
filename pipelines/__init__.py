"""Turns chapters of the Country Reports on Terrorism into versioned Parquet datasets.

`reading`, `extraction` and `publishing` are plain Python; `assets` and `definitions` put them into Dagster.
"""
