"""What a page is looked at on: width in CSS pixels, colour scheme, medium."""

import base64
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Screen:
    width: int
    scheme: str = "light"

    def __str__(self):
        return f"{self.width}-{self.scheme}"


PHONE, TABLET, DESK = 360, 768, 1280
HEIGHT = 800


def look(browser, screen: Screen) -> None:
    """Show pages as on this screen from now on."""
    is_phone = screen.width == PHONE
    metrics = {"width": screen.width, "height": HEIGHT, "deviceScaleFactor": 1, "mobile": is_phone}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    feature = {"name": "prefers-color-scheme", "value": screen.scheme}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})


def overflow(browser) -> int:
    """By how many pixels the page is wider than the screen."""
    return browser.execute_script("return document.documentElement.scrollWidth - document.documentElement.clientWidth")


def picture(browser, path: Path) -> None:
    """Write the page in its whole height as PNG."""
    path.parent.mkdir(parents=True, exist_ok=True)
    shot = browser.execute_cdp_cmd("Page.captureScreenshot", {"captureBeyondViewport": True, "format": "png"})
    path.write_bytes(base64.b64decode(shot["data"]))
