"""Changed copies of a sample, built by the program under test: what a change does must show, and nothing else."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Callable, Iterator

import duckdb

from manuscript import Edition
from observations import files
from pages import Made


@dataclass
class Maker:
    """The program, and where it may build copies."""

    teiten: Path
    scratch: Path

    @contextmanager
    def built(self, edition: Edition, change: Callable[[Edition], None]) -> Iterator[tuple[Edition, Made | None, str]]:
        """The copy and what was made of it; nothing was made where the program refused, and said why."""
        with tempfile.TemporaryDirectory(dir=self.scratch, prefix="copy-") as folder:
            copied = Path(folder) / edition.root.name
            shutil.copytree(edition.root, copied)
            change(Edition(copied / edition.folder.name))
            changed = Edition(copied / edition.folder.name)
            made, said = self.build(changed.folder, Path(folder) / "out")
            yield changed, made, f"{edition.name}: {said}"

    def build(self, edition: Path, out: Path) -> tuple[Made | None, str]:
        """What the program makes of an edition's folder, and what it says."""
        command = [str(self.teiten), "build", str(edition), "--out", str(out)]
        done = subprocess.run(command, capture_output=True, text=True)
        made = Made(out / edition.name) if done.returncode == 0 else None
        return made, done.stderr[-2000:]


def observed(edition: Edition) -> list[Path]:
    """The files of the site's first source."""
    source = next(iter(edition.site["sources"].values()))
    return [path for pattern in source["files"] for path in files(edition.root, pattern)]


def rewrite(path: Path, change: Callable[[duckdb.DuckDBPyConnection], bool]) -> bool:
    """Writes a file of observations again, in its format, if `change` wants its table `held` written."""
    parquet = path.suffix == ".parquet"
    engine = duckdb.connect()
    engine.execute(f"create table held as select * from {'read_parquet' if parquet else 'read_csv'}('{path}')")
    if not change(engine):
        return False
    form = "format parquet" if parquet else "format csv, header" + (", compression gzip" if path.suffix == ".gz" else "")
    path.chmod(0o644)
    engine.execute(f"copy held to '{path}' ({form})")
    return True
