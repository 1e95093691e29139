"""Which web addresses may be opened, and what a downloaded document is called.

A host is resolved once and every one of its IP addresses is checked; the connection then goes to an address that was checked, with
the name kept for TLS and `Host`. So a name that answers differently the second time (DNS rebinding) leads nowhere. Redirects
pass the same gate.
"""

import hashlib
import ipaddress
import os
import re
import socket
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit, urlunsplit

from sources.errors import FetchError

SUFFIXES: dict[str, str] = {
    "text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt", "text/markdown": ".md",
    "application/pdf": ".pdf", "application/xml": ".xml", "text/xml": ".xml", "application/json": ".json",
    "text/csv": ".csv", "text/tab-separated-values": ".tsv",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template": ".dotx",
    "application/vnd.ms-word.document.macroenabled.12": ".docm",
}  # fmt: skip
"""Media types that are read, and the suffix under which each is kept."""

_SAYS_NOTHING = frozenset({"", "text/plain", "application/octet-stream", "binary/octet-stream"})
_EMBEDDED_IPV4 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052: how IPv6-only networks write IPv4 addresses

Resolve = Callable[[str, int], list[str]]
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class Location:
    """Where to connect for an address that passed: `targets` are the address with an IP address in place of the host, one for
    each that the host has (with a proxy, which resolves names itself, the address as it was); `host` is the value of the
    header, `name` the host for TLS, `proxy` the proxy to use."""

    url: str
    targets: tuple[str, ...]
    host: str
    name: str
    proxy: str | None = None


def is_address(text: str) -> bool:
    """Whether it is meant as a web address rather than a path."""
    return bool(re.match(r"https?://", text, re.IGNORECASE))


def origin(url: str) -> str:
    """Scheme, host and port of an address in lower case, without what follows."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}".lower()


_CLOUD = (ipaddress.ip_network("168.63.129.16/32"), ipaddress.ip_network("192.0.0.0/24"))
"""Public addresses under which a cloud's own services answer its machines: Azure's WireServer, and Oracle's metadata at 192.0.0.192
(in IETF's block for protocols, RFC 6890, which newer versions of Python call global in part)."""


def public(address: str) -> bool:
    """Whether an IP address is one of the open internet: not loopback, private, link-local, shared, multicast, reserved, a cloud's
    own, nor one of these written as an IPv6 address."""
    try:
        ip: Address = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if ip in _EMBEDDED_IPV4:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return public(str(inner))
        if ip.is_site_local:
            return False
    return (
        ip.is_global
        and not any(ip in network for network in _CLOUD)
        and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified or ip.is_link_local)
    )


def resolve(host: str, port: int) -> list[str]:
    """All IP addresses of a host, in the order of the system. Raises FetchError when it has none."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        cause = getattr(error, "strerror", None) or str(error)
        raise FetchError(f"{host} cannot be found ({cause}): no network, or no such host") from None
    return list(dict.fromkeys(str(item[4][0]) for item in found))


def check(
    url: str,
    *,
    allow_private: bool = False,
    only_https: bool = False,
    trusted: frozenset[str] = frozenset(),
    resolve: Resolve = resolve,
) -> Location:
    """The place to connect to for an address, if it may be opened.

    In: the address; whether addresses inside private networks are allowed; whether plain http is refused; origins that are
    allowed whatever they are (a mirror that was configured). Raises FetchError for anything but http(s), user names in the
    address, and hosts with any IP address that is not public.
    """
    if re.search(r"[\x00-\x20\x7f\\]", url):
        raise FetchError(f"{url!r} is not an address: it has blanks, control characters or backslashes in it")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
        name = (host or "").encode("ascii" if ":" in (host or "") else "idna").decode("ascii")
    except (ValueError, UnicodeError) as error:
        raise FetchError(f"{url} is not an address ({error})") from None
    scheme = parts.scheme.lower()
    if scheme not in {"http", "https"} or not name:
        raise FetchError(f"{url}: only http:// and https:// addresses are opened")
    if parts.username is not None or parts.password is not None:
        raise FetchError(f"{scheme}://{name}: an address with a user name or password in it is not opened")
    known = origin(url) in trusted
    if only_https and scheme != "https" and not known:
        raise FetchError(f"{url}: not an https:// address, which is needed here")
    header = (f"[{name}]" if ":" in name else name) + (f":{port}" if port else "")
    path = parts.path or "/"
    proxy = _proxy(scheme, name)
    if proxy and (known or allow_private):
        return Location(url, (urlunsplit((scheme, header, path, parts.query, "")),), header, name, proxy)
    addresses = resolve(name, port or (443 if scheme == "https" else 80))
    refused = [address for address in addresses if not public(address)]
    if not addresses:
        raise FetchError(f"{name} has no IP address")
    if refused and not (known or allow_private):
        raise FetchError(f"{url}: {name} is inside a private network ({refused[0]}), where nothing is fetched from")
    colon = f":{port}" if port else ""
    places = [header] if proxy else [(f"[{ip}]" if ":" in ip else ip) + colon for ip in addresses]
    targets = tuple(urlunsplit((scheme, place, path, parts.query, "")) for place in places)
    return Location(url, targets, header, name, proxy)


def _proxy(scheme: str, host: str) -> str | None:
    """The proxy that the environment names for this host (HTTPS_PROXY, HTTP_PROXY, ALL_PROXY, NO_PROXY)."""
    if os.environ.get("REQUEST_METHOD"):  # a CGI request could set HTTP_PROXY by a header
        return None
    found = urllib.request.getproxies()
    proxy = found.get(scheme) or found.get("all")
    return None if not proxy or urllib.request.proxy_bypass(host) else proxy


def file_name(url: str, media: str) -> PurePosixPath:
    """`host/last-parts.suffix` for an address: ASCII letters, digits, dots and hyphens only, so that it is safe as a path.

    The suffix follows the media type, or the address where the type says nothing. Raises FetchError for types that are
    not read.
    """
    parts = urlsplit(url)
    words = unquote(parts.path) + ("-" + parts.query if parts.query else "")
    words = re.sub(r"\.{2,}", ".", re.sub(r"[^A-Za-z0-9._-]+", "-", words)).strip("-.")[-120:].lstrip("-.") or "index"
    if len(words) == 120 or parts.query:  # what was cut off or folded may be all that tells two addresses apart
        words = f"{hashlib.sha256(url.encode()).hexdigest()[:8]}-{words}"
    stem, _, ending = words.rpartition(".")
    given = f".{ending.lower()}"
    is_known = bool(stem) and given in {*SUFFIXES.values(), ".htm", ".markdown"}
    media = media.partition(";")[0].strip().lower()
    suffix = SUFFIXES.get(media)
    if is_known and media in _SAYS_NOTHING:
        suffix = given
    if suffix is None:
        what = media if media not in _SAYS_NOTHING else "of no named type"
        raise FetchError(f"{url} is {what}, not a document that is read ({', '.join(sorted(set(SUFFIXES.values())))})")
    host = re.sub(r"[^a-z0-9.-]+", "-", (parts.hostname or "").lower()).strip(".-") or "address"
    return PurePosixPath(host) / ((stem if is_known else words) + suffix)
