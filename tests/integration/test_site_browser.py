"""The evidence browser in a real Chromium, from the file system: what a reader does, at desktop and at phone size."""

import csv
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.site import write_site
from tests.unit.test_site import (
    DISPUTED,
    HOSTILE,
    TWO_YEARS,
    chapters_after,
    chapters_before,
    read_otherwise,
    release_of,
    rows,
    stored,
)

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install playwright")
axe_api = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
SIZES = {"desktop": {"width": 1360, "height": 900}, "phone": {"width": 390, "height": 844}}
# Root has no sandbox; the others keep the browser from looking for updates.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed: apt-get install chromium"),
]


@pytest.fixture(scope="module")
def release(tmp_path_factory) -> Path:
    return release_of(tmp_path_factory.mktemp("release"), stored(*TWO_YEARS, DISPUTED) | {"kiribati-2015": HOSTILE})


@pytest.fixture(scope="module")
def site(release, tmp_path_factory) -> str:
    return write_site(release, tmp_path_factory.mktemp("site")).parent.as_uri()


@pytest.fixture(scope="module")
def changes(tmp_path_factory) -> str:
    """The address of the page on what changed between two releases."""
    old = release_of(tmp_path_factory.mktemp("old"), chapters_before())
    new = release_of(tmp_path_factory.mktemp("new"), chapters_after())
    newer = read_otherwise(new, tmp_path_factory.mktemp("newer"))
    site = write_site(newer, tmp_path_factory.mktemp("changes"), old).parent
    return (site / f"compared-with-{old.name}.html").as_uri()


@pytest.fixture(scope="module")
def browser() -> Iterator["sync_api.Browser"]:
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(params=SIZES)
def page(request, browser) -> Iterator["sync_api.Page"]:
    """A page that must end without a message on its console, an error, a dialog or a request over the network."""
    context = browser.new_context(viewport=SIZES[request.param], color_scheme="light")
    page = context.new_page()
    trouble: list[str] = []
    page.on("console", lambda message: trouble.append(f"console {message.type}: {message.text}"))
    page.on("pageerror", lambda error: trouble.append(f"error: {error}"))
    page.on("dialog", lambda dialog: trouble.append(f"dialog: {dialog.message}"))
    context.on("request", lambda it: it.url.startswith(("file:", "data:")) or trouble.append(f"request: {it.url}"))
    yield page
    context.close()
    assert trouble == []


def incident(release, place):
    return next(row for row in rows(release, "incidents") if row["place_name"] == place)


def quotes(release, row_id):
    """For each field of a row, the words it rests on."""
    return {row["field"]: row["quote"] for row in rows(release, "evidence") if row["row_id"] == row_id}


def problems(page) -> list[tuple[str, str, list[str]]]:
    """What axe finds wrong with a page."""
    found = axe_api.Axe().run(page).response
    assert len(found["passes"]) > 20
    return [(it["id"], it["impact"], [node["html"][:160] for node in it["nodes"][:3]]) for it in found["violations"]]


def visible_rows(page):
    return page.locator("#page\\/incidents ~ .rows tbody tr:visible")


def marked(page) -> str:
    """All words that are marked in the text, in order."""
    return "".join(page.locator("[data-text] .s.on").all_text_contents())


def labelled(page) -> dict[str, str]:
    """For each label in the text, the words behind it."""
    script = "all => all.map(it => [it.dataset.label, it.textContent])"
    return dict(page.locator("[data-text] .s.labelled").evaluate_all(script))


def in_view(page, selector) -> bool:
    """True where an element lies inside the window and inside the pane of the text."""
    script = """element => {
        const at = element.getBoundingClientRect();
        const pane = element.closest("[data-text]").getBoundingClientRect();
        return at.top >= Math.max(pane.top, 0) && at.bottom <= Math.min(pane.bottom, innerHeight);
    }"""
    return page.locator(selector).first.evaluate(script)


