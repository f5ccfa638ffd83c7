import json
import os
import sys

FOLDER = os.path.dirname(os.path.abspath(__file__))
FILE = os.path.join(FOLDER, "notes.json")
args = sys.argv[1:]

if (args[:1], len(args)) not in [(["add"], 2), (["list"], 1), (["delete"], 2)]:
    print("usage: python3 main.py add TEXT | list | delete ID", file=sys.stderr)
    sys.exit(2)

store = {"next_id": 1, "notes": []}
if os.path.exists(FILE):
    with open(FILE, encoding="utf-8") as file:
        text = file.read()
    try:
        store = json.loads(text)
    except ValueError:
        print("notes.json is broken", file=sys.stderr)
        sys.exit(1)

answer = None
if args[0] == "list":
    for note in store["notes"]:
        print(note["id"], note["text"])
    sys.exit()
if args[0] == "add":
    answer = store["next_id"]
    store["next_id"] = answer + 1
    store["notes"].append({"id": answer, "text": args[1]})
else:
    before = len(store["notes"])
    store["notes"] = [n for n in store["notes"] if str(n["id"]) != args[1]]
    if len(store["notes"]) == before:
        print("unknown id", args[1], file=sys.stderr)
        sys.exit(1)

with open(FILE + ".tmp", "w", encoding="utf-8") as file:
    file.write(json.dumps(store))
os.rename(FILE + ".tmp", FILE)
if answer is not None:
    print(answer)
