import json
import os
import sys
from pathlib import Path

FILE = Path(__file__).resolve().parent / "notes.json"
USAGE = "usage: add TEXT | list | delete ID"


class Failure(Exception):
    def __init__(self, message, code):
        super().__init__(message)
        self.code = code


def load():
    try:
        text = FILE.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {"next_id": 1, "notes": []}
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        raise Failure("notes.json is damaged: it is not JSON", 1)


def save(store):
    temporary = FILE.with_suffix(".tmp")
    temporary.write_text(json.dumps(store), encoding="utf-8")
    os.replace(temporary, FILE)


def add(text):
    store = load()
    number = store["next_id"]
    save({"next_id": number + 1, "notes": [*store["notes"], {"id": number, "text": text}]})
    print(number)


def show():
    for note in load()["notes"]:
        print(note["id"], note["text"])


def remove(wanted):
    store = load()
    left = [note for note in store["notes"] if str(note["id"]) != wanted]
    if len(left) == len(store["notes"]):
        raise Failure(f"no note with the id {wanted}", 1)
    save({**store, "notes": left})


def main(arguments):
    match arguments:
        case ["add", text]:
            add(text)
        case ["list"]:
            show()
        case ["delete", wanted]:
            remove(wanted)
        case _:
            raise Failure(USAGE, 2)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except Failure as failure:
        print(failure, file=sys.stderr)
        sys.exit(failure.code)
