"""A screening report in the forms in which it is kept: terminal table, CSV, XLSX, HTML, JSON lines."""