def test_the_first_page_opens_with_all_rows_and_fits_the_window(page, site, release):
    page.goto(f"{site}/index.html")
    assert visible_rows(page).count() == len(rows(release, "incidents"))
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("name", ["BFA-2021.html", "TUN-2015-and-2019.html", "KIR-2015.html"])
def test_no_page_is_wider_than_the_window(name, page, site):
    page.goto(f"{site}/{name}")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_searching_and_choosing_narrow_the_rows_and_say_how_many_are_left(page, site, release):
    page.goto(f"{site}/index.html")
    total = len(rows(release, "incidents"))
    form = page.get_by_role("search", name="Narrow down: Incidents")
    form.get_by_label("Search").fill("tambiri")
    assert visible_rows(page).count() == 1
    status = form.get_by_role("status")
    assert status.text_content() == f"1 of {total} rows"
    assert status.get_attribute("aria-live") == "polite"
    form.get_by_role("button", name="Clear").click()
    sync_api.expect(status).to_have_text(f"{total} rows")
    form.get_by_label("Accounts").select_option("accounts conflict")
    assert visible_rows(page).count() == sum(row["disputed"] for row in rows(release, "incidents"))
    form.get_by_label("Report").select_option("TUN-2019")
    assert visible_rows(page).count() == 0


def test_clicking_a_row_leads_to_its_words_marked_in_the_chapter(page, site, release):
    row = incident(release, "Hammamet")
    page.goto(f"{site}/index.html")
    page.get_by_role("search", name="Narrow down: Incidents").get_by_label("Search").fill("Hammamet")
    visible_rows(page).locator("td[data-name='Killed']").click()
    page.wait_for_url(re.compile(rf"/TUN-2019\.html#{row['incident_id']}$"))
    said = quotes(release, row["incident_id"])
    assert marked(page) == row["summary"]
    assert labelled(page)["place"] == said["place_name"] == "Hammamet"
    assert labelled(page)["date"] == said["date_text"]
    assert labelled(page)["killed"] == said["killed_min"]
    assert in_view(page, ".s.labelled")
    assert page.locator("details.card[open]").count() == 1
    assert page.locator("details.card[open] summary").is_visible()


def test_a_deep_link_opens_the_row_and_marks_its_words(page, site, release):
    row = incident(release, "Tambiri")
    page.goto(f"{site}/BFA-2021.html#{row['incident_id']}")
    assert page.locator("details.card[open]").get_attribute("id") == row["incident_id"]
    assert labelled(page)["place"] == "Tambiri"
    page.wait_for_timeout(100)
    assert in_view(page, ".s.labelled")


def test_a_deep_link_to_the_first_page_shows_the_row(page, site, release):
    row = incident(release, "Tambiri")
    page.goto(f"{site}/index.html#{row['incident_id']}")
    chosen = page.locator("tr.chosen")
    assert chosen.get_attribute("id") == row["incident_id"]
    sync_api.expect(chosen).to_be_in_viewport()


def test_clicking_words_in_the_text_leads_to_the_row_read_from_them(page, site, release):
    row = incident(release, "Tambiri")
    page.goto(f"{site}/BFA-2021.html")
    page.locator("[data-text] .s", has_text=re.compile("^Tambiri$")).first.click()
    card = page.locator("details.card[open]")
    assert card.get_attribute("id") == row["incident_id"]
    assert marked(page) == row["summary"]
    assert page.url.endswith(f"#{row['incident_id']}")


def test_a_quote_on_a_card_leads_to_its_words(page, site, release):
    row = incident(release, "Tambiri")
    page.goto(f"{site}/BFA-2021.html#{row['incident_id']}")
    fact = page.locator("details.card[open] dl > div").filter(has=page.get_by_text("Place name", exact=True))
    fact.get_by_role("button").click()
    assert page.locator("[data-text] .s.flash").all_text_contents() == ["Tambiri"]
    assert in_view(page, ".s.flash")


def test_clicking_the_words_of_a_figure_leads_to_its_account_and_the_account_to_its_words(page, site, release):
    row = incident(release, "Tambiri")
    page.goto(f"{site}/BFA-2021.html")
    page.locator("[data-text] .s", has_text=re.compile("^more than 150 persons$")).first.click()
    card = page.locator("details.card[open]")
    assert card.get_attribute("id") == row["incident_id"]
    line = card.locator(".claims tr.hit")
    assert line.count() == 1
    assert "at least 151" in line.text_content()
    sync_api.expect(line).to_be_in_viewport()
    assert labelled(page)["figure"] in ("118", "more than 150 persons")
    card.locator(".claims tr", has_text="The government").get_by_role("button", name="118").click()
    assert page.locator("[data-text] .s.flash").all_text_contents() == ["118"]
    assert in_view(page, ".s.flash")


def test_clicking_the_words_of_a_value_shows_the_value_on_the_card(page, site):
    page.goto(f"{site}/BFA-2021.html")
    page.locator("[data-text] .s", has_text=re.compile("^Tambiri$")).first.click()
    hits = page.locator("details.card[open] .hit")
    assert "Place name" in " ".join(hits.all_text_contents())
    sync_api.expect(hits.first).to_be_in_viewport()
    page.locator("details.card[open] summary").click()
    assert page.locator(".hit").count() == 0


