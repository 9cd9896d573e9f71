"""Who is named together with whom: ties from sentences, and a picture in which each name can be read."""

import pytest
from lxml import etree

from pipelines.site import network
from pipelines.site.content import Release
from pipelines.site.model import Tie
from pipelines.site.ties import ties

# Fictional.
TEXT = "The Green Dawn Front fought the Karsa Army. The Karsa Army has a Karsa Army Band. The Owl Court met the Front."
FRONT, ARMY, BAND, COURT = "green-dawn-front", "karsa-army", "karsa-army-band", "owl-court"
NAMES = {
    "Green Dawn Front": FRONT,
    "Karsa Army Band": BAND,
    "Karsa Army": ARMY,
    "Owl Court": COURT,
    "the Front": FRONT,
}


def span_of(words: str, after: int = 0) -> dict[str, int]:
    start = TEXT.index(words, after)
    return {"start": start, "end": start + len(words)}


def release(mentions, sentences, rejected=(), actors=()) -> Release:
    names = {FRONT: "Green Dawn Front", ARMY: "Karsa Army", BAND: "Karsa Army Band", COURT: "Owl Court"}
    tables = {
        "reports": [{"report_id": "KIR-2015", "text": TEXT}],
        "institutions": [{"institution_id": it, "canonical_name": name, "acronym": None} for it, name in names.items()],
        "institution_mentions": [
            {"report_id": "KIR-2015", "institution_id": NAMES[words], **span_of(words, after)}
            for words, after in mentions
        ],
        "evidence": [
            {"report_id": "KIR-2015", "field": "summary", **span_of(words)} for words in (*sentences, *sentences)
        ]
        + [{"report_id": "KIR-2015", "field": "killed_min", "start": 0, "end": len(TEXT)}],
        "rejections": [{"report_id": "KIR-2015", **span_of(words)} for words in rejected],
        "incident_actors": [{"incident_id": "one", "institution_id": it, "role": role} for it, role in actors],
    }
    return Release("v1.0-000000000000", "1.0", tables)


FIRST, SECOND, THIRD = (f"{it}." for it in TEXT.rstrip(".").split(". "))
MENTIONS = [("Green Dawn Front", 0), ("Karsa Army", 0), ("Karsa Army", 45), ("Karsa Army Band", 45), ("Owl Court", 0)]


def pairs(found):
    return {tie.ids: tie.sentences for tie in found}


def test_two_that_stand_in_one_sentence_are_named_together_and_no_others():
    found = ties(release(MENTIONS, [FIRST, THIRD]))
    assert pairs(found) == {(FRONT, ARMY): 1}
    assert found[0].quote == FIRST
    assert found[0].address == f"KIR-2015.html#text/0-{len(FIRST)}"


def test_a_sentence_that_several_rows_rest_on_counts_once_and_so_does_a_part_of_it():
    found = ties(release(MENTIONS, [FIRST], rejected=["Green Dawn Front fought the Karsa Army", FIRST]))
    assert pairs(found) == {(FRONT, ARMY): 1}


def test_sentences_that_were_seen_and_not_extracted_count_too():
    assert pairs(ties(release(MENTIONS, [], rejected=[FIRST]))) == {(FRONT, ARMY): 1}


def test_a_name_inside_a_longer_name_is_no_mention_of_its_own():
    inside = [("Karsa Army Band", 0), ("Karsa Army", TEXT.index("Karsa Army Band"))]
    assert ties(release(inside, [SECOND])) == ()
    assert pairs(ties(release(MENTIONS, [SECOND]))) == {(ARMY, BAND): 1}


def test_a_tie_says_what_part_each_has_where_both_are_in_one_incident():
    (found,) = ties(release(MENTIONS, [FIRST], actors=[(FRONT, "perpetrator"), (ARMY, "target")]))
    assert (found.names, found.parts) == (("Green Dawn Front", "Karsa Army"), "perpetrator and target")


def test_those_named_together_most_often_come_first():
    mentions = [*MENTIONS, ("the Front", 0)]
    found = ties(release(mentions, [FIRST, SECOND, THIRD]))
    assert [tie.sentences for tie in found] == [1, 1, 1]
    assert [tie.ids for tie in found] == [(FRONT, ARMY), (FRONT, COURT), (ARMY, BAND)]


def tie(one, other, sentences=1, parts=""):
    name = "The Institution with a Name of Quite Some Length, Number "
    address = f"KIR-2015.html#text/{one}-{other}"
    ids = (f"b{one:02}", f"b{other:02}")
    return Tie(ids, (f"{name}{one}", f"{name}{other}"), (f"IN{one}", ""), sentences, parts, "They met.", address)


def test_names_that_belong_together_stand_next_to_each_other():
    far = [tie(1, 9), tie(9, 5), tie(2, 8), tie(8, 4)]
    order = network.order_of(far)
    length = sum(abs(order.index(one) - order.index(other)) for one, other in (it.ids for it in far))
    assert length == len(far)


def test_no_more_names_are_drawn_than_can_be_read_and_those_with_most_ties_are():
    star = [tie(0, it) for it in range(1, 40)]
    order = network.order_of(star)
    assert len(order) == network.MOST_NAMES
    assert "b00" in order


@pytest.fixture(scope="module")
def drawn():
    pytest.importorskip("vl_convert", reason="the extra `site` is not installed")
    many = [tie(one, other, 1 + (one * other) % 9) for one in range(25) for other in range(one + 1, 25, 3)]
    return network.network_of([tie(30, 31, 2, "perpetrator and target"), *many])


def test_twenty_five_names_are_drawn_each_on_a_line_of_its_own(drawn):
    for svg, room in ((drawn.wide, 48), (drawn.narrow, 24)):
        texts = list(etree.fromstring(svg).iter("text"))
        heights = [float(text.get("transform").split(",")[1].rstrip(")")) for text in texts]
        assert len(texts) == network.MOST_NAMES
        assert min(abs(a - b) for a in heights for b in heights if a != b) >= 20
        assert len(set(heights)) == len(texts)
        assert max(len(text.text) for text in texts) <= room


def test_arcs_lead_to_their_sentences_and_stay_inside_the_picture(drawn):
    for svg, width in ((drawn.wide, 584), (drawn.narrow, 314)):
        tree = etree.fromstring(svg)
        assert float(tree.get("viewBox").split()[2]) <= width
        links = [it.get("href") for it in tree.iter("a")]
        assert len(links) == len(set(links)) > 50
        assert set(links) <= set(drawn.links)


def test_the_table_has_every_tie_with_its_sentence(drawn):
    assert drawn.rows[0][1:] == ("2", "perpetrator and target", "They met.")
    assert len(drawn.rows) == len(drawn.links)
    assert "27 institutions are named" in drawn.summary
    assert "The 25 with the most ties are drawn" in drawn.summary


@pytest.mark.parametrize(
    ("name", "acronym", "shown"),
    [
        ("Owl Court", "OC", "Owl Court"),
        ("Court of Owls and Other Birds", "COOB", "COOB"),
        ("Court of Owls and Other Birds", "", "Court of Owls…"),
    ],
)
def test_a_long_name_is_shown_as_its_acronym_or_cut(name, acronym, shown):
    assert network.label(name, acronym, 14) == shown


def test_where_nobody_is_named_together_there_is_no_network():
    assert network.network_of([]) is None
