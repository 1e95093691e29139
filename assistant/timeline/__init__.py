"""All that the sources have on one entity, in order of time."""
