"""Pictures: where a picture was taken, by whom and with what stands in what was brought, and in nothing that was made."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

import pikepdf
from PIL import ExifTags, Image, PngImagePlugin

from copies import Maker
from tally import Tally

SECRETS = ["Hidden Photographer", "Hidden Camera", "Hidden Comment", "Hidden Place"]
BLOCKS = [b"Exif\0\0", b"eXIf", b"tEXt", b"iTXt", b"zTXt", b"photoshop:", b"xap/1.0/\0", b"tIME"]
XMP = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:City="Hidden Place"/>'
    "</rdf:RDF></x:xmpmeta>"
).encode()
SITE = {
    "teiten.toml": 'teiten = 1\n[site]\nid = "try"\ntitle = "観測レポート"\npublisher = "観測班"\n'
    '[sources.packets]\nfiles = ["data/packets.csv"]\nwhole = false\n',
    "data/packets.csv": "date,dst_port,src_region,packets\n2024-03-31,23,US,3\n2024-04-01,23,CN,4\n",
    "2024q2/edition.toml": 'teiten = 1\nquarter = "2024q2"\nstatus = "published"\ndate = 2024-07-16\nversion = "1.0"\n',
    "2024q2/report.md": "# 画像\n\n"
    '```image\nid = "photo"\nfile = "images/photo.jpg"\nalt = "灰色の写真"\ncaption = "写真"\n```\n\n'
    '```image\nid = "screen"\nfile = "images/screen.png"\nalt = "灰色の画面"\ncaption = "画面"\n```\n',
}


def compare(tally: Tally, maker: Maker) -> None:
    """Builds a site with two telling pictures and looks for what they tell."""
    with tempfile.TemporaryDirectory(dir=maker.scratch, prefix="exif-") as folder:
        site = Path(folder) / "site"
        brought = bring(site)
        for name, raw in brought.items():
            found = told(raw)
            tally.check("faults: noticed", len(found) > 4, f"{name}: only {found} is found in what was brought")
        made, said = maker.build(site / "2024q2", Path(folder) / "out")
        if not tally.check("pictures: untold", made is not None, said):
            return
        figures = sorted(path.name for path in (made.folder / "figures").iterdir())
        tally.equal("pictures: untold", "pictures made", figures, ["photo.jpg", "screen.png"])
        for path in (path for path in made.folder.rglob("*") if path.is_file()):
            found = told(path.read_bytes())
            tally.check("pictures: untold", not found, f"{path.name} tells {found}")
        for name, raw in inside(made.folder / "report.pdf"):
            tally.check("pictures: untold", not told(raw), f"the PDF's {name} tells {told(raw)}")


def bring(site: Path) -> dict[str, bytes]:
    """Writes the site; returns its pictures."""
    grey = Image.radial_gradient("L").convert("RGB")
    exif = Image.Exif()
    exif[ExifTags.Base.Artist], exif[ExifTags.Base.Model] = SECRETS[:2]
    place = exif.get_ifd(ExifTags.IFD.GPSInfo)
    place |= {1: "N", 2: (35.0, 40.0, 52.0), 3: "E", 4: (139.0, 46.0, 2.0), 28: b"ASCII\0\0\0Hidden Place"}
    photo, screen = io.BytesIO(), io.BytesIO()
    grey.save(photo, "jpeg", exif=exif, comment=SECRETS[2], xmp=XMP)
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", SECRETS[0])
    texts.add_text("Comment", SECRETS[2], zip=True)
    texts.add_itxt("XML:com.adobe.xmp", XMP.decode())
    grey.save(screen, "png", exif=exif, pnginfo=texts)
    pictures = {"photo.jpg": photo.getvalue(), "screen.png": screen.getvalue()}
    for name, content in SITE.items():
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    (site / "2024q2" / "images").mkdir()
    for name, raw in pictures.items():
        (site / "2024q2" / "images" / name).write_bytes(raw)
    return pictures


def told(raw: bytes) -> list[str]:
    """What a file tells of a picture's origin: words of ours, and the blocks in which such words travel."""
    words = [word for word in SECRETS if word.encode() in raw or word.encode("utf-16-be") in raw]
    return words + [block.decode("latin-1") for block in BLOCKS if block in raw]


def inside(sheet: Path):
    """Every object of a PDF, streams as they lie there and unpacked."""
    with pikepdf.open(sheet) as document:
        for number, thing in enumerate(document.objects):
            yield f"object {number}", thing.unparse()
            if isinstance(thing, pikepdf.Stream):
                yield f"stream {number}", thing.read_raw_bytes()
                try:
                    yield f"stream {number}, unpacked", thing.read_bytes()
                except pikepdf.PdfError:
                    continue
