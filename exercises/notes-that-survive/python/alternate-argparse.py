import argparse
import json
import sys
from pathlib import Path

PATH = Path(__file__).with_name("notes.json")


def load():
    if not PATH.exists():
        return {"next_id": 1, "notes": []}
    with open(PATH, encoding="utf-8") as file:
        try:
            return json.load(file)
        except ValueError as error:
            sys.exit(f"cannot read notes.json: {error}")


def save(store):
    new = PATH.with_name("notes.json.new")
    with open(new, "w", encoding="utf-8") as file:
        json.dump(store, file, ensure_ascii=False)
    new.replace(PATH)


parser = argparse.ArgumentParser(prog="notes")
commands = parser.add_subparsers(dest="command", required=True)
commands.add_parser("add").add_argument("text")
commands.add_parser("list")
commands.add_parser("delete").add_argument("id", type=int)
options = parser.parse_args()
store = load()

if options.command == "add":
    store["notes"].append({"id": store["next_id"], "text": options.text})
    store["next_id"] += 1
    save(store)
    print(store["notes"][-1]["id"])
elif options.command == "list":
    for note in sorted(store["notes"], key=lambda note: note["id"]):
        print(f"{note['id']} {note['text']}")
else:
    found = [note for note in store["notes"] if note["id"] == options.id]
    if not found:
        sys.exit(f"there is no note {options.id}")
    store["notes"].remove(found[0])
    save(store)
