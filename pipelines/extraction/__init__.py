"""From sentences to rows: annotators find typed spans, the grammar joins them, row builders write tables.

Nothing here knows of Dagster or of files other than the codebook and the reference lists.
"""
