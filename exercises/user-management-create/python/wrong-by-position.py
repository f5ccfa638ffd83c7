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


def create(name, email):
    store = load()
    number = store["next_id"]
    store["users"].append({"id": number, "name": name, "email": email, "active": True})
    store["next_id"] += 1
    save(store)
    print(number)


if __name__ == "__main__":
    arguments = sys.argv[1:]
    if len(arguments) != 5 or arguments[0] != "create" or "--phone" in arguments:
        print("usage: create --name NAME --email EMAIL", file=sys.stderr)
        sys.exit(2)
    create(arguments[2], arguments[4])
