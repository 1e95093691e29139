"""What stands around a verb: its voice, its subject and objects, who acts, when, why, and whether it was done."""
