"""What the manuscripts ask, read a second time: blocks of an edition with their TOML, bindings left out."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

FENCE = re.compile(r"^(```+|~~~+)[ \t]*(\w+)[ \t]*\n(.*?)^\1[ \t]*$", re.M | re.S)
BINDING = re.compile(r"\{\{.*?\}\}", re.S)
COMMENT = re.compile(r"<!--.*?-->", re.S)


@dataclass
class Block:
    """A fenced block: `table`, `chart`, `image` or `text`, and what stands in it."""

    kind: str
    fields: dict

    @property
    def id(self) -> str:
        """The id as bindings write it."""
        return self.fields["id"]

    @property
    def anchor(self) -> str:
        """The id as anchors and file names print it."""
        return self.id.replace("_", "-")


@dataclass
class Edition:
    """An edition's folder and its site, as their files say."""

    folder: Path
    site: dict = field(init=False)
    edition: dict = field(init=False)
    blocks: list[Block] = field(init=False)

    def __post_init__(self):
        self.folder = self.folder.resolve()
        self.site = tomllib.loads((self.root / "teiten.toml").read_text("utf-8"))
        self.edition = tomllib.loads((self.folder / "edition.toml").read_text("utf-8"))
        self.blocks = blocks(self.markdown())

    @property
    def root(self) -> Path:
        """The site's folder."""
        return self.folder.parent

    @property
    def name(self) -> str:
        """Site and edition, for messages."""
        return f"{self.root.name}/{self.folder.name}"

    def markdown(self) -> str:
        """The manuscript, whole."""
        single = self.folder / "report.md"
        parts = [single] if single.exists() else sorted((self.folder / "report").glob("*.md"))
        return "\n".join(part.read_text("utf-8-sig") for part in parts)

    def span(self, back: int = 0) -> tuple[date, date]:
        """First and last day of the edition's quarter, or of the one `back` quarters earlier."""
        year, number = self.edition["quarter"].lower().split("q")
        months = int(year) * 12 + (int(number) - 1 - back) * 3
        first = date(months // 12, months % 12 + 1, 1)
        after = months + 3
        return first, date(after // 12, after % 12 + 1, 1) - timedelta(days=1)

    def previous_name(self) -> str:
        """The quarter before, as `published.csv` names it."""
        first, _ = self.span(1)
        return f"{first.year}q{(first.month + 2) // 3}"

    def file(self, name: str, default: str) -> Path | None:
        """A side file of the site, if there is one."""
        path = self.root / self.site.get("files", {}).get(name, default)
        return path if path.exists() else None

    def computed(self, kind: str) -> list[Block]:
        """Blocks of one kind in order."""
        return [block for block in self.blocks if block.kind == kind]


def blocks(markdown: str) -> list[Block]:
    """The fenced blocks of a manuscript in order."""
    bare = COMMENT.sub("", BINDING.sub("", markdown.replace("\r\n", "\n")))
    kinds = {"table", "chart", "image", "text"}
    return [Block(found[2], tomllib.loads(found[3])) for found in FENCE.finditer(bare) if found[2] in kinds]
