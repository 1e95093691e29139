"""The locks: each package with its version and the SHA-256 of each of its files, for `pip install --require-hashes`.

    make lock

makes `requirements/run.txt` (what the program needs) and `requirements/dev.txt` (with what its checks need) from the
ranges in pyproject.toml and the versions in constraints.txt, for every platform and Python from 3.11 on. torch is apart,
since its builds differ by platform, and with it what its builds for graphics cards bring.
"""

import argparse
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "requirements"
PYPROJECT, CONSTRAINTS = ROOT / "pyproject.toml", ROOT / "constraints.txt"
LOCKS: dict[str, tuple[str, ...]] = {"run": (), "dev": ("dev", "mcp")}
"""Name of each lock and the extras that are in it."""

_APART = re.compile(r"(?:torch|triton|nvidia-|cuda-)")
_NEVER = "sys_platform == 'emscripten'"
_HEAD = (
    "# Made by `make lock` from pyproject.toml and constraints.txt: pip install --require-hashes --no-deps -r {file}\n"
)


class Locked(NamedTuple):
    """A package of a lock: its name and version, on which machines it is installed (a marker, or nothing for all),
    and the digests of its files."""

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]


def read_lock(name: str, folder: Path = FOLDER) -> list[Locked]:
    """The packages of a lock, `run` or `dev`.

    Raises:
        OSError: there is none.
        ValueError: a line is none of a lock's.
    """
    return list(parse((folder / f"{name}.txt").read_text("utf-8")))


def parse(text: str) -> Iterable[Locked]:
    """The packages in a file of requirements with digests."""
    for line in text.replace("\\\n", " ").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        said, *hashes = re.split(r"\s+--hash=", line.strip())
        requirement, _, marker = said.partition(";")
        name, equal, version = requirement.strip().partition("==")
        if not equal or not hashes:
            raise ValueError(f"{line[:60]}: a lock has name==version and digests in every line: run `make lock`")
        yield Locked(name, version.strip(), marker.strip(), tuple(hashes))


def pins(path: Path = CONSTRAINTS) -> dict[str, str]:
    """The versions in constraints.txt by name, names in small letters with dashes."""
    lines = (line.split("#")[0].strip() for line in path.read_text("utf-8").splitlines())
    return {canonical(line.split("==")[0]): line.split("==")[1] for line in lines if line}


def canonical(name: str) -> str:
    """A package's name as PyPI compares it."""
    return re.sub(r"[-_.]+", "-", name.strip()).lower()


def build_requirements(path: Path = PYPROJECT) -> list[str]:
    """What the package is built with."""
    requires: list[str] = tomllib.loads(path.read_text("utf-8"))["build-system"]["requires"]
    return requires


def kept(packages: Iterable[Locked]) -> list[Locked]:
    """The packages without those that are installed apart, and those of machines that the program does not run on."""
    return [each for each in packages if not _APART.match(each.name) and _NEVER not in each.marker]


def written(packages: Iterable[Locked], file: str) -> str:
    """The text of a lock."""
    lines = [_HEAD.format(file=file)]
    for each in packages:
        first = f"{each.name}=={each.version}" + (f" ; {each.marker}" if each.marker else "")
        lines.append(" \\\n    ".join([first, *(f"--hash={digest}" for digest in each.hashes)]) + "\n")
    return "".join(lines)


def compiled(uv: str, extras: Sequence[str]) -> str:
    """What uv resolves: all packages with digests, for all platforms.

    Raises:
        subprocess.CalledProcessError: there is no set of versions that fits, or no network.
    """
    command = [
        uv, "pip", "compile", "--quiet", "--no-config", "--universal", "--python-version", "3.11", "--generate-hashes",
        "--no-annotate", "--no-header", "--constraint", str(CONSTRAINTS),
        *(part for extra in extras for part in ("--extra", extra)), str(PYPROJECT), "-",
    ]  # fmt: skip
    asked = "\n".join(build_requirements())
    return subprocess.run(command, input=asked, check=True, capture_output=True, text=True, cwd=ROOT).stdout


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the locks; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m supply.lock", description="Write requirements/*.txt.")
    parser.add_argument("uv", help="the program uv that resolves them")
    options = parser.parse_args(arguments)
    FOLDER.mkdir(exist_ok=True)
    for name, extras in LOCKS.items():
        try:
            packages = kept(parse(compiled(options.uv, extras)))
        except (OSError, subprocess.CalledProcessError) as error:
            print(f"{getattr(error, 'stderr', '') or error}\nthe lock {name} stays as it was", file=sys.stderr)
            return 1
        file = FOLDER / f"{name}.txt"
        file.write_text(written(packages, f"requirements/{file.name}"), "utf-8")
        print(f"{file.relative_to(ROOT)}: {len(packages)} packages")
        for each in packages:
            if pins().get(canonical(each.name)) != each.version:
                print(f"add to constraints.txt: {each.name}=={each.version}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
