"""Servers on 127.0.0.1 that behave like the real ones, failures included."""
