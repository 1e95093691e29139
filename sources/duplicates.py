"""Near duplicates: the same report in ten outlets, whole or cut short. Signatures are small; their likeness estimates how much
of one text stands in the other.

Method: MinHash (Broder 1997, "On the resemblance and containment of documents") over runs of five words, with
locality-sensitive bands (Leskovec, Rajaraman, Ullman, "Mining of Massive Datasets", chapter 3) to find candidates without
comparing all pairs. Agencies' notices share whole sentences and differ in figures and dates only, so the figures have to
agree as well.
"""

import functools
import re
import struct
import zlib
from collections.abc import Iterator, Mapping
from itertools import combinations, pairwise

import numpy as np
from numpy.typing import NDArray

SIZE = 128
"""Minima in a signature: the standard error of a resemblance is at most 0.5 / sqrt(128), 0.044."""

NEAR = 0.7
"""From this likeness on two texts are near duplicates. Among 111 abstracts and transcripts that are not, many of them
notices of one agency in its usual words, the most alike two reach 0.65 (two orders with the same general provisions)."""

_RUN = 5  # words in a run
_SHORTEST = 40  # runs of a text that may count as an excerpt of a longer one
_ROWS = 2  # minima in a band: 64 bands find a resemblance of 0.3 with a chance of 0.998
_CROWD = 40  # texts in a bucket that are all compared with each other; in larger ones neighbours
_FIGURES = 64  # figures that are kept at most
_PRIME = np.uint64((1 << 31) - 1)
_HEAD = struct.Struct("<I")


def signature(text: str) -> bytes:
    """The signature of a text: how many different runs it has, 128 minima, and its figures, as integers of 4 bytes.

    Case, punctuation, white space and marks of emphasis do not count. A text without a word has the empty signature.
    """
    words = re.findall(r"[^\W_]+", text.lower())
    if not words:
        return b""
    runs = {" ".join(words[i : i + _RUN]) for i in range(max(len(words) - _RUN + 1, 1))}
    hashes = np.fromiter((zlib.crc32(run.encode()) for run in runs), dtype=np.uint64, count=len(runs)) & _PRIME
    factors, terms = _permutations()
    minima = np.full(SIZE, _PRIME, dtype=np.uint64)
    for start in range(0, len(hashes), 4096):
        part = hashes[start : start + 4096, None]
        minima = np.minimum(minima, ((part * factors + terms) % _PRIME).min(axis=0))
    figures = sorted({zlib.crc32(word.encode()) for word in words if word[0].isdigit()})[:_FIGURES]
    return _HEAD.pack(len(runs)) + minima.astype("<u4").tobytes() + np.array(figures, dtype="<u4").tobytes()


@functools.cache
def _permutations() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    random = np.random.default_rng(20221216)  # fixed: signatures are stored, and have to stay comparable
    return (
        random.integers(1, int(_PRIME), SIZE, dtype=np.uint64),
        random.integers(0, int(_PRIME), SIZE, dtype=np.uint64),
    )


def likeness(a: bytes, b: bytes) -> float:
    """How much two texts are the same, 0 to 1, estimated from their signatures; the order does not matter.

    It is the share of the runs of words of either that both have or, where the shorter text is long enough to be an excerpt, the
    share of its runs that the longer one has; times up to one half less as their figures differ.
    """
    if not a or not b:
        return 0.0
    if a == b:
        return 1.0
    end = _HEAD.size + 4 * SIZE
    same = float(np.mean(_integers(a[_HEAD.size : end]) == _integers(b[_HEAD.size : end])))
    sizes = sorted((_HEAD.unpack_from(a)[0], _HEAD.unpack_from(b)[0]))
    overlap = same
    if sizes[0] >= _SHORTEST:
        # resemblance r and sizes m <= n: the texts share r (m + n) / (1 + r) runs
        overlap = max(same, min(1.0, same * sum(sizes) / (1 + same) / sizes[0]))
    ours, theirs = set(_integers(a[end:]).tolist()), set(_integers(b[end:]).tolist())
    fewer = min(len(ours), len(theirs))
    agreeing = len(ours & theirs) / fewer if fewer else 1.0
    return overlap * (0.5 + 0.5 * agreeing)


def _integers(part: bytes) -> NDArray[np.uint32]:
    return np.frombuffer(part, dtype="<u4")


def near_duplicates(signatures: Mapping[str, bytes], least: float = NEAR) -> list[tuple[str, ...]]:
    """Groups of keys whose texts are near duplicates, each sorted, in the order of their first keys.

    Groups are closed: a text that is like one of a group belongs to it. Nearly linear in the number of texts.
    """
    leader: dict[str, str] = {key: key for key in signatures}

    def lead(key: str) -> str:
        while leader[key] != key:
            leader[key] = leader[leader[key]]
            key = leader[key]
        return key

    for bucket in _buckets(signatures):
        pairs = combinations(bucket, 2) if len(bucket) <= _CROWD else pairwise(bucket)
        for one, other in pairs:
            first, second = sorted((lead(one), lead(other)))
            if first != second and likeness(signatures[one], signatures[other]) >= least:
                leader[second] = first
    groups: dict[str, list[str]] = {}
    for key in sorted(signatures):
        groups.setdefault(lead(key), []).append(key)
    return sorted(tuple(group) for group in groups.values() if len(group) > 1)


def _buckets(signatures: Mapping[str, bytes]) -> Iterator[list[str]]:
    """Keys whose signatures share a band."""
    keys = [key for key in sorted(signatures) if signatures[key]]
    for start in range(_HEAD.size, _HEAD.size + 4 * SIZE, 4 * _ROWS):
        band: dict[bytes, list[str]] = {}
        for key in keys:
            band.setdefault(signatures[key][start : start + 4 * _ROWS], []).append(key)
        yield from (bucket for bucket in band.values() if len(bucket) > 1)
