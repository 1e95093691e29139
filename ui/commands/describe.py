"""`whylisted schema`."""

import argparse
import sys


def schema(options: argparse.Namespace) -> int:
    """Prints a published JSON Schema as it stands in the package."""
    from ui.schemas import schema_text

    sys.stdout.write(schema_text(options.name))
    return 0
