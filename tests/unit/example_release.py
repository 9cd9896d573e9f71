"""A small fictional chapter and the rows that a reader would take from it, for the tests of schemas and publishing."""

import copy
import datetime
import functools
import hashlib
import shutil
import tempfile
from pathlib import Path

import pyarrow as pa

import schemas
from pipelines.publishing import release

SENTENCE = "On May 3, gunmen of the Red Lantern Front killed three people near Ardevan."
LAW = "Parliament adopted a law on terrorism in June."
TEXT = f"2019 Terrorist Incidents: {SENTENCE}\n\nLegislation: {LAW} The Front was active all year.\n"
REPORT = "XAA-2019"
OF_REPORT = {"report_id": REPORT, "country_iso3": "XAA", "report_year": 2019}
INCIDENT = "4be1f0c2a97d"
LAW_STATUS = "90c3d1b24e5f"
FRONT = "red-lantern-front"


CORRECTION = {
    "table_name": "incidents",
    "row_id": INCIDENT,
    "field": "killed_min",
    "report_id": REPORT,
    "old_value": "3",
    "new_value": "2",
    "old_rule": "killed_people",
    "reason_text": "One of the three survived.",
    "reviewer": "R. Viewer",
    "reviewed_on": datetime.date(2020, 2, 29),
    "source_path": "corrections/2019.csv",
}


def span(quote, text=TEXT, within=None):
    """The span of a quote, as the columns start, end and quote; looked for inside `within` where that is given."""
    start = text.index(quote, text.index(within) if within else 0)
    return {"start": start, "end": start + len(quote), "quote": quote}


def evidence(table, row_id, field, quote, rule, section, text=TEXT, within=None):
    place = {
        "table_name": table,
        "row_id": row_id,
        "field": field,
        "report_id": REPORT,
        "section": section,
        "rule": rule,
    }
    return place | span(quote, text, within)


def rows(text=TEXT):
    """All tables as lists of mappings, freshly made: a test may change what it likes."""
    found = {
        "incidents": [
            {
                **OF_REPORT,
                "incident_id": INCIDENT,
                "record_class": "terrorist_attack",
                "is_terrorist_incident": True,
                "listed_as_significant": True,
                "date_text": "On May 3",
                "date_start": datetime.date(2019, 5, 3),
                "date_end": datetime.date(2019, 5, 3),
                "date_edtf": "2019-05-03",
                "date_precision": "day",
                "place_name": "Ardevan",
                "location_precision": "vicinity",
                "attack_type": "armed_assault",
                "target_type": "civilians",
                "perpetrator_text": "gunmen of the Red Lantern Front",
                "perpetrator_names": "Red Lantern Front",
                "attribution": "asserted_by_report",
                "killed_min": 3,
                "killed_max": 3,
                "casualty_status": "stated",
                "disputed": False,
                "summary": SENTENCE,
                "corrected": False,
            }
        ],
        "institutions": [
            {
                **OF_REPORT,
                "institution_id": FRONT,
                "canonical_name": "Red Lantern Front",
                "institution_type": "armed_group",
                "level": "non_state",
                "mention_count": 1,
                "first_section": "incidents",
                "known": False,
                "corrected": False,
            }
        ],
        "compliance_status": [
            {
                **OF_REPORT,
                "compliance_id": LAW_STATUS,
                "subject": "country",
                "domain": "legal_framework",
                "framework_id": "ct-law",
                "measure": "law on terrorism",
                "status_type": "implementation",
                "status": "adopted",
                "direction": "not_stated",
                "change_event": "adopted",
                "change_date_edtf": "2019-06",
                "as_of_edtf": "2019-12-31",
                "as_of_basis": "report_period_end",
                "assessor": "usdos",
                "statement": LAW,
                "corrected": False,
            }
        ],
        "reports": [
            {
                **OF_REPORT,
                "country_name": "Exampleland",
                "source_path": "reports/2019/exampleland.txt",
                "source_sha256": hashlib.sha256(text.encode()).hexdigest(),
                "source_bytes": len(text.encode()),
                "media_type": "text/plain",
                "text": text,
                "parser_version": "1",
                "licence": "CC0-1.0",
            }
        ],
        "evidence": [
            evidence("incidents", INCIDENT, field, quote, rule, "incidents", text)
            for field, quote, rule in (
                ("date_text", "On May 3", "date_day"),
                ("date_start", "On May 3", "date_day"),
                ("date_end", "On May 3", "date_day"),
                ("date_edtf", "On May 3", "date_day"),
                ("perpetrator_names", "Red Lantern Front", "subject_of_killing"),
                ("summary", SENTENCE, "event_sentences"),
                ("place_name", "Ardevan", "place_near"),
                ("perpetrator_text", "gunmen of the Red Lantern Front", "subject_of_killing"),
                ("killed_min", "three", "killed_people"),
                ("killed_max", "three", "killed_people"),
            )
        ]
        + [
            evidence("institutions", FRONT, "canonical_name", "Red Lantern Front", "shape", "incidents", text),
            evidence("compliance_status", LAW_STATUS, "status", "adopted", "cue_adopted", "legislation", text),
            evidence("compliance_status", LAW_STATUS, "change_date_edtf", "June", "date_month", "legislation", text),
            evidence("compliance_status", LAW_STATUS, "statement", LAW, "sentence", "legislation", text),
        ],
        "incident_actors": [
            {
                "incident_id": INCIDENT,
                "institution_id": FRONT,
                "role": "perpetrator",
                "certainty": "asserted_by_report",
            }
        ],
        "casualty_claims": [
            {
                "incident_id": INCIDENT,
                "outcome": "killed",
                "victim_class": "people",
                "value_min": 3,
                "value_max": 3,
                "qualifier": "exact",
                "verb_text": "killed",
            }
        ],
        "institution_names": [
            {"institution_id": FRONT, "name": "Red Lantern Front", "name_type": "official", "in_text": True}
        ],
        "institution_mentions": [{"institution_id": FRONT, "report_id": REPORT} | span("Red Lantern Front", text)],
        "rejections": [
            {"report_id": REPORT, "candidate_for": "incidents", "reason": "aggregate"}
            | span("The Front was active all year.", text)
        ],
        "corrections": [],
    }
    return copy.deepcopy(found)


