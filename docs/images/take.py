"""Takes the README's pictures of the evidence browser: `make pictures`, after `make run`; needs Chromium.

They show the latest release: the charts of its first page, and its first incident in dispute beside its chapter.
"""

import json
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

_HERE = Path(__file__).parent
_SIZE = {"width": 1360, "height": 900}
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def main(outputs: Path) -> None:
    """Take the pictures.

    Args:
        outputs: folder of `latest.json` and `site/`.
    """
    release = json.loads((outputs / "latest.json").read_text("utf-8"))["release"]
    first = (outputs / "site" / release / "index.html").resolve().as_uri()
    browser = next(filter(None, map(shutil.which, _BROWSERS)), None)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox", "--disable-gpu"])
        page = chromium.new_page(viewport=_SIZE, color_scheme="light")
        _take(page, first)
        chromium.close()


def _take(page: Page, first: str) -> None:
    page.goto(first)
    page.locator(".charts").screenshot(path=_HERE / "evidence-browser-charts.png")
    disputed = page.locator("tr:has(.badge.warn) a.open").first
    disputed.click()
    page.locator("details.card[open]").wait_for()
    # The page brings the row into view when it has loaded.
    page.wait_for_timeout(500)
    page.screenshot(path=_HERE / "evidence-browser.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
