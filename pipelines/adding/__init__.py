"""Adding: from a file or an address to a report under `seeds/reports/` with its row in SOURCES.csv.

Nothing is written before it has been shown what reading and extraction recognise in the document.
"""

from pipelines.adding.documents import add_document
from pipelines.adding.fetching import Limits
from pipelines.adding.model import Added, AddError, Recognised, RecognisedSection

__all__ = ["AddError", "Added", "Limits", "Recognised", "RecognisedSection", "add_document"]
