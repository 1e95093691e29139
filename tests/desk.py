"""The examples of the documentation: where they stand in a page, and a folder to run them in.

In a page, blocks marked `sh` and `python` are run in order in one shell; a block marked `console` shows a command with what it prints;
commands that ask `$URL` are run against a chat over the same folder. Commands that cannot be run in a check (they need the
network, a server, or hours) stand indented, without a mark: they are parsed.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt

ROOT = Path(__file__).resolve().parents[1]
RUN = ("sh", "console", "python")
WIDE = 118
"""Longer lines of output are broken in a page."""


def make_desk(folder: Path, samples: Path) -> Path:
    """Makes the folder a desk with a copy of an index of the samples, and `whylisted` in its `bin`; gives it back."""
    shutil.copytree(samples, folder / ".whylisted")
    (folder / "bin").mkdir()
    command = folder / "bin" / "whylisted"
    command.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m ui.cli "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    return folder


@dataclass(frozen=True, slots=True)
class Block:
    """A block of code in a page; `kind` is its mark, nothing where it has none."""

    kind: str
    text: str
    line: int


def code(page: Path) -> list[Block]:
    """All blocks of code of a page, those without a mark too."""
    tokens = MarkdownIt().parse(page.read_text(encoding="utf-8"))
    found = [token for token in tokens if token.type in ("fence", "code_block")]
    return [Block(t.info.strip(), t.content, t.map[0] + 1 if t.map else 0) for t in found]


def blocks(page: Path, kind: str) -> list[str]:
    """The blocks of a page that are marked so (`sh`, `console`, `python`, `json`)."""
    return [block.text for block in code(page) if block.kind == kind]


def spans(page: Path) -> list[str]:
    """What stands between backticks in the prose of a page."""
    tokens = MarkdownIt().enable("table").parse(page.read_text(encoding="utf-8"))
    return [t.content for token in tokens for t in token.children or () if t.type == "code_inline"]


@dataclass(frozen=True, slots=True)
class Ran:
    """How the examples of a page ended: the exit status, what was said on standard error, and what each block printed."""

    status: int
    errors: str
    printed: list[tuple[Block, str]]

    @property
    def output(self) -> str:
        """All that was printed."""
        return "".join(text for _, text in self.printed)


def run_page(desk: Path, page: Path) -> Ran:
    """Run the examples of a page on a desk, but for those that ask `$URL`."""
    script, shown = [], [b for b in code(page) if b.kind in RUN and "$URL" not in b.text]
    for number, block in enumerate(shown):
        script.append(f'exec >"printed.{number}"')
        if block.kind == "python":
            (desk / f"example_{number}.py").write_text(block.text, encoding="utf-8")
            script.append(f'PYTHONPATH="{ROOT}" "{sys.executable}" example_{number}.py')
        elif block.kind == "console":
            script.append(f"{shown_command(block)} || true")  # what it prints is compared, whatever its exit status
        else:
            script.append(block.text)
    done = shell(desk, "\n".join(script))
    printed = [desk / f"printed.{number}" for number in range(len(shown))]
    return Ran(
        done.returncode, f"{done.stdout}{done.stderr}",
        [(b, p.read_text(encoding="utf-8")) for b, p in zip(shown, printed, strict=True) if p.exists()],
    )  # fmt: skip


def shell(desk: Path, script: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run a script on a desk; it ends at the first command that fails."""
    environment = {**os.environ, "PATH": f"{desk / 'bin'}{os.pathsep}{os.environ['PATH']}", **settings}
    environment.pop("WHYLISTED_INDEX", None)
    return subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", script],
        cwd=desk, env=environment, text=True, encoding="utf-8", capture_output=True, check=False, timeout=540,
    )  # fmt: skip


def shown_command(block: Block) -> str:
    """The command of a block marked `console`."""
    return block.text.partition("\n")[0].removeprefix("$ ")


def assert_shown(page: Path, ran: Ran, update: bool) -> int:
    """Holds what each command prints against what the page shows, white space folded; how many there are.

    With `update` the page is written anew.
    """
    shown = [(block, printed) for block, printed in ran.printed if block.kind == "console"]
    for block, printed in shown:
        command, _, output = block.text.partition("\n")
        if update:
            text = page.read_text(encoding="utf-8")
            page.write_text(text.replace(block.text, f"{command}\n{wrapped(printed)}"), encoding="utf-8")
            output = printed
        assert printed.strip() and " ".join(output.split()) == " ".join(printed.split()), command
    return len(shown)


def wrapped(output: str) -> str:
    """Output with long lines broken, for reading in a page."""
    lines = []
    for line in output.rstrip().splitlines():
        indent = line[: len(line) - len(line.lstrip())]
        lines += textwrap.wrap(
            line, WIDE, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
        ) or [""]
    return "\n".join(lines) + "\n"


_HERE_DOCUMENT = re.compile(r"<<-?'?(\w+)'?([^\n]*)\n.*?^\1$", re.MULTILINE | re.DOTALL)
_COMMENT = re.compile(r"(?:^|(?<=\s))#\s.*$", re.MULTILINE)
_BETWEEN = ";&|()<>\n"


def commands(script: str) -> Iterator[list[str]]:
    """The commands of a shell script, each as its words: what is piped, substituted and alternative apart, without what is redirected."""
    plain = _COMMENT.sub("", _HERE_DOCUMENT.sub(r"\2", script)).replace("\\\n", " ")
    words = shlex.shlex(plain, posix=True, punctuation_chars=_BETWEEN)
    words.whitespace, words.whitespace_split, words.commenters = " \t\r", True, ""
    command: list[str] = []
    into = False
    for word in words:
        if set(word) <= set(_BETWEEN):
            into = set(word) <= set("<>&") and not set(word) <= set("&")
            if not into and command:
                yield command
                command = []
        elif into:
            into = False
        else:
            command.append(word)
    if command:
        yield command
