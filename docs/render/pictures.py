"""Draws docs/pictures/*.png from the messages of `examples.py`, in a page that looks like Discord.

Run from the repository with a Chromium at hand: `python -m docs.render.pictures`. The
messages themselves are kept beside it as JSON, which a test compares with what the code
makes, so that the pictures cannot grow old unnoticed.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote

from docs.render.examples import examples

HERE = Path(__file__).parent
PICTURES = HERE.parent / "pictures"


def main() -> int:
    """Write the JSON of every example and its picture."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        print("No Chromium here: only the JSON is written.", file=sys.stderr)
    for name, (typed, message) in examples().items():
        told = {"typed": typed, "message": message}
        text = json.dumps(told, ensure_ascii=False, indent=1)
        (PICTURES / f"{name}.json").write_text(text + "\n", encoding="utf-8")
        if chromium is not None:
            draw(chromium, told, PICTURES / f"{name}.png")
    return 0


def draw(chromium: str, told: dict[str, object], target: Path) -> None:
    """One picture, as high as its message."""
    page = (HERE / "page.html").read_text(encoding="utf-8")
    height = "document.title=document.getElementById('channel').offsetHeight"
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.html"
        file.write_text(page.replace("</script>", f"{height};</script>"), encoding="utf-8")
        address = f"{file.as_uri()}#{quote(json.dumps(told))}"
        browser = [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
        seen = _run([*browser, "--dump-dom", "--window-size=672,900", address])
        high = seen.partition("<title>")[2].partition("</title>")[0]
        shot = [f"--window-size=672,{high}", "--force-device-scale-factor=1.5", f"--screenshot={target}"]
        _run([*browser, *shot, address])


def _run(command: list[str]) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603 - our own


if __name__ == "__main__":
    sys.exit(main())
