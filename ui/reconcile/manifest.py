"""What the service says of itself (section 3.1 of the specification)."""

from collections.abc import Mapping
from typing import Any

from ui.reconcile.models import MOST_QUERIES
from ui.reconcile.parties import ALL_TYPES
from ui.reconcile.preview import HEIGHT, WIDTH
from ui.settings import version


def manifest(base: str, auth: Mapping[str, str] | None) -> dict[str, Any]:
    """The manifest of the service at `base` (an address without a slash at its end)."""

    def suggest(what: str) -> dict[str, str]:
        return {"service_url": base, "service_path": f"/suggest/{what}"}

    made: dict[str, Any] = {
        "versions": ["0.2"],
        "name": "whylisted: parties on restricted-party lists",
        "identifierSpace": f"{base}/view?id=",
        "schemaSpace": f"{base}/types/",
        "serviceVersion": version(),
        "defaultTypes": [kind.model_dump(exclude_none=True) for kind in ALL_TYPES],
        "view": {"url": f"{base}/view?id={{{{id}}}}"},
        "preview": {"url": f"{base}/preview?id={{{{id}}}}", "width": WIDTH, "height": HEIGHT},
        "suggest": {what: suggest(what) for what in ("entity", "type", "property")},
        "extend": {"propose_properties": {"service_url": base, "service_path": "/properties"}, "property_settings": []},
        "batchSize": MOST_QUERIES,
    }
    if auth:
        made["authentication"] = {"type": "http", "scheme": "basic"}
    return made