def test_a_card_gives_a_line_for_the_corrections_with_row_field_value_and_day(page, site, release):
    row = incident(release, "Hammamet")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{site}/TUN-2019.html#{row['incident_id']}")
    card = page.locator("details.card[open]")
    card.get_by_label("Is a value wrong?").select_option("perpetrator_text")
    card.get_by_role("button", name="Copy correction line").click()
    sync_api.expect(page.locator("[data-announce]")).to_have_text("The correction line is copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == card.get_by_label("A line for seeds/corrections").input_value()
    (cells,) = csv.reader([copied.rstrip("\n")])
    day = page.evaluate("new Date().toLocaleDateString('sv')")
    assert cells == [row["incident_id"], "", "perpetrator_text", row["perpetrator_text"], "", "", "", day, ""]


def test_a_line_for_the_corrections_quotes_what_a_chapter_says_and_leaves_a_null_empty(page, site, release):
    row = next(row for row in rows(release, "incidents") if "=cmd" in (row["summary"] or ""))
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('refused'))")
    page.goto(f"{site}/KIR-2015.html#{row['incident_id']}")
    card = page.locator("details.card[open]")
    assert row["wounded_min"] is None
    for field, old in (("location_text", row["location_text"]), ("wounded_min", "")):
        card.get_by_label("Is a value wrong?").select_option(field)
        card.get_by_role("button", name="Copy correction line").click()
        shown = card.get_by_label("A line for seeds/corrections")
        sync_api.expect(shown).to_be_focused()
        (cells,) = csv.reader([shown.input_value().rstrip("\n")])
        assert cells[2:4] == [field, old]
    assert "copy it" in page.locator("[data-announce]").text_content()


def test_an_institution_is_named_with_its_report_in_a_line_for_the_corrections(page, site):
    page.goto(f"{site}/BFA-2021.html#jnim")
    assert page.locator("details.card[open] [data-correct]").get_attribute("data-correct") == "jnim/BFA-2021"


def test_what_was_not_extracted_is_shown_with_its_reason_and_place(page, site, release):
    page.goto(f"{site}/BFA-2021.html")
    page.get_by_role("tab", name="Not extracted").click()
    card = page.locator("#page\\/panel\\/rejections details.card").first
    card.locator("summary").click()
    assert "Candidate for" in card.locator("summary").text_content()
    assert marked(page) in {row["quote"] for row in rows(release, "rejections")}


def test_the_pages_can_be_used_by_keyboard_alone(page, site):
    page.goto(f"{site}/BFA-2021.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.get_by_role("tab", name="Incidents").focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.id") == "page/tab/compliance_status"
    assert page.locator("#page\\/panel\\/incidents").is_hidden()
    summary = page.locator("#page\\/panel\\/compliance_status details.card summary").first
    summary.focus()
    page.keyboard.press("Enter")
    assert page.locator("details.card[open]").count() == 1
    assert marked(page)
    page.keyboard.press("Escape")
    assert page.locator("details.card[open]").count() == 0
    assert not marked(page)
    reference = page.locator("[data-text] a.ref.k-i").first
    reference.focus()
    page.keyboard.press("Enter")
    assert page.locator("details.card[open]").get_attribute("data-number") == "I1"


def test_a_number_in_the_table_of_fields_leads_to_the_statements_that_it_counts(page, site, release):
    counted = sum(
        row["domain"] == "regional_membership" and row["direction"] == "not_stated"
        for row in rows(release, "compliance_status")
    )
    assert counted > 0
    page.goto(f"{site}/index.html")
    page.get_by_role("link", name="Show regional membership, not stated:").click()
    form = page.get_by_role("search", name="Narrow down: Statements of status")
    assert form.get_by_label("Direction").input_value() == "not stated"
    assert page.locator(".rows-of-compliance_status tbody tr:visible").count() == counted
    page.get_by_role("link", name=re.compile("^Show regional membership: ")).click()
    assert form.get_by_label("Direction").input_value() == ""


def test_clicking_a_mark_on_the_map_leads_to_its_row(page, site, release):
    row = incident(release, "Hammamet")
    page.goto(f"{site}/index.html")
    mark = page.locator(".chart-map svg:visible a").filter(has=page.locator("title", has_text="Hammamet"))
    mark.click()
    page.wait_for_url(re.compile(rf"/TUN-2019\.html#{row['incident_id']}$"))
    assert labelled(page)["place"] == "Hammamet"


