import re

import cli


def migrations(folder):
    """The migrations of the folder, by their numbers: version and path."""
    found = []
    for path in folder.iterdir():
        match = re.fullmatch(r"(\d+)_\w+\.sql", path.name)
        if match:
            found.append((int(match[1]), path))
    return sorted(found)


def applied(db):
    db.execute(
        """CREATE TABLE IF NOT EXISTS schema_migrations (
             version    integer     PRIMARY KEY,
             applied_at timestamptz NOT NULL DEFAULT now()
           )"""
    )
    return [version for (version,) in db.execute("SELECT version FROM schema_migrations")]


def up(db, folder):
    before = applied(db)
    done = []
    for version, path in migrations(folder):
        if version in before:
            continue
        with db.transaction():  # the file and its note: both or neither
            db.execute(path.read_text(encoding="utf-8"))
            db.execute("INSERT INTO schema_migrations (version) VALUES (%s)", (version,))
        done.append(path.name)
    return done


def down(db, folder, count):
    known = dict(migrations(folder))
    done = []
    for version in applied(db)[::-1][:count]:
        path = known[version].with_suffix(".down.sql") if version in known else None
        if path is None or not path.exists():
            raise ValueError(f"no down file for version {version}")
        with db.transaction():
            db.execute(path.read_text(encoding="utf-8"))
            db.execute("DELETE FROM schema_migrations WHERE version = %s", (version,))
        done.append(path.name)
    return done


cli.run(up, down)
