"""Completion of commands, options and their values for bash, zsh and fish, made from the parser of arguments."""

import argparse
import shlex
from collections.abc import Callable, Iterator
from dataclasses import dataclass

PROGRAM = "whylisted"


@dataclass(frozen=True, slots=True)
class Option:
    """An option: its names (`-v`, `--verbose`), what it is in a line, its values where they are few; `takes` whether it takes any value."""

    names: tuple[str, ...]
    about: str
    values: tuple[str, ...] = ()
    takes: bool = False


@dataclass(frozen=True, slots=True)
class Command:
    """A command with its options, and the values of its first argument where they are few."""

    name: str
    about: str
    options: tuple[Option, ...]
    values: tuple[str, ...] = ()


def commands(parser: argparse.ArgumentParser) -> list[Command]:
    """The commands of a parser; the first, of no name, stands for the options before a command."""
    found = [Command("", "", tuple(_options(parser)))]
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            helps = {choice.dest: choice.help or "" for choice in action._choices_actions}
            for name, made in action.choices.items():
                found.append(Command(name, helps.get(name, ""), tuple(_options(made)), _values(made)))
    return found


def _options(parser: argparse.ArgumentParser) -> Iterator[Option]:
    for action in parser._actions:
        if action.option_strings:
            about = (action.help or "").replace("%(default)s", str(action.default)).replace("%%", "%")
            values = tuple(map(str, action.choices or ()))
            yield Option(tuple(action.option_strings), about, values, action.nargs != 0)


def _values(parser: argparse.ArgumentParser) -> tuple[str, ...]:
    first = next((a for a in parser._actions if not a.option_strings), None)
    return tuple(map(str, first.choices)) if first is not None and first.choices else ()


def bash(found: list[Command]) -> str:
    """A script for bash: `source <(whylisted completion bash)`."""
    names = " ".join(c.name for c in found if c.name)
    lines = [
        f"_{PROGRAM}() {{", '  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command="" i', "  COMPREPLY=()",
        "  for ((i = 1; i < COMP_CWORD; i++)); do",
        '    case ${COMP_WORDS[i]} in -*) ;; *) command=${COMP_WORDS[i]}; break ;; esac', "  done",
        '  case "$command $before" in',
    ]  # fmt: skip
    for command in found:
        for option in command.options:
            for name in option.names if option.takes else ():
                reply = f'COMPREPLY=($(compgen -W "{" ".join(option.values)}" -- "$word")); ' if option.values else ""
                lines.append(f'    "{command.name} {name}") {reply}return ;;')
    lines += ["  esac", '  case "$command" in']
    for command in found:
        words = [name for option in command.options for name in option.names]
        words = [names, *words] if not command.name else [*command.values, *words]
        lines.append(f'    "{command.name}") COMPREPLY=($(compgen -W "{" ".join(words)}" -- "$word")) ;;')
    lines += ["  esac", "}", f"complete -o default -o bashdefault -F _{PROGRAM} {PROGRAM}"]
    return "\n".join(lines) + "\n"


def zsh(found: list[Command]) -> str:
    """A script for zsh: `source <(whylisted completion zsh)`, or a file `_whylisted` in a folder of `$fpath`."""
    lines = [f"#compdef {PROGRAM}", f"_{PROGRAM}() {{", "  local -a commands", "  commands=("]
    lines += [f"    {shlex.quote(f'{c.name}:{c.about}')}" for c in found if c.name]
    lines += [
        "  )", "  local command='' n",
        "  for ((n = 2; n < CURRENT; n++)); do [[ ${words[n]} != -* ]] && { command=${words[n]}; break }; done",
        "  case $command in",
    ]  # fmt: skip
    for command in found:
        specs = " ".join(spec for option in command.options for spec in _zsh_specs(option))
        if not command.name:
            lines.append(f"    '') _arguments -S {specs} '1: :{{_describe command commands}}' ;;")
            continue
        rest = f"'*: :({' '.join(command.values)})'" if command.values else "'*: :_files'"
        lines.append(
            f"    {command.name}) (( CURRENT -= n - 1 )); shift $(( n - 1 )) words; _arguments -S {specs} {rest} ;;"
        )
    lines += ["  esac", "}", f"(( $+functions[compdef] )) && compdef _{PROGRAM} {PROGRAM}"]
    return "\n".join(lines) + "\n"


def _zsh_specs(option: Option) -> Iterator[str]:
    about = option.about.replace("[", "(").replace("]", ")").replace(":", "\\:")
    value = f": :({' '.join(option.values)})" if option.values else ": :_files" if option.takes else ""
    for name in option.names:
        yield shlex.quote(f"{name}[{about}]{value}")


def fish(found: list[Command]) -> str:
    """A script for fish: `whylisted completion fish | source`."""
    lines = []
    for command in found:
        here = f"__fish_seen_subcommand_from {command.name}" if command.name else "__fish_use_subcommand"
        if command.name:
            lines.append(
                f"complete -c {PROGRAM} -n __fish_use_subcommand -f -a {command.name} -d {_fish(command.about)}"
            )
        if command.values:
            lines.append(f"complete -c {PROGRAM} -n {_fish(here)} -f -a {_fish(' '.join(command.values))}")
        for option in command.options:
            names = " ".join(f"-l {n[2:]}" if n.startswith("--") else f"-s {n[1:]}" for n in option.names)
            value = f" -x -a {_fish(' '.join(option.values))}" if option.values else " -r" if option.takes else ""
            lines.append(f"complete -c {PROGRAM} -n {_fish(here)} {names}{value} -d {_fish(option.about)}")
    return "\n".join(lines) + "\n"


def _fish(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


SHELLS: dict[str, Callable[[list[Command]], str]] = {"bash": bash, "zsh": zsh, "fish": fish}
