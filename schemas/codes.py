"""Every code that a column may hold, with its one-line meaning.

A code is written here and nowhere else; models, Arrow schemas, descriptors and the codebook all read these mappings.
"""

from collections.abc import Mapping
from types import MappingProxyType

Codes = Mapping[str, str]


def _codes(**meanings: str) -> Codes:
    return MappingProxyType(meanings)


RECORD_CLASS = _codes(
    terrorist_attack="Violence by a non-state actor, presented as terrorism; also a planted bomb that was defused.",
    state_force_operation="An operation of a state's own forces that the report tells of with a date and deaths.",
    plot_foiled="A plan that was stopped before any device was planted or any attack begun.",
    other_violence="Other dated violence that the report tells of without presenting it as terrorism.",
)

DATE_PRECISION = _codes(
    day="One day.",
    day_range="A stated range of days.",
    part_of_month="Early (days 1-10), mid (11-20) or late (21-end) in a month.",
    month="A whole month.",
    season="A season or a part of a year longer than a month.",
    year="A whole year.",
    unknown="No date is stated.",
)

LOCATION_PRECISION = _codes(
    facility="A named or described site inside a settlement: a base, a market, a school.",
    settlement="A city, town or village.",
    vicinity="Near a named place, or at a stated distance from it.",
    admin2="A second-order administrative unit: a district, a county, a department.",
    admin1="A first-order administrative unit: a province, a region, a state.",
    subnational_area="No administrative unit: a valley, a lake basin, a compass part of the country.",
    border_area="Along or across a border.",
    country="The country and no place in it.",
    unknown="No place is stated.",
)

ATTACK_TYPE = _codes(
    armed_assault="An attack with firearms or by armed persons, without a more specific form.",
    bombing="An explosive device, planted or thrown.",
    suicide_bombing="An explosive carried on the body of an attacker who meant to die.",
    vehicle_bombing="An explosive in a vehicle, also where its driver meant to die.",
    vehicle_ramming="A vehicle driven into people.",
    stabbing="Knives or other blades.",
    arson="Fire set to property.",
    ambush="An attack from hiding on people who are on their way.",
    kidnapping="People taken and held.",
    assassination="The killing of a chosen person, or an attempt at it.",
    beheading="Killing by cutting off the head.",
    hijacking="The seizure of a vehicle, vessel or aircraft.",
    rocket_or_drone="Rockets, mortars, missiles or drones.",
    complex_attack="Several methods in one attack, or an attack that the report calls complex.",
    military_operation="An operation of a state's forces.",
    unspecified="The report does not say how.",
    other="The report says how, and none of these forms fits.",
)

TARGET_TYPE = _codes(
    civilians="People who are not of the security forces, without a more specific kind.",
    military="Armed forces, their bases and convoys.",
    police="Police, gendarmes and their posts.",
    peacekeepers="Forces of an international mission.",
    government="Officials, politicians and offices of a government.",
    infrastructure="Transport, energy, water and communication works.",
    aid_workers="People and premises of relief organizations.",
    religious="Places of worship, clergy and worshippers as such.",
    education="Schools, universities, pupils and teachers.",
    business="Companies, markets, hotels and their staff.",
    diplomatic="Embassies, consulates and diplomats.",
    mixed="Several kinds at once.",
    disputed="The report gives conflicting accounts of who was hit.",
    unknown="The report does not say.",
)

ATTRIBUTION = _codes(
    claimed="The perpetrator claimed responsibility.",
    asserted_by_report="The report names the perpetrator as a fact.",
    suspected="The report calls the perpetrator suspected, alleged, likely or believed.",
    attributed_by_third_party="Someone other than the report and the perpetrator named the perpetrator.",
    unattributed="No perpetrator is named.",
)

CERTAINTY = MappingProxyType({code: ATTRIBUTION[code] for code in ATTRIBUTION if code != "unattributed"})

CASUALTY_STATUS = _codes(
    stated="At least one figure of killed or wounded is stated.",
    disputed="Conflicting figures or accounts are given.",
    vague="Victims are spoken of without a usable figure, as in dozens or several.",
    not_stated="Nothing is said of killed or wounded.",
)

ACTOR_ROLE = _codes(
    perpetrator="Carried out the violence, or is said to have done so.",
    target="Was attacked.",
    responder="Responded to the violence: rescued, fought back, investigated.",
    claimant="Said that it did it, or reported what happened.",
    host="Commands, sponsors or shelters the perpetrator.",
)

CASUALTY_OUTCOME = _codes(
    killed="Died.",
    wounded="Was hurt and lived.",
    kidnapped="Was taken.",
    neutralized="Was put out of action in the claimant's words, which do not say how.",
)

