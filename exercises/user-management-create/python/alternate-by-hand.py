import json
import sys
from pathlib import Path

FILE = Path(__file__).resolve().parent / "users.json"


def load():
    if not FILE.exists():
        return {"next_id": 1, "users": []}
    return json.loads(FILE.read_text(encoding="utf-8"))


def save(store):
    FILE.write_text(json.dumps(store, indent=2), encoding="utf-8")


def usage():
    print("usage: users create --name NAME --email EMAIL", file=sys.stderr)
    sys.exit(2)


def main(arguments):
    if arguments[:1] != ["create"] or len(arguments) != 5:
        usage()
    given = dict(zip(arguments[1::2], arguments[2::2]))
    if set(given) != {"--name", "--email"}:
        usage()
    store = load()
    user = {"id": store["next_id"], "name": given["--name"], "email": given["--email"], "active": True}
    save({"next_id": user["id"] + 1, "users": [*store["users"], user]})
    print(user["id"])


main(sys.argv[1:])
