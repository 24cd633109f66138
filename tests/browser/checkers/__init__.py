"""What pages are checked by, installed by `make checkers`: axe-core and the Nu Html Checker."""

import json
import subprocess
from pathlib import Path

import pytest

MODULES = Path(__file__).parent / "node_modules"
AXE = MODULES / "axe-core" / "axe.min.js"
NU = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
MISSING = "The checkers of pages are needed: make checkers (with npm, and Java for markup)"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "EN-301-549", "RGAAv4"]
RUN = """
const done = arguments[1];
axe.run(document, {runOnly: {type: 'tag', values: arguments[0]}, resultTypes: ['violations']}).then(
  (result) => done(result.violations.flatMap(
    (violation) => violation.nodes.map((node) => `${violation.id}: ${node.html.slice(0, 160)}`))),
  (error) => done([String(error)]));
"""


def needed(path: Path) -> Path:
    """The file of a checker; without it the whole run ends with code 2."""
    return path if path.exists() else pytest.exit(MISSING, returncode=2)


def axe_violations(browser) -> list[str]:
    """What axe finds wrong with the page that is open: the rule, and the beginning of the element."""
    script = needed(AXE).read_text(encoding="utf-8")
    browser.execute_cdp_cmd("Runtime.evaluate", {"expression": script})  # past the policy of the page
    return browser.execute_async_script(RUN, TAGS)


def nu_errors(files: list[Path]) -> list[str]:
    """What the Nu Html Checker finds wrong with files of HTML: errors and warnings, with their file and line."""
    command = ["java", "-jar", needed(NU), "--format", "json", "--exit-zero-always", *files]
    try:
        run = subprocess.run(command, capture_output=True, check=True)
    except FileNotFoundError:
        pytest.exit(MISSING, returncode=2)
    messages = [message for message in json.loads(run.stderr)["messages"] if is_fault(message)]
    return [f"{Path(m['url']).name}:{m.get('lastLine')}: {m['message']}" for m in messages]


def is_fault(message: dict) -> bool:
    return message["type"] == "error" or message.get("subType") == "warning"
