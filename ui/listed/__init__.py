"""All listed parties of an index in forms that other programs read: FollowTheMoney, and a database for SQLite and Datasette."""
