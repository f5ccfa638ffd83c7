import argparse
import json
import sys
from pathlib import Path

FILE = Path(__file__).resolve().parent / "users.json"


class Failure(Exception):
    """A reason to end with exit code 1, told to the user."""


def load():
    if not FILE.exists():
        return {"next_id": 1, "users": []}
    store = json.loads(FILE.read_text(encoding="utf-8"))
    return store if store["users"] else {"next_id": 1, "users": []}


def save(store):
    FILE.write_text(json.dumps(store, indent=2), encoding="utf-8")


def find(store, wanted):
    for user in store["users"]:
        if str(user["id"]) == wanted:
            return user
    raise Failure(f"no user with the id {wanted}; see them all with: users list")


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
    width = max(len(user["name"]) for user in users)
    for user in users:
        print(f"{user['id']:>4}  {user['name']:<{width}}  {user['email']}")


def delete(options):
    store = load()
    user = find(store, options.id)
    store["users"].remove(user)
    save(store)
    print(f"deleted user {user['id']} ({user['name']})")


def command_line():
    parser = argparse.ArgumentParser(prog="users")
    commands = parser.add_subparsers(dest="command", required=True)

    command = commands.add_parser("create", help="store a new user")
    command.add_argument("--name", required=True)
    command.add_argument("--email", required=True)
    command.set_defaults(run=create)

    command = commands.add_parser("list", help="show all users")
    command.set_defaults(run=show_all)

    command = commands.add_parser("delete", help="remove a user")
    command.add_argument("id")
    command.set_defaults(run=delete)

    return parser


if __name__ == "__main__":
    options = command_line().parse_args()
    try:
        options.run(options)
    except Failure as failure:
        print(failure, file=sys.stderr)
        sys.exit(1)
