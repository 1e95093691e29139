"""A small index of lists for tests of screening: two firms and a person on the SDN List, with aliases and addresses."""

from pathlib import Path

from index.build import add
from tests.hash_encoder import HashEncoder
from tests.unit.index_files import write_list

SDN = """101,"EXAMPLA OPTICS CO., LTD.",-0- ,"NPWMD",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"Tax ID No. 7700000012 (Russia); Linked To: BERYL WORKS."
102,"BERYL WORKS",-0- ,"CUBA",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0-
103,"SPECIMENOV, Ivan Petrovich","individual","CYBER2",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"DOB 12 Mar 1970; POB Sampleville; nationality Russia."
"""
ALT = """101,1,"aka","EXAMPLOPT",-0-
103,2,"aka","THE FOX","weak"
"""
ADD = """101,11,"1 Mill Street","Shanghai","China",-0-
102,12,"12 Harbour Street","Havana","Cuba",-0-
103,13,-0- ,"Moscow","Russia",-0-
"""


def make(place: Path, sdn: str = SDN) -> Path:
    """The index, in `place/index`; made again where `sdn` has changed."""
    lists = write_list(place)
    for name, text in (("sdn.csv", sdn), ("alt.csv", ALT), ("add.csv", ADD)):
        (lists / name).write_text(text, encoding="ascii")
    summary = add([lists], place / "index", encoder=HashEncoder())
    assert not summary.refused, summary
    return place / "index"
