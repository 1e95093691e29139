"""Completion: the scripts have every command and option, are sound for their shells, and complete what was begun."""

import shutil
import subprocess

import pytest

from ui.cli import build_parser, main
from ui.completion import SHELLS, commands

FOUND = commands(build_parser())
CHECKED = {"bash": ["bash", "-n"], "zsh": ["zsh", "-n"], "fish": ["fish", "--no-execute"]}


def script(shell, capsys):
    assert main(["completion", shell]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_has_everything(shell, capsys):
    made = script(shell, capsys)
    assert len(FOUND) > 10
    for command in FOUND:
        assert command.name in made
        for option in command.options:
            for name in option.names:
                assert (name if shell != "fish" else name.lstrip("-")) in made, (command.name, name)
    assert "%(default)s" not in made


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_is_sound(shell, capsys, tmp_path):
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    path = tmp_path / f"_whylisted.{shell}"
    path.write_text(script(shell, capsys), encoding="utf-8")
    done = subprocess.run([*CHECKED[shell], str(path)], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr


CASES = [
    ("whylisted ", "ask", "entity"), ("whylisted en", "entity", ""), ("whylisted ask --j", "--json", ""),
    ("whylisted -v rec", "records", ""), ("whylisted records --format ", "csv", "json"), ("whylisted completion f", "fish", ""),
    ("whylisted chat --share o", "on", "off"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "first", "second"), CASES)
def test_bash_completes(line, first, second, capsys, tmp_path):
    if shutil.which("bash") is None:
        pytest.skip("bash is not installed")
    words = line.split(" ")
    quoted = " ".join(f"'{word}'" for word in words)
    path = tmp_path / "whylisted.bash"
    path.write_text(script("bash", capsys), encoding="utf-8")
    asked = f'source {path}; COMP_WORDS=({quoted}); COMP_CWORD={len(words) - 1}; _whylisted; echo "${{COMPREPLY[*]}}"'
    done = subprocess.run(["bash", "-c", asked], capture_output=True, text=True, timeout=60, check=True)
    found = done.stdout.split()
    assert first in found and (not second or second in found) and all(w.startswith(words[-1]) for w in found), done
