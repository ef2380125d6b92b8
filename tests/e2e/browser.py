"""The system's Chromium, headless and offline, for tests of the chat page."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
HOW_TO_INSTALL = (
    "The chat page was NOT tested: no Chromium on this machine. "
    "Install it with `apt install chromium` (Debian, Ubuntu) or `brew install --cask chromium`."
)


def chromium_path() -> str:
    """Where the browser is; without one, fail in CI and skip, saying how to get it, elsewhere."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None and os.environ.get("CI") == "true":
        pytest.fail(HOW_TO_INSTALL)
    if path is None:
        pytest.skip(HOW_TO_INSTALL)
    return path


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser process for all tests of a module."""
    path = chromium_path()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        yield browser
        browser.close()
