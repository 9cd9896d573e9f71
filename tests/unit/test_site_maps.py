"""The map of the evidence browser: outlines that still fit together, a window on places, figures as ranges."""

import hashlib
import math
from dataclasses import replace

import pytest
from lxml import etree

from pipelines.site import maps
from pipelines.site.model import Spot
from pipelines.site.outlines import FILE, Box, box_of, coarsened, key_of, outlines, turn_of

WORLD = Box(-180, -58, 180, 78)
# Fictional places and events, in a country that has an outline.
ARDEVAN = Spot(
    "Ardevan", "3 May 2019", "MLI", "Mali", 14.0, -5.0, 10, 10, False, "10", "not stated", "XAA-2019.html#one"
)


def spot(**values) -> Spot:
    return replace(ARDEVAN, **values)


def marks_of(**values):
    """The parts that the mark of an incident has, by name."""
    mark = maps._mark(0, spot(**values), most=100)
    return {name for name in ("disc", "ring", "open", "diamond", "cross") if mark[name]}


def radius(area: float) -> float:
    return math.sqrt(area / math.pi)


def test_the_outlines_are_those_that_their_readme_names():
    digest = hashlib.sha256(FILE.read_bytes()).hexdigest()
    assert digest == "04342cdc1e3016bcd7db1630de95684d67b79fe3c8c460321e87aef469502394"


@pytest.mark.parametrize("iso3", ["MLI", "BHR", "USA", "XKX"])
def test_a_country_has_an_outline_also_where_it_is_small_or_has_no_number(iso3):
    assert outlines().box_of(key_of(iso3)) is not None


def test_a_code_that_is_no_country_has_no_outline():
    assert key_of("QQQ") == ""
    assert outlines().box_of(key_of("QQQ")) is None


def test_far_islands_do_not_widen_the_window_on_a_country():
    box = outlines().box_of(key_of("FRA"))
    assert box.west > -6
    assert box.south > 41


def test_a_window_shows_its_countries_and_no_others():
    found = outlines().shapes(Box(-9, 12, -7, 14), 0.01, frozenset({key_of("MLI")}))
    assert [shape["properties"]["own"] for shape in found].count(True) == 1
    assert len(found) < 5


def test_neighbours_share_their_border_also_when_it_is_coarsened():
    own, others = [], []
    for shape in outlines().shapes(Box(-12, 10, 4, 25), 0.2, frozenset({key_of("MLI")})):
        places = {place for part in shape["geometry"]["coordinates"] for ring in part for place in ring}
        (own if shape["properties"]["own"] else others).append(places)
    assert own[0] <= set().union(*others)


@pytest.mark.parametrize("grain", [0.05, 0.4, 2.0])
def test_no_outline_turns_over_when_it_is_coarsened(grain):
    """One that did would cover all the world but itself."""
    shapes = outlines().shapes(WORLD, grain, frozenset())
    outer = [part[0] for shape in shapes for part in shape["geometry"]["coordinates"]]
    # The sheet of the map is cut at 180 degrees, and an island across the cut turns the other way on it.
    whole = [ring for ring in outer if box_of(ring).east - box_of(ring).west < 300]
    assert len(whole) > 50
    assert all(turn_of(ring) < 0 for ring in whole)


def test_the_ends_of_an_arc_stay_whatever_the_grain():
    arc = [(0.0, 0.0), (0.1, 0.0), (1.0, 0.0), (1.05, 0.0)]
    assert coarsened(arc, 0.5) == [(0.0, 0.0), (1.0, 0.0), (1.05, 0.0)]
    assert coarsened(arc, 50) == [(0.0, 0.0), (1.05, 0.0)]
    assert coarsened(arc, 0) == arc


@pytest.mark.parametrize("box", [Box(-12, 10, 4, 25), Box(100, 1, 101, 30), Box(-170, -80, 179, 83), Box(5, 5, 5, 5)])
def test_a_window_holds_its_box_and_keeps_to_its_heights(box):
    view = maps.view_of(box, 580, 260, 460)
    assert 260 <= view.height <= 460
    shown = Box(box.west, max(box.south, -58), box.east, min(box.north, 78))
    for longitude, latitude in ((shown.west, shown.south), (shown.east, shown.north)):
        x, y = view.place_of(longitude, latitude)
        assert -1e-6 <= x <= view.width + 1e-6
        assert -1e-6 <= y <= view.height + 1e-6


def test_the_corners_of_the_picture_are_the_corners_of_what_it_shows():
    view = maps.view_of(Box(-12, 10, 4, 25), 580, 260, 460)
    assert view.place_of(view.box.west, view.box.north) == pytest.approx((0, 0))
    assert view.place_of(view.box.east, view.box.south) == pytest.approx((view.width, view.height))


