import argparse
import json
import re
import sys
from pathlib import Path

FILE = Path(__file__).resolve().parent / "users.json"


class Failure(Exception):
    """A reason to end, told to the user."""

    def __init__(self, message, exit_code=1):
        super().__init__(message)
        self.exit_code = exit_code


def load():
    if not FILE.exists():
        return {"next_id": 1, "users": []}
    return json.loads(FILE.read_text(encoding="utf-8"))


def save(store):
    FILE.write_text(json.dumps(store, indent=2), encoding="utf-8")


def find(store, wanted):
    for user in store["users"]:
        if str(user["id"]) == wanted:
            return user
    raise Failure(f"no user with the id {wanted}; see them all with: users list")


def problems(name, email, users):
    """Everything that is wrong with a new user, one text for each problem."""
    if not name:
        yield "the name is empty"
    if not re.fullmatch(r"[^\s@]+@[^\s@]+\.[^\s@]+", email):
        yield f'"{email}" is no e-mail address; write it like ann@example.org'
    if email.lower() in [user["email"].lower() for user in users if user["active"]]:
        yield f"the e-mail address {email} is taken"


def create(options):
    name = options.name.strip()
    email = options.email.strip()
    store = load()
    found = list(problems(name, email, store["users"]))
    if found:
        raise Failure("\n".join(found), 2)
    number = store["next_id"]
    store["users"].append({"id": number, "name": name, "email": email, "active": True})
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
        sys.exit(failure.exit_code)