QUALIFIER = _codes(
    exact="The figure itself: minimum and maximum are equal.",
    at_least="The figure or more: no maximum.",
    more_than="More than the figure: the minimum is the figure plus one, no maximum.",
    up_to="The figure or fewer: no minimum.",
    approximately="About the figure: minimum and maximum are both the figure.",
    vague="Words without a usable figure: neither minimum nor maximum.",
)

INSTITUTION_TYPE = _codes(
    armed_group="A non-state group that uses violence, including designated terrorist organizations.",
    military="Armed forces or a branch of them.",
    police="A police force.",
    gendarmerie="A police force of military status.",
    border_force="A force or agency that guards borders, coasts, customs or migration.",
    special_ct_unit="A unit specialised in counterterrorism.",
    intelligence="An intelligence or security service.",
    financial_intelligence_unit="A national centre that receives reports of suspicious transactions.",
    government="A government as a whole, or an executive body that is not a ministry.",
    ministry="A ministry or department of a government.",
    legislature="A parliament or a chamber of one.",
    court="A court, tribunal or prosecution service.",
    private_military_company="A company that sells armed force.",
    military_operation="A named operation, not a body.",
    multinational_mission="A mission, force or coalition of several states.",
    international_organization="An organization of states that is open to all regions.",
    regional_organization="An organization of states of one region.",
    fatf_style_regional_body="A regional body in the network of the Financial Action Task Force.",
    standard_setter="A body that sets international standards.",
    fiu_network="A network of financial intelligence units.",
    ngo="A non-governmental organization.",
    foreign_law_enforcement="A law enforcement agency of another country than the chapter's.",
    media="A news organization or an outlet of one.",
    religious="A religious organization.",
    other="A named organization that fits none of these.",
)

LEVEL = _codes(
    national="Of the chapter's own country.",
    foreign="Of another country.",
    international="Of several countries.",
    non_state="Of no state.",
)

NAME_TYPE = _codes(
    official="The full name.",
    acronym="A short form made of initials.",
    former="A name once used.",
    alias="Another name in use.",
    descriptive="A description used as a name.",
)

SECTION = _codes(
    overview="The opening of the chapter.",
    incidents="Terrorist incidents of the year.",
    legislation="Legislation, law enforcement and border security.",
    finance="Countering the financing of terrorism.",
    countering_violent_extremism="Countering violent extremism.",
    cooperation="International and regional cooperation.",
    body="The prose of a chapter without headings.",
    other="Text under a heading that is not known.",
)

DOMAIN = _codes(
    legal_framework="Laws on terrorism.",
    law_enforcement_capacity="Police, prosecution, courts, prisons and what they can do.",
    judicial_cooperation="Extradition, mutual legal assistance and help with foreign investigations.",
    border_security="Borders, screening and watch lists.",
    travel_documents="Passports, identity documents and visas.",
    aviation_security="Airports and air transport.",
    aml_cft="Money laundering and the financing of terrorism.",
    targeted_sanctions="Asset freezes and listings.",
    cve="Prevention of violent extremism, rehabilitation and reintegration.",
    peace_process="Peace agreements and talks.",
    human_rights="Abuses and what was done about them.",
    foreign_assistance="Aid, and restrictions on it.",
    regional_membership="Membership in regional and international organizations.",
    foreign_presence="Foreign forces and missions in the country.",
    international_cooperation="Work with other states and organizations.",
)

STATUS: Mapping[str, Codes] = MappingProxyType(
    {
        "implementation": _codes(
            implemented="In place and applied.",
            adopted="Passed or approved.",
            partially_implemented="In place in part.",
            progress_reported="Progress is reported.",
            limited_progress="Little progress is reported.",
            stalled="Work on it has stopped.",
            draft_pending="Drafted and not yet passed.",
            not_implemented="Not in place.",
            deficient="In place and not good enough.",
            no_change_reported="The report says that nothing changed.",
        ),
        "capacity": _codes(
            adequate="Able to do the work.",
            limited="Able to do part of the work.",
            deficient="Not able to do the work.",
        ),
        "membership": _codes(
            member="Is a member.",
            observer="Is an observer.",
            applicant="Has applied.",
            suspended="Is a member whose membership is suspended.",
            withdrawn="Left.",
            expelled="Was put out.",
            non_member="Is not a member.",
        ),
        "listing": _codes(
            listed="Is on the list.",
            delisted="Was taken off the list.",
            not_listed="Is not on the list.",
        ),
        "restriction": _codes(
            in_force="Applies.",
            waived="Is waived.",
            lifted="Was ended.",
        ),
        "cooperation": _codes(
            cooperating="Works together.",
            limited="Works together to a limited extent.",
            completed="The cooperation came to its intended end.",
            refused="Was refused.",
            expanding="Is growing.",
            ended="Was ended.",
        ),
        "participation": _codes(
            active="Takes part.",
            suspended="Participation is suspended.",
            withdrawn="Withdrew.",
            ended="Participation, or what was taken part in, ended.",
        ),
        "rating": _codes(
            C="Compliant (technical compliance).",
            LC="Largely compliant (technical compliance).",
            PC="Partially compliant (technical compliance).",
            NC="Non-compliant (technical compliance).",
            HE="High level of effectiveness.",
            SE="Substantial level of effectiveness.",
            ME="Moderate level of effectiveness.",
            LE="Low level of effectiveness.",
        ),
    }
)
"""Status codes by status type. A code that two types share may mean different things in them."""

