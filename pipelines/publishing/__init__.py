"""Tables to releases: Parquet files, release folders that never change, differences, verification, explanation.

Nothing here knows how rows are made; what a table is comes from `schemas`.
"""
