"""Watch lists as they are told: lines, JSON, an Atom feed."""
