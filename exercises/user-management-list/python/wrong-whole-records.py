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
    number = store["next_id"]
    store["users"].append({"id": number, "name": options.name, "email": options.email, "active": True})
    store["next_id"] += 1
    save(store)
    print(number)


def show_all(options):
    users = sorted(load()["users"], key=lambda user: user["id"])
    if not users:
        print("no users yet")
        return
    for user in users:
        print(user)


def command_line():
    parser = argparse.ArgumentParser(prog="users")
    commands = parser.add_subparsers(dest="command", required=True)

    command = commands.add_parser("create", help="store a new user")
    command.add_argument("--name", required=True)
    command.add_argument("--email", required=True)
    command.set_defaults(run=create)

    command = commands.add_parser("list", help="show all users")
    command.set_defaults(run=show_all)

    return parser


if __name__ == "__main__":
    options = command_line().parse_args()
    options.run(options)
