"""Small documents and lists for the tests of the index, written into a folder."""

from pathlib import Path

REPORTS = {
    "acme.txt": """Acme Circuits is put on a list

The Commerce Department on 3 March 2021 added Acme Circuits Ltd. to the Entity List. It said the company had supplied radar parts
to a missile programme.

A spokesman for Acme Circuits said that the company was surprised.
""",
    "borealis.md": """---
title: Borealis Shipping loses its licence
date: 2022-05-04
publisher: Harbour Gazette
---

# Borealis Shipping loses its licence

The Treasury Department sanctioned Borealis Shipping for carrying crude oil. Its owner denied the charge.

## What follows

Banks must freeze what belongs to Borealis Shipping.
""",
    "weather.txt": """Rain in the north

It rained for three days in the north. Farmers were pleased, and ducks even more so.
""",
}


def write(folder: Path, files: dict[str, str] | None = None) -> Path:
    """Write files (the three reports above by default) into a new folder `docs`, and give it."""
    docs = folder / "docs"
    docs.mkdir(exist_ok=True)
    for name, text in (REPORTS if files is None else files).items():
        (docs / name).write_text(text, encoding="utf-8")
    return docs


SDN = """36,"AEROFALCON LINES",-0- ,"CUBA",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0-
173,"BLUE ANGLE CORP.",-0- ,"CUBA",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0-
"""
ALT = """36,12,"aka","FALCON AIR",-0-
"""
ADD = """36,25,-0- ,"Havana","Cuba",-0-
173,129,"12 Harbour Street","Panama City","Panama",-0-
"""


def write_list(folder: Path) -> Path:
    """Write a list in Treasury's three files into a new folder `list`, and give it."""
    place = folder / "list"
    place.mkdir(exist_ok=True)
    for name, text in (("sdn.csv", SDN), ("alt.csv", ALT), ("add.csv", ADD)):
        (place / name).write_text(text, encoding="ascii")
    return place
