"""A query over the stored records."""