@pytest.mark.parametrize(
    ("low", "high", "disputed", "parts"),
    [
        (10, 10, False, {"disc"}),
        (0, 0, False, {"disc"}),
        (10, 40, False, {"disc", "ring"}),
        (10, None, False, {"disc", "open"}),
        (None, 40, False, {"open"}),
        (None, None, False, {"cross"}),
        (None, None, True, {"diamond"}),
        (10, 40, True, {"diamond"}),
    ],
)
def test_a_range_of_victims_is_drawn_as_one_and_a_dispute_as_no_figure_at_all(low, high, disputed, parts):
    assert marks_of(minimum=low, maximum=high, disputed=disputed) == parts


def test_the_area_of_a_disc_grows_with_the_number_and_the_ring_lies_outside():
    mark = maps._mark(0, spot(minimum=10, maximum=40), most=100)
    assert radius(mark["disc"]) < radius(mark["ring"]) <= radius(mark["reach"])
    small, large = (maps._mark(0, spot(minimum=it, maximum=it), most=100)["disc"] for it in (1, 100))
    assert small < large < math.pi * 25**2


def test_one_victim_is_a_small_disc_also_where_no_incident_has_more():
    assert radius(maps._mark(0, spot(minimum=1, maximum=1), most=1)["disc"]) < 8


def links_in(svg):
    return [(it.get("href"), it.get("tabindex"), it.findtext("title")) for it in etree.fromstring(svg).iter("a")]


def texts(svg):
    return ["".join(element.itertext()) for element in etree.fromstring(svg).iter("text")]


@pytest.fixture(scope="module")
def drawn():
    pytest.importorskip("vl_convert", reason="the extra `site` is not installed")
    hostile = spot(place="<script>alert(1)</script>", latitude=20.0, disputed=True, address="XAA-2019.html#two")
    return maps.map_of([ARDEVAN, hostile, spot(address="XAA-2019.html#three")], total=5)


def test_each_mark_leads_to_its_row_for_the_pointer_and_its_line_in_the_table_for_everyone(drawn):
    for svg in (drawn.wide, drawn.narrow):
        assert {href for href, _, _ in links_in(svg)} == {f"XAA-2019.html#{name}" for name in ("one", "two", "three")}
        assert {tabindex for _, tabindex, _ in links_in(svg)} == {"-1"}
        assert "Ardevan, Mali: 3 May 2019" in {title for _, _, title in links_in(svg)}
    assert drawn.links == ("XAA-2019.html#one", "XAA-2019.html#two", "XAA-2019.html#three")


def test_a_place_with_two_incidents_is_named_once_and_markup_in_a_name_is_text(drawn):
    assert sorted(texts(drawn.wide)) == ["<script>alert(1)</script>", "Ardevan"]


def test_characters_that_svg_may_not_hold_cost_no_page():
    pytest.importorskip("vl_convert", reason="the extra `site` is not installed")
    chart = maps.map_of([spot(place="Ar\0de\x0bvan\ud800")], total=1)
    assert texts(chart.wide) == ["Ar\N{REPLACEMENT CHARACTER}de\N{REPLACEMENT CHARACTER}van\N{REPLACEMENT CHARACTER}"]
    assert links_in(chart.wide)[0][2].startswith("Ar\N{REPLACEMENT CHARACTER}de")


def test_a_map_says_how_many_incidents_are_on_it_and_each_figure_in_words(drawn):
    assert drawn.summary.startswith("3 of 5 incidents have coordinates")
    assert drawn.rows[0] == ("Ardevan, Mali", "3 May 2019", "10", "not stated", "agree", "14.00, -5.00")
    assert drawn.rows[1][4] == "conflict"


def test_names_never_lie_over_each_other_or_outside_the_picture():
    crowd = [spot(place=f"Ardevan {it}", longitude=-5.0 + it / 50) for it in range(40)]
    view = maps.view_of(Box(-12, 10, 4, 25), 580, 260, 460)
    (layer,) = [it for it in maps._names(crowd, view) if it.mark.align == "left"]
    rows = layer.data.values
    boxes = [Box(row["x"], row["y"] - 7, row["x"] + 7.2 * len(row["name"]), row["y"] + 7) for row in rows]
    assert 0 < len(boxes) < 40
    assert all(not one.meets(other) for place, one in enumerate(boxes) for other in boxes[:place])
    assert all(box.west >= 0 and box.east <= view.width for box in boxes)


def test_without_coordinates_there_is_no_map():
    assert maps.map_of([], 7) is None


def test_the_box_of_places_is_around_all_of_them():
    assert box_of([(1.0, 2.0), (-3.0, 9.0)]) == Box(-3.0, 2.0, 1.0, 9.0)