def test_the_map_is_skipped_by_the_keyboard_which_has_the_same_rows_in_its_table(page, site, release):
    page.goto(f"{site}/index.html")
    figure = page.locator(".chart-map")
    marks = figure.locator("svg:visible a")
    assert set(marks.evaluate_all("all => all.map(it => it.tabIndex)")) == {-1}
    summary = figure.locator("summary")
    summary.focus()
    page.keyboard.press("Enter")
    links = figure.locator("tbody a:visible")
    assert links.count() == marks.count() > 0
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.href") == links.first.evaluate("it => it.href")


def highlight_in_view(page) -> bool:
    script = """() => {
        const at = [...CSS.highlights.get("place")][0].getBoundingClientRect();
        const pane = document.querySelector("[data-text]").getBoundingClientRect();
        return at.top >= Math.max(pane.top, 0) && at.top < Math.min(pane.bottom, innerHeight);
    }"""
    return page.evaluate(script)


def highlighted(page) -> str:
    return page.evaluate("[...(CSS.highlights.get('place') || [])].map(String).join('')")


def test_a_pair_that_is_named_together_leads_to_its_sentence_marked_in_the_chapter(page, site):
    page.goto(f"{site}/index.html")
    figure = page.locator(".chart-network")
    figure.locator("summary").click()
    line = figure.locator("tbody tr").first
    sentence = line.locator("td").last.text_content()
    line.locator("a").click()
    page.wait_for_url(re.compile(r"#text/\d+-\d+$"))
    assert " ".join(highlighted(page).split()) == sentence
    page.wait_for_timeout(100)
    assert highlight_in_view(page)
    assert page.evaluate("document.activeElement === document.querySelector('[data-text]')")
    assert sentence[:40] in page.locator("[data-announce]").text_content()
    page.locator("details.card summary").first.click()
    assert highlighted(page) == ""


def test_an_arc_of_the_network_leads_to_a_sentence(page, site):
    page.goto(f"{site}/index.html")
    page.locator(".chart-network svg:visible a").first.dispatch_event("click")
    page.wait_for_url(re.compile(r"#text/\d+-\d+$"))
    assert highlighted(page)


def test_a_place_in_the_text_is_counted_in_characters_as_the_data_counts_them(page, site, release):
    text = next(row["text"] for row in rows(release, "reports") if row["report_id"] == "KIR-2015")
    start = text.index("raw %}")
    assert "𝔘" in text[:start]
    page.goto(f"{site}/KIR-2015.html#text/{start}-{start + 6}")
    assert highlighted(page) == "raw %}"


@pytest.mark.parametrize("place", ["9-3", "0-99999999", "99999998-99999999", "1-x"])
def test_a_place_that_the_text_does_not_have_marks_nothing(place, page, site):
    page.goto(f"{site}/BFA-2021.html#text/{place}")
    assert highlighted(page) == ""
    assert page.locator("[data-text]").is_visible()


def test_a_row_that_changed_leads_to_its_sentence(page, changes):
    page.goto(changes)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    row = page.locator(".changes-of-incidents tbody tr", has_text="Hammamet")
    assert row.locator("del").text_content() == "civilians"
    assert row.locator("ins").text_content() == "business"
    sentence = row.locator("q").text_content()
    row.locator("td[data-name='Change']").click()
    page.wait_for_url(re.compile(r"/TUN-2019\.html#tun-2019-"))
    assert " ".join(marked(page).split()) == sentence
    page.go_back()
    # A row without a place to lead to stays where it is.
    page.locator(".changes-of-incidents tbody tr", has_text="killing 11").locator("td").first.click()
    assert page.url == changes


def test_a_deep_link_to_a_change_shows_it_chosen(page, changes):
    page.goto(changes)
    ids = page.locator(".changes-of-incidents tbody tr").evaluate_all("all => all.map(it => it.id)")
    page.goto(f"{changes}#{ids[-1].replace('/', '%2F')}")
    chosen = page.locator("tr.chosen")
    assert chosen.get_attribute("id") == ids[-1]
    sync_api.expect(chosen).to_be_in_viewport()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_accessibility_check_finds_nothing_on_the_page_of_changes(dark, page, changes):
    page.emulate_media(color_scheme="dark" if dark else "light")
    page.goto(changes)
    assert problems(page) == []


