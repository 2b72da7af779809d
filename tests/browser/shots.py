"""Screenshots of every page for people to look at: desktop and phone, light and dark.

python -m tests.browser.shots [FOLDER]     writes shots/cost-phone-dark.png and the like
"""

import itertools
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, ViewportSize, sync_playwright

from tests.browser import built, chromium, server

SCREENS: dict[str, ViewportSize] = {
    "desk": {"width": 1280, "height": 900},
    "phone": {"width": 360, "height": 800},
}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def pages(site: Path) -> Iterator[tuple[str, str]]:
    """The name of each page and its address relative to the root."""
    for file in sorted(site.rglob("index.html")):
        address = file.parent.relative_to(site).as_posix()
        yield ("start", "") if address == "." else (address.replace("/", "-"), f"{address}/")


def take(browser: Browser, address: str, screen: str, scheme: Literal["light", "dark"]) -> bytes:
    """A screenshot of a whole page, as PNG."""
    context = browser.new_context(viewport=SCREENS[screen], color_scheme=scheme)
    page = context.new_page()
    page.goto(address, wait_until="networkidle")
    picture = page.screenshot(full_page=True)
    context.close()
    return picture


def main(folder: Path) -> None:
    site = built.site()
    folder.mkdir(parents=True, exist_ok=True)
    with server.serve(site) as root, sync_playwright() as playwright:
        browser = chromium.launch(playwright)
        every = itertools.product(pages(site), SCREENS, SCHEMES)
        for (name, address), screen, scheme in every:
            file = folder / f"{name}-{screen}-{scheme}.png"
            file.write_bytes(take(browser, root + address, screen, scheme))
            print(f"      {file}", flush=True)
        browser.close()


if __name__ == "__main__":
    main(Path(*sys.argv[1:]) if sys.argv[1:] else built.ROOT / "shots")
