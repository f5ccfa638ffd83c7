import argparse
import json
from pathlib import Path

FILE = Path(__file__).resolve().parent / "users.json"


def load():
    if not FILE.exists():
        return {"next_id": 1, "users": []}
    return json.loads(FILE.read_text(encoding="utf-8"))


def save(store):
    FILE.write_text(json.dumps(store, indent=2), encoding="utf-8")


def create(options):
    store = load()
    number = max([user["id"] for user in store["users"]], default=0) + 1
    store["users"].append({"id": number, "name": options.name, "email": options.email, "active": True})
    store["next_id"] = number + 1
    save(store)
    print(number)


def command_line():
    parser = argparse.ArgumentParser(prog="users")
    commands = parser.add_subparsers(dest="command", required=True)

    command = commands.add_parser("create", help="store a new user")
    command.add_argument("--name", required=True)
    command.add_argument("--email", required=True)
    command.set_defaults(run=create)

    return parser


if __name__ == "__main__":
    options = command_line().parse_args()
    options.run(options)