def test_sorting_keeps_what_is_not_stated_at_the_end(page, site):
    if page.viewport_size["width"] < 700:
        pytest.skip("rows are cards at phone size, without headings to sort by")
    page.goto(f"{site}/index.html")
    table = page.locator("table.rows-of-incidents")
    for direction in ("ascending", "descending"):
        table.get_by_role("button", name="Killed").click()
        assert table.locator("th", has_text="Killed").get_attribute("aria-sort") == direction
        values = table.locator("td[data-name='Killed']").evaluate_all("all => all.map(it => it.dataset.value)")
        stated = [int(value) for value in values if value]
        assert stated == sorted(stated, reverse=direction == "descending")
        assert len(stated) < len(values)
        assert all(values[: len(stated)])


def test_the_choice_of_dark_colours_is_kept_for_the_next_page(page, site):
    background = "getComputedStyle(document.body).backgroundColor"
    page.goto(f"{site}/index.html")
    light = page.evaluate(background)
    button = page.get_by_role("button", name="Dark colours")
    assert button.get_attribute("aria-pressed") == "false"
    button.click()
    assert button.get_attribute("aria-pressed") == "true"
    dark = page.evaluate(background)
    assert dark != light
    page.goto(f"{site}/BFA-2021.html")
    root = page.locator("html")
    sync_api.expect(root).to_have_attribute("data-theme", "dark")
    assert page.evaluate(background) == dark
    page.get_by_role("button", name="Dark colours").click()
    sync_api.expect(root).to_have_attribute("data-theme", "light")
    assert page.evaluate(background) == light


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("name", ["index.html", "BFA-2021.html", "TUN-2015-and-2019.html"])
def test_the_accessibility_check_finds_nothing(name, dark, page, site, release):
    page.emulate_media(color_scheme="dark" if dark else "light")
    page.goto(f"{site}/{name}" + (f"#{incident(release, 'Tambiri')['incident_id']}" if name.startswith("BFA") else ""))
    for details in page.locator(".chart details").all():
        details.locator("summary").click()
    for box in page.locator("[data-layer]").all():
        box.check()
    assert problems(page) == []


def test_a_hostile_chapter_runs_nothing(page, site):
    for name in ("index.html", "KIR-2015.html"):
        page.goto(f"{site}/{name}")
        assert page.evaluate("window.owned") is None
        assert page.locator("main").is_visible()
    assert "<script>alert(1)</script>" in page.locator("[data-text]").text_content()


def test_on_paper_the_text_and_every_card_are_there_in_full(page, site):
    page.goto(f"{site}/BFA-2021.html")
    cards = page.locator("details.card").count()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.locator("details.card[open]:visible").count() == cards
    assert page.locator("[data-text]").evaluate("it => it.scrollHeight <= it.clientHeight + 1")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("details.card[open]").count() == 0


PAPER = {"width": 718, "height": 1020}
"""A sheet of A4 between its margins, in pixels."""


@pytest.mark.parametrize("name", ["index.html", "BFA-2021.html", "TUN-2015-and-2019.html", "changes"])
def test_no_page_is_wider_than_a_sheet_of_paper(name, page, site, changes):
    page.set_viewport_size(PAPER)
    page.goto(changes if name == "changes" else f"{site}/{name}")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth") <= PAPER["width"]


def test_on_paper_the_map_and_the_network_are_drawn_in_greys(page, site):
    page.goto(f"{site}/index.html")
    page.emulate_media(media="print", color_scheme="dark")
    for name in ("map", "network"):
        picture = page.locator(f".chart-{name} svg:visible")
        assert picture.count() == 1
        colour = picture.locator("text").first.evaluate("it => getComputedStyle(it).fill")
        assert colour == "rgb(0, 0, 0)"


def test_without_scripts_text_and_rows_can_be_read(browser, site):
    context = browser.new_context(java_script_enabled=False, viewport=SIZES["phone"])
    page = context.new_page()
    page.goto(f"{site}/BFA-2021.html")
    assert page.locator("[data-text]").is_visible()
    assert page.locator("#page\\/panel\\/rejections").is_visible()
    assert page.locator(".needs-script:visible").count() == 0
    page.locator("details.card summary").first.click()
    assert page.locator("details.card[open] dl").is_visible()
    context.close()


def test_storage_that_the_browser_refuses_breaks_nothing(page, site):
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('refused'); } });")
    page.goto(f"{site}/index.html")
    page.get_by_role("button", name="Dark colours").click()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