_MADE: dict[tuple[str, str], pa.Table] = {}


def tables(found=None) -> dict[str, pa.Table]:
    """The tables in Arrow form."""
    return {name: to_arrow(name, of_table) for name, of_table in (found or rows()).items()}


def to_arrow(name, of_table):
    """As schemas.to_arrow, which depends on its arguments alone and takes its time: the same rows only once."""
    key = (name, repr(of_table))
    if key not in _MADE:
        _MADE[key] = schemas.to_arrow(name, of_table)
    return _MADE[key]


def make_quick(monkeypatch):
    """Let publication and verification validate the same rows only once, and not wait for the disk."""
    for module in ("changes", "verify"):
        monkeypatch.setattr(f"pipelines.publishing.{module}.to_arrow", to_arrow)
    monkeypatch.setattr("os.fsync", lambda descriptor: None)


@functools.lru_cache(maxsize=1)
def _outputs():
    """Outputs with the example published, in a folder that goes with the process."""
    folder = tempfile.TemporaryDirectory(prefix="example-release-")
    release.publish(tables(), Path(folder.name) / "outputs")
    return folder


def publish(outputs, found=None):
    """Publish; where nothing is there yet and the rows are the example's, a copy does."""
    if found is not None or (outputs / release.POINTER).exists():
        return release.publish(tables(found), outputs)
    shutil.copytree(Path(_outputs().name) / "outputs", outputs, dirs_exist_ok=True)
    folder = release.latest(outputs)
    return release.Publication(folder.name, folder, is_new=True)


def with_two_killed():
    """The same chapter read by other rules: a figure that is one lower."""
    found = rows()
    found["incidents"][0] |= {"killed_min": 2}
    return found


def with_a_correction():
    """The same rows with one figure that a reviewer put lower."""
    found = with_two_killed()
    found["incidents"][0]["corrected"] = True
    found["evidence"] = [row for row in found["evidence"] if row["field"] != "killed_min"]
    found["corrections"] = [dict(CORRECTION)]
    return found


def without_the_law():
    """The same chapter read by rules that know nothing of laws."""
    found = rows()
    found["compliance_status"] = []
    found["evidence"] = [row for row in found["evidence"] if row["table_name"] != "compliance_status"]
    return found
