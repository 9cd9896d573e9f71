"""The evidence browser: a static site in which each row of a release stands beside the sentence it came from.

It reads a release and nothing else, and its pages need no server, no network and no other file.
"""

from pipelines.site.model import SiteError
from pipelines.site.write import write_site

__all__ = ["SiteError", "write_site"]
