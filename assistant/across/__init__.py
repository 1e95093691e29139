"""Questions on all authorities at once: who lists a party and who does not, who did first, since when, and of whom the lists speak."""

from assistant.across.answer import answer

__all__ = ["answer"]
