"""The codebook's reader, under the name by which the extraction modules know it."""

from pipelines.reading.codebook import MAXIMUM_BYTES, CodebookError, CodebookModel, read_codebook, read_reference

__all__ = ["MAXIMUM_BYTES", "CodebookError", "CodebookModel", "read_codebook", "read_reference"]
