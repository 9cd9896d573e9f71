"""Which bodies that a chapter calls by their head noun alone are ones that it has given a longer name.

A legislature named "the Assembly" is the one assembly of the chapter's country, where the chapter names exactly one;
else that of an international organization that the chapter has named before.
"""

from pipelines.extraction.names_bodies import Bodies, Body
from pipelines.extraction.names_setting import Setting


def merge_short_names(setting: Setting, bodies: Bodies) -> None:
    """Give the places of a legislature's head noun to the legislature that has a longer name.

    Args:
        setting: the chapter.
        bodies: its bodies, all of whose places are known; changed in place.
    """
    at_home = [body for body in bodies.held.values() if _legislature_of(setting.home, body)]
    for body in at_home:
        if body.reference is not None or (body.canonical or "").lower() not in setting.book.short_names:
            continue
        longer = [other for other in at_home if other is not body and body.head in _words(other)]
        longer = longer or [other for other in bodies.held.values() if _international_before(body, other)]
        if len(longer) == 1:
            bodies.merge(body, longer[0])


def _international_before(body: Body, other: Body) -> bool:
    international = other.reference is not None and other.reference.level == "international"
    return international and body.head in _words(other) and min(other.mentions) < min(body.mentions)


def _legislature_of(country: str, body: Body) -> bool:
    home = body.reference.home_country_iso3 if body.reference else body.owner
    return body.institution_type == "legislature" and home in (None, country)


def _words(body: Body) -> frozenset[str]:
    return frozenset(word.lower() for name in body.names for word in name.split())