STATUS_TYPE = _codes(
    implementation="How far a law, plan or duty is put into practice.",
    capacity="What an institution is able to do.",
    membership="Belonging to an organization.",
    listing="Standing on a list that an assessor keeps.",
    restriction="A restriction placed on the country.",
    cooperation="Working with other states or organizations.",
    participation="Taking part in a programme, mission or agreement.",
    rating="A rating of the Financial Action Task Force's methodology.",
)


def _every_status() -> Codes:
    meanings: dict[str, list[str]] = {}
    for status_type, codes in STATUS.items():
        for code, meaning in codes.items():
            meanings.setdefault(code, []).append(f"{status_type}: {meaning}")
    return MappingProxyType({code: " ".join(parts) for code, parts in meanings.items()})


ANY_STATUS = _every_status()

DIRECTION = _codes(
    improved="Better than before.",
    deteriorated="Worse than before.",
    expanded="More than before.",
    reduced="Less than before.",
    unchanged="As before, in the report's words.",
    mixed="Better in part and worse in part.",
    not_stated="The report does not compare.",
)

CHANGE_EVENT = _codes(
    none="No change is told.",
    drafted="A text was drafted or tabled.",
    adopted="A text was passed, approved, signed or ratified.",
    joined="The country joined.",
    withdrew="The country, or a mission in it, left.",
    suspended="Was suspended.",
    reinstated="Was taken up again.",
    listed="Was put on a list.",
    delisted="Was taken off a list.",
    announced="Was announced.",
    completed="Came to its intended end.",
)

AS_OF_BASIS = _codes(
    report_period_end="The end of the year that the report covers.",
    explicit="A date in the text.",
    publication_time="The time of writing, as in currently.",
)

MEDIA_TYPE = MappingProxyType(
    {
        "text/plain": "A text file.",
        "text/html": "A web page, of which the main text was taken.",
        "application/pdf": "A PDF, of which the text layer was taken.",
    }
)

DATASET = _codes(
    incidents="One row an event that the report describes.",
    institutions="One row an organization that a report names.",
    compliance_status="One row a statement on the state of a measure, duty or membership.",
)

EVIDENCE_TABLE = MappingProxyType(
    {
        **DATASET,
        "incident_actors": "An organization's part in an incident; the row id is the incident's.",
        "casualty_claims": "A figure that someone gave; the row id is the incident's.",
    }
)

REJECTION_REASON = _codes(
    aggregate="A total over several events, a trend, or a count without one event of its own.",
    no_date="No date that could be tied to it.",
    not_an_incident="Not violence: a change of policy, an arrest, a trial, a statement.",
    outside_report="Of another year or another country than the chapter's.",
    vague="Too unspecific to be a row.",
    residual="A sentence that no rule spoke to, in a section that the table draws on.",
    duplicate="Told already by another row.",
    negated="The text says that it did not happen or is not so.",
    hypothetical="Planned, feared, possible or conditional.",
    not_an_institution="A name of something else: a person, a place, a law, a programme, a document.",
    not_a_status="Speaks of a measure and states no status of it.",
    incident="Violence: it belongs to the incidents and not to this table.",
)

CHANGE = _codes(
    added="The row is new.",
    removed="The row is gone.",
    changed="The field's value is another.",
)

CHANGE_REASON = MappingProxyType(
    {
        "source changed": "A source document was added, removed or replaced.",
        "code changed": "The sources are the same: rules, word lists or reference files read them differently.",
        "schema changed": "The column or the code came, went or was redefined with another schema version.",
        "corrected": "A reviewer's correction of the value came, changed or was withdrawn.",
    }
)
