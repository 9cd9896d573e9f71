"""Which departments and offices, named without their country, are another country's.

A country whose government consists of ministries has no department that the reference list has for another country.
"""

from pipelines.extraction import names_patterns as patterns
from pipelines.extraction.names_bodies import Bodies, Body
from pipelines.extraction.names_knowledge import plain_form
from pipelines.extraction.names_setting import Setting

_DEPARTMENT = "department of "


def merge_foreign_departments(setting: Setting, bodies: Bodies) -> None:
    """Give the places of departments without a country to the foreign department that they are.

    Args:
        setting: the chapter.
        bodies: its bodies, all of whose places are known; changed in place.
    """
    unowned = [body for body in bodies.held.values() if _without_country(body)]
    for body in unowned:
        form = _form(body.canonical or "")
        foreign = _named_before(form, body, setting, bodies) or _of_the_reference_list(form, body, setting, bodies)
        if foreign is not None:
            bodies.merge(body, foreign)


def _without_country(body: Body) -> bool:
    if body.reference is not None or body.owner is not None or body.acronym is not None or body.head != "department":
        return False
    return _form(body.canonical or "").startswith(_DEPARTMENT)


def _form(name: str) -> str:
    return plain_form(name).replace(" of the ", " of ")


def _named_before(form: str, body: Body, setting: Setting, bodies: Bodies) -> Body | None:
    """The foreign department that the chapter has named with its country before."""
    first = min(body.mentions)
    for other in bodies.held.values():
        home = other.reference.home_country_iso3 if other.reference else other.owner
        if home in (None, setting.home) or not other.mentions or min(other.mentions) > first:
            continue
        if any(_form(bodies.without_country(name)[1]) == form for name in other.names):
            return other
    return None


def _of_the_reference_list(form: str, body: Body, setting: Setting, bodies: Bodies) -> Body | None:
    """The department of the reference list, where the country has ministries or a part of it shows whose it is."""
    identifier = setting.knowledge.departments.get(form)
    if identifier is None:
        return None
    home = setting.knowledge.references[identifier].home_country_iso3
    if _has_ministries(setting, bodies) or _has_part_of(home, body, setting, bodies):
        return bodies.known_body(identifier)
    return None


def _has_ministries(setting: Setting, bodies: Bodies) -> bool:
    """Whether the chapter names a ministry of its own country."""
    return any(
        body.institution_type == "ministry" and body.reference is None and body.owner in (None, setting.home)
        for body in bodies.held.values()
    )


def _has_part_of(country: str | None, body: Body, setting: Setting, bodies: Bodies) -> bool:
    """Whether a body of the country follows in the possessive: "the Department of Harbors' Pier Office"."""
    parts = {
        start
        for part in bodies.held.values()
        if part.reference and part.reference.home_country_iso3 == country
        for start, _ in part.mentions
    }
    ends = (patterns.POSSESSIVE.match(setting.text, end) for _, end in body.mentions)
    return any(match is not None and match.end() in parts for match in ends)


def give_parts_their_country(setting: Setting, bodies: Bodies) -> None:
    """Give bodies that stand behind a foreign one's possessive its country: "the <nationality> Police's Pier Office".

    Args:
        setting: the chapter.
        bodies: its bodies, all of whose places are known; changed in place.
    """
    foreign: dict[int, str] = {}
    for body in bodies.held.values():
        home = body.reference.home_country_iso3 if body.reference else body.owner
        if home is not None and home != setting.home:
            foreign.update((end, home) for _, end in body.mentions)
    if not foreign:
        return
    for body in bodies.held.values():
        if body.reference is None and body.owner is None:
            owners = (_owner_before(start, foreign, setting) for start, _ in body.mentions)
            body.owner = next(filter(None, owners), None) or _owner_in_front(body, setting, bodies)


def _owner_before(start: int, foreign: dict[int, str], setting: Setting) -> str | None:
    """The country of the foreign body whose possessive ends right before a place."""
    match = patterns.POSSESSED.search(setting.text, max(0, start - 4), start)
    return foreign.get(match.start()) if match and match.group().startswith("'") else None


def _owner_in_front(body: Body, setting: Setting, bodies: Bodies) -> str | None:
    """The country of the foreign body of the chapter whose acronym a name begins with."""
    first, _, rest = (body.canonical or "").partition(" ")
    owners = setting.knowledge.acronyms.get(first, ()) if rest else ()
    homes = {setting.knowledge.references[owner].home_country_iso3 for owner in owners if owner in bodies.held}
    return next(iter(homes)) if len(homes) == 1 and setting.home not in homes else None
