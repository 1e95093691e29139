"""The restricted-party lists of the United States and of other authorities: who keeps each, under what law, and what being on it means.

`effect` is our own plain sentence; `effect_section` names the section of the regulation (or the order) that says it, so
that an answer can quote that section when it is indexed. `not_effect` says what people wrongly take the list for.
"""

from sources.lists.commerce import COMMERCE
from sources.lists.info import ListInfo
from sources.lists.naming import (
    GROUPS,
    LISTS,
    Group,
    group_pattern,
    groups_named,
    is_known,
    list_by_source,
    list_by_words,
    list_info,
    list_pattern,
    list_spans,
    listing_phrases_in,
    lists_called,
    lists_of,
    loose_names,
    official_spans,
    source_id,
)
from sources.lists.others import OTHERS
from sources.lists.treasury import TREASURY
from sources.lists.world import WORLD

__all__ = [
    "COMMERCE",
    "GROUPS",
    "LISTS",
    "OTHERS",
    "TREASURY",
    "WORLD",
    "Group",
    "ListInfo",
    "group_pattern",
    "groups_named",
    "is_known",
    "list_by_source",
    "list_by_words",
    "list_info",
    "list_pattern",
    "list_spans",
    "listing_phrases_in",
    "lists_called",
    "lists_of",
    "loose_names",
    "official_spans",
    "source_id",
]
