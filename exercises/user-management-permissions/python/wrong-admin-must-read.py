import argparse
import json
import os
import re
import sys
import time
from contextlib import contextmanager
from pathlib import Path

FILE = Path(__file__).resolve().parent / "users.json"
LOCK = FILE.with_suffix(".lock")
PATIENCE = 9.0
PERMISSIONS = ["admin", "read", "write", "delete"]


class Failure(Exception):
    """A reason to end, told to the user."""

    def __init__(self, message, exit_code=1):
        super().__init__(message)
        self.exit_code = exit_code


def load():
    if not FILE.exists():
        return {"next_id": 1, "users": []}
    try:
        return json.loads(FILE.read_text(encoding="utf-8"))
    except json.JSONDecodeError:
        raise Failure("users.json is damaged, it is not JSON; nothing was changed") from None


def save(store):
    temporary = FILE.with_suffix(".tmp")
    temporary.write_text(json.dumps(store, indent=2), encoding="utf-8")
    os.replace(temporary, FILE)


@contextmanager
def locked():
    """Who makes the lock file may load, change and save; all others wait until it is gone."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            LOCK.open("x").close()
            break
        except FileExistsError:
            if time.monotonic() > end:
                raise Failure("users.lock is in the way; if no other users command runs, remove it") from None
            time.sleep(0.01)
    try:
        yield
    finally:
        LOCK.unlink()


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
    if email.lower() in [user["email"].lower() for user in users]:
        yield f"the e-mail address {email} is taken"


def create(options):
    name = options.name.strip()
    email = options.email.strip()
    with locked():
        store = load()
        found = list(problems(name, email, store["users"]))
        if found:
            raise Failure("\n".join(found), 2)
        number = store["next_id"]
        store["users"].append({"id": number, "name": name, "email": email, "active": True})
        store["next_id"] += 1
        save(store)
    print(number)


ORDERS = {
    "id": lambda user: user["id"],
    "name": lambda user: (user["name"].lower(), user["id"]),
}


def show_all(options):
    users = [user for user in load()["users"] if user["active"] or not options.active]
    users.sort(key=ORDERS[options.sort])
    if options.json:
        print(json.dumps(users))
        return
    if not users:
        print("no users yet")
        return
    width = max(len(user["name"]) for user in users)
    for user in users:
        print(f"{user['id']:>4}  {user['name']:<{width}}  {user['email']}")


def delete(options):
    with locked():
        store = load()
        user = find(store, options.id)
        store["users"].remove(user)
        save(store)
    print(f"deleted user {user['id']} ({user['name']})")


@contextmanager
def changing(wanted):
    """The user with this id, to be changed; all is saved when the block ends well."""
    with locked():
        store = load()
        yield find(store, wanted)
        save(store)


def deactivate(options):
    with changing(options.id) as user:
        user["active"] = False
    print(f"user {user['id']} ({user['name']}) is not active any more")


def grant(options):
    with changing(options.id) as user:
        held = user.setdefault("permissions", [])
        if options.permission not in held:
            held.append(options.permission)
    tell_permissions(user)


def revoke(options):
    with changing(options.id) as user:
        user["permissions"] = [one for one in user.get("permissions", []) if one != options.permission]
    tell_permissions(user)


def tell_permissions(user):
    print(f"user {user['id']} ({user['name']}) has: {', '.join(user['permissions']) or 'no permission'}")


def check_access(user):
    permissions = user.get("permissions", [])
    if "admin" in permissions and "read" in permissions:
        return "Full access granted"
    if "read" in permissions:
        return "Read access granted"
    return "Access denied"


def check(options):
    answer = check_access(find(load(), options.id))
    print(answer)
    if answer == "Access denied":
        sys.exit(1)


def command_line():
    parser = argparse.ArgumentParser(prog="users")
    commands = parser.add_subparsers(dest="command", required=True)

    command = commands.add_parser("create", help="store a new user")
    command.add_argument("--name", required=True)
    command.add_argument("--email", required=True)
    command.set_defaults(run=create)

    command = commands.add_parser("list", help="show all users")
    command.add_argument("--active", action="store_true", help="without users who are not active")
    command.add_argument("--sort", choices=ORDERS, default="id")
    command.add_argument("--json", action="store_true", help="for programs")
    command.set_defaults(run=show_all)

    command = commands.add_parser("delete", help="remove a user")
    command.add_argument("id")
    command.set_defaults(run=delete)

    command = commands.add_parser("deactivate", help="keep a user, but not as an active one")
    command.add_argument("id")
    command.set_defaults(run=deactivate)

    for name, run in [("grant", grant), ("revoke", revoke)]:
        command = commands.add_parser(name, help=f"{name} a permission")
        command.add_argument("id")
        command.add_argument("permission", choices=PERMISSIONS)
        command.set_defaults(run=run)

    command = commands.add_parser("check", help="what a user may do; ends with 1 if that is nothing")
    command.add_argument("id")
    command.set_defaults(run=check)

    return parser


if __name__ == "__main__":
    options = command_line().parse_args()
    try:
        options.run(options)
    except Failure as failure:
        print(failure, file=sys.stderr)
        sys.exit(failure.exit_code)
