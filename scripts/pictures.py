"""Makes the pictures of README.md anew from the finished edition of the synthetic sample.

    cargo run -- build samples/synthetic-2022/2022q4
    python3 scripts/pictures.py [out/synthetic-2022/2022q4]

Needs pdftoppm (poppler-utils), chromium and Pillow. Writes docs/images/*.png in 128 colours, each under 150 kB.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
LARGEST = 150_000
# Pages of the PDF: the first, and one with a chart.
PAGES = {1: "pdf-page-1.png", 3: "pdf-page-3.png"}


def page(pdf: Path, number: int, scratch: Path) -> Image.Image:
    target = scratch / f"page-{number}"
    command = ["pdftoppm", "-r", "80", "-png", "-singlefile", "-f", str(number), "-l", str(number)]
    subprocess.run([*command, str(pdf), str(target)], check=True)
    return Image.open(target.with_suffix(".png"))


def screen(html: Path, scratch: Path) -> Image.Image:
    target = scratch / "web.png"
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
    look = ["--window-size=1100,2350", f"--screenshot={target}", html.as_uri()]
    subprocess.run([*command, f"--user-data-dir={scratch / 'profile'}", *look], check=True, stderr=subprocess.DEVNULL)
    return Image.open(target)


def keep(image: Image.Image, name: str, size: tuple[int, int] | None = None) -> None:
    shown = image.convert("RGB")
    shown = shown.resize(size, Image.Resampling.LANCZOS) if size else shown
    target = IMAGES / name
    # A thin frame, since a white page on a white screen has no edge.
    frame = Image.new("RGB", (shown.width + 2, shown.height + 2), (200, 200, 200))
    frame.paste(shown, (1, 1))
    frame.quantize(128, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(target, optimize=True)
    print(f"{target.relative_to(ROOT)}: {target.stat().st_size} bytes")
    assert target.stat().st_size <= LARGEST, f"{name} is too large"


def main() -> None:
    edition = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "out/synthetic-2022/2022q4").resolve()
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        for number, name in PAGES.items():
            keep(page(edition / "report.pdf", number, Path(scratch)), name)
        web = screen(edition / "index.html", Path(scratch))
        keep(web, "web.png", (web.width * 6 // 10, web.height * 6 // 10))


if __name__ == "__main__":
    main()
