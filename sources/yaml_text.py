"""YAML of our own tables: plain values only, read by libyaml where it is there (some ten times as fast)."""

from typing import Any

import yaml

try:
    from yaml import CSafeLoader as SafeLoader
except ImportError:  # a build of PyYAML without libyaml
    from yaml import SafeLoader  # type: ignore[assignment]


def read_yaml(text: str) -> Any:
    """What a YAML text holds. Raises yaml.YAMLError for what is no YAML, or has tags that would make objects."""
    return yaml.load(text, Loader=SafeLoader)
