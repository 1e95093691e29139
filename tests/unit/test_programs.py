"""For programs: the Python API, the web API through gradio_client, and the MCP tools, over one running chat."""

import asyncio
import datetime
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from sources.errors import QuestionError
from tests.serving import ROOT, start, stop
from ui.api import renamed
from ui.tools import plain, tools
from ui.workspace import Workspace

TEXT = (
    "---\ntitle: Brightforge put on the Entity List\npublisher: The Example\ndate: 2022-04-02\n---\n"
    "The Commerce Department on 1 April 2022 added Brightforge Ltd to the Entity List for acquiring parts for missiles.\n"
)
QUESTION = "Why was Brightforge listed?"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    from index.build import add

    place = tmp_path_factory.mktemp("programs")
    (place / "one.md").write_text(TEXT, encoding="utf-8")
    add([place / "one.md"], place / "index")
    return place / "index"


@pytest.fixture(scope="module")
def chat(folder):
    pytest.importorskip("mcp", reason="the package mcp is not installed")
    running = start(folder, "--mcp")
    yield running
    stop(running)


def by_name(folder):
    return {tool.__name__: tool for tool in tools(Workspace(folder))}


def test_the_tools_are_typed_python_functions(folder):
    tool = by_name(folder)
    answer = tool["ask"](QUESTION)
    cited = answer.citations[0]
    passage = tool["read_passage"](cited.document.id, cited.start, cited.end)
    assert passage.text == cited.quote
    wider = tool["read_passage"](cited.document.id, cited.start, cited.end, around=10)
    assert cited.quote in wider.text and wider.start == max(0, cited.start - 10)
    assert tool["find_entity"]("Brightforge")[0].name.startswith("Brightforge")
    assert tool["list_documents"]()[0].published == datetime.date(2022, 4, 2)
    assert tool["search_passages"]("missiles")[0].text
    assert tool["list_changes"]() == []
    for call in (lambda: tool["read_passage"]("nothing", 0, 1), lambda: tool["read_passage"](cited.document.id, 5, 10**9),
                 lambda: tool["ask"]("  "), lambda: tool["list_changes"](since="soon")):  # fmt: skip
        with pytest.raises(QuestionError):
            call()


def test_plain_values(folder):
    made = plain(by_name(folder)["ask"](QUESTION))
    assert made["citations"][0]["document"]["published"] == "2022-04-02"
    assert "path" not in str(renamed(made)["citations"][0]["document"].keys())


def test_the_web_api_is_documented_and_answers(chat):
    from gradio_client import Client
    from gradio_client.exceptions import AppError

    client = Client(chat.url, verbose=False)
    endpoints = client.view_api(return_format="dict", print_info=False)["named_endpoints"]
    assert {
        "/ask",
        "/find_entity",
        "/get_entity",
        "/read_passage",
        "/search_passages",
        "/list_changes",
        "/list_documents",
        "/screen",
    } == set(endpoints)
    for name, endpoint in endpoints.items():
        assert endpoint["description"], name
        assert all(parameter["type"] for parameter in endpoint["parameters"]), name
    answer = client.predict(QUESTION, api_name="/ask")
    cited = answer["citations"][0]
    assert cited["document"]["file"] == "one.md"
    passage = client.predict(cited["document"]["id"], cited["start"], cited["end"], api_name="/read_passage")
    assert passage["text"] == cited["quote"]
    follow = client.predict("When was that?", [QUESTION], api_name="/ask")
    assert "2022" in follow["text"]
    with pytest.raises(AppError, match="question is empty"):
        client.predict(" ", api_name="/ask")


def test_mcp_tools_give_typed_results(chat):
    from mcp import ClientSession
    from mcp.client.streamable_http import streamable_http_client

    async def talk():
        async with streamable_http_client(chat.url + "mcp/") as (read, write, _), ClientSession(read, write) as session:
            await session.initialize()
            listed = {tool.name: tool for tool in (await session.list_tools()).tools}
            assert {"ask", "find_entity", "read_passage", "list_changes", "screen"} <= set(listed)
            assert {"text", "citations", "missing"} <= set(listed["ask"].outputSchema["properties"])
            assert "listings" in listed["ask"].description
            assert_described(listed.values())
            answer = await session.call_tool("ask", {"question": QUESTION})
            assert not answer.isError and "missiles" in answer.structuredContent["text"]
            cited = answer.structuredContent["citations"][0]
            place = {"document": cited["document"]["id"], "start": cited["start"], "end": cited["end"]}
            passage = await session.call_tool("read_passage", place)
            assert passage.structuredContent["text"] == cited["quote"]
            screened = await session.call_tool(
                "screen", {"parties": [{"name": "Brightforge"}, {"name": "Zzqx Nobody"}]}
            )
            assert [row["decision"] for row in screened.structuredContent["result"]][1] == "none"
            bad = await session.call_tool("get_entity", {"name": "Zzqx Nobody"})
            assert bad.isError and "Zzqx Nobody" in bad.content[0].text and "Traceback" not in bad.content[0].text

    # In a thread of its own: a browser test before this one may have left an event loop in ours.
    ThreadPoolExecutor(1).submit(lambda: asyncio.run(talk())).result(timeout=120)


def assert_described(tools):
    """Every tool is marked as one that only reads, and says what each of its parameters is."""
    for tool in tools:
        assert tool.annotations.readOnlyHint and not tool.annotations.destructiveHint and tool.description, tool.name
        assert tool.inputSchema["properties"], tool.name
        for name, schema in tool.inputSchema["properties"].items():
            assert schema.get("description"), f"{tool.name}.{name}"


def test_mcp_over_standard_input_and_output(folder):
    from mcp import ClientSession, StdioServerParameters
    from mcp.client.stdio import stdio_client

    started = StdioServerParameters(
        command=sys.executable, args=["-m", "ui.cli", "mcp", "--index", str(folder)], cwd=ROOT,
        env={**os.environ, "HF_HUB_OFFLINE": "1", "OMP_NUM_THREADS": "1"},
    )  # fmt: skip

    async def talk():
        async with stdio_client(started) as (read, write), ClientSession(read, write) as session:
            assert (await session.initialize()).serverInfo.name == "whylisted"
            assert_described((await session.list_tools()).tools)
            answer = await session.call_tool("ask", {"question": QUESTION})
            assert not answer.isError and "missiles" in answer.structuredContent["text"]
            bad = await session.call_tool("get_entity", {"name": "Zzqx Nobody"})
            assert bad.isError and "Traceback" not in bad.content[0].text

    ThreadPoolExecutor(1).submit(lambda: asyncio.run(talk())).result(timeout=120)


def test_mcp_ends_without_a_trace_when_its_input_does(folder):
    done = subprocess.run(
        [sys.executable, "-m", "ui.cli", "mcp", "--index", str(folder)], input="", cwd=ROOT, capture_output=True,
        text=True, timeout=120, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
