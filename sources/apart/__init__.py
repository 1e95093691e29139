"""Work on files from outside in a process of its own: whatever a file does to its reader, it costs that file only.

    for piece in apart("index.pieces:pieces", name, arguments, limits):
        ...

The process is kept for the next file. It ends when a file takes more than its limits allow, when a parser written in C
brings it down, and with the program; the next file gets a new one.
"""

from sources.apart.limits import Limits, limits_for, most_pages
from sources.apart.process import Mistake, apart

__all__ = ["Limits", "Mistake", "apart", "limits_for", "most_pages"]
