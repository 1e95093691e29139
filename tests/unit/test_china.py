"""China's list is one, whether a report or a table names it, and its keeper is no American agency."""

import pytest

from assistant.ask import ask
from index.build import add
from index.search import Index
from sources.lists import list_info
from tests.hash_encoder import HashEncoder

CHINESE = """---
title: "Beijing lists sonar maker"
date: 2025-03-05
publisher: Gazette
---
China's Ministry of Commerce on 4 March 2025 added Fjordlight Sonar to its unreliable entity list for selling arms to Freedonia.
"""
AMERICAN = """---
title: "Washington acts on sonar maker"
date: 2024-06-11
publisher: Courier
---
The United States on 10 June 2024 added Fjordlight Sonar to a trade blacklist for shipping hydrophones to Ruritania.
"""


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    folder = tmp_path_factory.mktemp("china")
    documents = folder / "documents"
    documents.mkdir()
    for name, text in (("chinese", CHINESE), ("american", AMERICAN)):
        (documents / f"{name}.md").write_text(text, encoding="utf-8")
    add([documents], folder / "index", encoder=HashEncoder())
    return Index.open(folder / "index", HashEncoder())


def test_prose_names_the_list_and_the_keeper_of_the_tables(index: Index) -> None:
    (statement,) = (s for info in index.documents() if "chinese" in info.path for s in index.statements(info.id))
    assert statement.list and statement.agency
    info = list_info(str(statement.list.value))
    assert (info.id, info.agency) == ("china-unreliable-entities", statement.agency.value)


def test_an_agency_of_china_acts_for_no_list_of_another(index: Index) -> None:
    answer = ask(index, "Why did the Chinese Ministry of Commerce put Fjordlight Sonar on its list?")
    assert "selling arms to Freedonia" in answer.text and "Ruritania" not in answer.text


def test_the_list_is_called_by_its_name(index: Index) -> None:
    assert "Chinese Unreliable Entity List" in ask(index, "Which list did Beijing put Fjordlight Sonar on?").text
