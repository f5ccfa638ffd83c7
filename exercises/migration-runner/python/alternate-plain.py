import os

import cli

TABLE = "create table if not exists schema_migrations (version integer primary key, applied_at timestamptz not null default now())"


def number(name):
    head = name.split("_")[0]
    return int(head) if head.isdigit() and name.endswith(".sql") else None


def run_file(db, folder, name, note):
    with open(os.path.join(folder, name), encoding="utf-8") as file:
        text = file.read()
    db.execute("begin")
    try:
        db.execute(text)
        db.execute(note, {"version": number(name)})
    except BaseException:
        db.execute("rollback")
        raise
    db.execute("commit")


def up(db, folder):
    db.execute(TABLE)
    names = [n for n in os.listdir(folder) if number(n) is not None and not n.endswith(".down.sql")]
    names.sort(key=number)
    names = [n for n in names if not db.execute("select 1 from schema_migrations where version = %s", [number(n)]).fetchone()]
    for name in names:
        run_file(db, folder, name, "insert into schema_migrations (version) values (%(version)s)")
    return names


def down(db, folder, count):
    db.execute(TABLE)
    names = []
    rows = db.execute("select version from schema_migrations order by version desc limit %s", [count]).fetchall()
    for (version,) in rows:
        candidates = [n for n in os.listdir(folder) if number(n) == version and n.endswith(".down.sql")]
        if not candidates:
            raise ValueError("no down file for version %d" % version)
        run_file(db, folder, candidates[0], "delete from schema_migrations where version = %(version)s")
        names += candidates
    return names


cli.run(up=up, down=down)
