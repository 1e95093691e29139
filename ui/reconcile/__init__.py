"""A reconciliation service over the lists: the W3C community group's Reconciliation Service API 0.2, as OpenRefine speaks it.

https://reconciliation-api.github.io/specs/0.2/. An entity is a row of the newest state of a list.
"""
