"""The list of all packages that are installed with the program, with version and licence: docs/dependencies.md.

    python -m supply.dependencies            (make licenses)

Names and versions are those of the locks, licences those that the installed packages state of themselves. A package that
is not installed on this machine (it is for another system) keeps the licence that the page has for it.
"""

import re
import sys
from collections.abc import Iterable, Sequence
from importlib import metadata

from supply.lock import ROOT, Locked, canonical, pins, read_lock

PAGE = ROOT / "docs" / "dependencies.md"
UNKNOWN = "not stated"

_HEAD = """# What is installed with whylisted

Made by `make licenses` from requirements/*.txt and from what the installed packages say of themselves. torch comes apart from the
others (its builds differ by platform), and on Linux brings the libraries of NVIDIA in the build for graphics cards. Where
the packages, the model and the tables come from, and how they are checked: [supply.md](supply.md).
"""
_TITLES = {"run": "The program", "dev": "Its checks, and the extra `mcp`"}
_TABLE = "\n## {title}\n\n| package | version | licence | only where |\n|---|---|---|---|\n"
_LONGEST = 60
"""Characters of a licence's name; what is longer is the licence's text."""
_NAMES = {
    "Apache License 2.0": "Apache-2.0", "Apache License, Version 2.0": "Apache-2.0", "Apache 2.0 License": "Apache-2.0",
    "Apache Software License": "Apache-2.0", "Apache 2.0": "Apache-2.0", "Apache License": "Apache-2.0",
    "MIT License": "MIT", "The MIT License": "MIT", "ISC License (ISCL)": "ISC",
    "BSD License": "BSD", "BSD 3-Clause License": "BSD-3-Clause", "3-Clause BSD License": "BSD-3-Clause",
    "BSD 2-Clause License": "BSD-2-Clause", "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0", "PSFL": "PSF-2.0",
    "GNU Lesser General Public License v2 or later (LGPLv2+)": "LGPL-2.1-or-later",
}  # fmt: skip
"""One name, SPDX's where there is one, for what packages call a licence."""
_NO_LICENCES = ("OSI Approved", "DFSG approved")


def licence(package: metadata.PackageMetadata) -> str:
    """The licence that a package states: by its expression, else its classifiers, else its free words."""
    if expression := _said(package, "License-Expression"):
        return expression
    trove = [c.rsplit(" :: ", 1)[1] for c in package.get_all("Classifier") or () if c.startswith("License :: ")]
    free = _said(package, "License").split("\n")[0].strip(" \"'")
    exact = [_NAMES.get(name, name) for name in trove if name not in _NO_LICENCES]
    if exact and exact != ["BSD"]:
        return " and ".join(dict.fromkeys(exact))
    if free and len(free) <= _LONGEST:
        return _NAMES.get(free, free)
    return exact[0] if exact else UNKNOWN


def _said(package: metadata.PackageMetadata, key: str) -> str:
    return str((package.get_all(key) or [""])[0]).strip()


def installed(name: str, version: str) -> str | None:
    """The licence of a package as it is installed here; None if it is not, or in another version."""
    try:
        found = metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return None
    if found.version.partition("+")[0] != version:
        return None
    said = licence(found.metadata)
    return said if said != UNKNOWN else _of_the_text(found)


def _of_the_text(package: metadata.Distribution) -> str:
    """The licence that the first line of a package's licence file names."""
    for file in package.files or ():
        if re.match(r"(?i)licen[cs]e", file.name):
            first = file.read_text("utf-8").strip().partition("\n")[0].strip()
            return _NAMES.get(first, first if 0 < len(first) <= _LONGEST else UNKNOWN)
    return UNKNOWN


def page(before: str, locks: dict[str, list[Locked]]) -> str:
    """The page's text, from what it was before and from the locks."""
    known = {(name, version): said for name, version, said in _rows(before)}
    text, listed = _HEAD, set()
    for lock, packages in locks.items():
        text += _TABLE.format(title=_TITLES[lock])
        for each in sorted(packages, key=lambda each: canonical(each.name)):
            if each.name in listed:
                continue
            listed.add(each.name)
            said = installed(each.name, each.version) or known.get((each.name, each.version), UNKNOWN)
            text += f"| {each.name} | {each.version} | {said.replace('|', '/')} | {_where(each.marker)} |\n"
    return text


def all_locks() -> dict[str, list[Locked]]:
    """The locks, torch put in its place."""
    locks = {name: read_lock(name) for name in _TITLES}
    locks["run"].append(Locked("torch", pins()["torch"], "", ()))
    return locks


def _where(marker: str) -> str:
    return (
        f"`{marker}`"
        if marker and len(marker) <= _LONGEST and "PyPy" not in marker and "emscripten" not in marker
        else ""
    )


def _rows(text: str) -> Iterable[tuple[str, str, str]]:
    yield from re.findall(r"(?m)^\| ([^|\n]{1,80}) \| ([^|\n]{1,40}) \| ([^|\n]{1,200}) \|", text)


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the page; returns the exit status."""
    before = PAGE.read_text("utf-8") if PAGE.is_file() else ""
    made = page(before, all_locks())
    PAGE.write_text(made, "utf-8")
    missing = [name for name, _, said in _rows(made) if said == UNKNOWN]
    print(f"{PAGE.relative_to(ROOT)} written" + (f"; no licence known of {', '.join(missing)}" if missing else ""))
    return 0


if __name__ == "__main__":
    sys.exit(main())
