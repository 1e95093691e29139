"""`whylisted chat` as a process of its own, for tests that talk to it as a browser or a program does."""

import os
import socket
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Chat:
    """A running chat: its address, its index folder, its process, and what it has printed until now."""

    url: str
    index: Path
    process: subprocess.Popen[str]
    lines: list[str] = field(default_factory=list)


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


def start(index: Path, *options: str, timeout: float = 180, port: int = 0, **settings: str) -> Chat:
    """Serves an index; `settings` are environment variables.

    Raises:
        RuntimeError: it did not open in `timeout` seconds; with what it printed.
    """
    port = port or free_port()
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "HF_HUB_OFFLINE": "1", "PYTHONUNBUFFERED": "1", **settings}
    process = subprocess.Popen(
        [sys.executable, "-m", "ui.cli", "chat", "--index", str(index), "--port", str(port), *options],
        cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", errors="replace",
    )  # fmt: skip
    lines: list[str] = []
    opened = threading.Event()

    def read() -> None:
        assert process.stdout
        for line in process.stdout:
            lines.append(line)
            if "is open at" in line:
                opened.set()

    threading.Thread(target=read, daemon=True).start()
    deadline = time.monotonic() + timeout
    while not opened.wait(0.2):
        if process.poll() is not None or time.monotonic() > deadline:
            process.kill()
            raise RuntimeError("the chat did not open:\n" + "".join(lines))
    return Chat(f"http://127.0.0.1:{port}/", index, process, lines)


def stop(chat: Chat) -> None:
    """Ends a chat, by force if it takes more than 20 s."""
    chat.process.terminate()
    try:
        chat.process.wait(20)
    except subprocess.TimeoutExpired:
        chat.process.kill()
        chat.process.wait()
