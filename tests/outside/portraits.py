"""Portraits: every page of the PDF, drawn small and grey, against the picture of it that was looked at and committed.

PDFium draws them, at a locked version, so that no other renderer is taken for a change of ours. With `TEITEN_BLESS` set,
what is made now becomes what is expected.
"""

from __future__ import annotations

import math
import os
import re
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops, ImageFilter

from copies import Maker
from manuscript import Edition
from pages import Made
from tally import Tally

DPI = 50
GREYS = 16
# Pictures are softened by so many pixels. A pixel then differs if it is darker or lighter by more than this than all
# nine around its place in the other picture, and a page if more than so many of its pixels do. Another antialiasing
# changes about 30 of them, two sentences that change places about 400.
SOFT = 1.2
SHADE = 48
PIXELS = 80
KEPT = Path(__file__).parent / "portraits"


def compare(tally: Tally, edition: Edition, made: Made, scratch: Path) -> None:
    """Compares every page of an edition; pictures of those that differ are put into `scratch`."""
    drawn = draw(made.folder / "report.pdf")
    if os.environ.get("TEITEN_BLESS"):
        bless(edition, drawn)
    kept = portraits(edition)
    tally.equal("portraits: pages", f"{edition.name}: number of pages", len(drawn), len(kept))
    for number, (now, then) in enumerate(zip(drawn, kept), 1):
        found = different(now, then)
        shown = scratch / "portraits" / edition.root.name / f"{number}.png"
        where = f"{edition.name} page {number}: {found} pixels differ, see {shown} (expected, found, difference)"
        if not tally.check("portraits: pages", found <= PIXELS, where):
            shown.parent.mkdir(parents=True, exist_ok=True)
            beside(then, now).save(shown)


def draw(sheet: Path, finer: int = 1) -> list[Image.Image]:
    """The pages in grey; `finer` draws them larger and takes the mean, which is another antialiasing."""
    with pypdfium2.PdfDocument(sheet) as document:
        return [_page(page, finer) for page in document]


def _page(page: pypdfium2.PdfPage, finer: int) -> Image.Image:
    size = [math.ceil(length * DPI / 72) for length in page.get_size()]
    return page.render(scale=DPI * finer / 72, grayscale=True).to_pil().convert("L").resize(size, Image.Resampling.BOX)


def portraits(edition: Edition) -> list[Image.Image]:
    """The committed pictures in order."""
    paths = sorted((KEPT / edition.root.name).glob("*.png"), key=lambda path: int(path.stem))
    return [Image.open(path).convert("L") for path in paths]


def bless(edition: Edition, drawn: list[Image.Image]) -> None:
    """Writes the pictures anew, with few greys."""
    folder = KEPT / edition.root.name
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.glob("*.png"):
        path.unlink()
    for number, page in enumerate(drawn, 1):
        few = page.point(lambda shade: round(shade / 255 * (GREYS - 1)) * 255 // (GREYS - 1))
        few.quantize(GREYS).save(folder / f"{number}.png", optimize=True)


def different(one: Image.Image, other: Image.Image) -> int:
    """Number of pixels of either that no neighbour in the other comes near; all of them where sizes differ."""
    if one.size != other.size:
        return one.width * one.height
    one, other = soft(one), soft(other)
    return sum(sum(beyond(a, b).histogram()[SHADE + 1 :]) for a, b in ((one, other), (other, one)))


def soft(picture: Image.Image) -> Image.Image:
    """Without what antialiasing and hinting decide."""
    return picture.filter(ImageFilter.GaussianBlur(SOFT))


def beyond(picture: Image.Image, other: Image.Image) -> Image.Image:
    """By how much each pixel is outside of what the nine pixels around its place in the other span."""
    lightest, darkest = other.filter(ImageFilter.MaxFilter(3)), other.filter(ImageFilter.MinFilter(3))
    return ImageChops.lighter(ImageChops.subtract(picture, lightest), ImageChops.subtract(darkest, picture))


def beside(then: Image.Image, now: Image.Image) -> Image.Image:
    """Expected, found, and what differs, side by side."""
    now = now.crop((0, 0, *then.size))
    found, expected = soft(now), soft(then)
    gone = ImageChops.lighter(beyond(found, expected), beyond(expected, found)).point(lambda shade: 255 if shade > SHADE else 0)
    marked = Image.composite(Image.new("RGB", then.size, "red"), then.convert("RGB"), gone.filter(ImageFilter.MaxFilter(3)))
    sheet = Image.new("RGB", (3 * then.width, then.height))
    for at, part in enumerate((then, now, marked)):
        sheet.paste(part.convert("RGB"), (at * then.width, 0))
    return sheet


def notice(tally: Tally, edition: Edition, made: Made, maker: Maker) -> None:
    """Two sentences that change places must be noticed; another antialiasing must not."""
    kept = portraits(edition)
    for finer in (2, 3):
        worst = max(map(different, draw(made.folder / "report.pdf", finer), kept))
        tally.check("faults: noticed", worst <= PIXELS, f"{edition.name}: {worst} pixels by antialiasing alone")
    with maker.built(edition, swap) as (_, changed, said):
        if tally.check("faults: noticed", changed is not None, said):
            found = max(map(different, draw(changed.folder / "report.pdf"), kept))
            tally.check("faults: noticed", found > PIXELS, f"{edition.name}: two sentences moved, {found} pixels differ")


def swap(edition: Edition) -> None:
    """Exchanges two sentences of a paragraph that cites nothing."""
    report = edition.folder / "report.md"
    lines = report.read_text("utf-8").split("\n")
    for at, line in enumerate(lines):
        sentences = re.findall(r"[^。]+。", line)
        if len(sentences) > 2 and "".join(sentences) == line and not re.search(r"[\[\]=>`#*]", re.sub(r"{{.*?}}", "", line)):
            lines[at] = "".join([sentences[1], sentences[0], *sentences[2:]])
            report.chmod(0o644)
            report.write_text("\n".join(lines), "utf-8")
            return
    raise SystemExit(f"{edition.name}: no paragraph of plain sentences")
