"""Commands for those who keep the project: tables made from other sources, the lock of what is installed, its list in
docs/."""
