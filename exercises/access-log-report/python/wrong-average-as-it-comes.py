import sys


def status_class(code):
    if code < 300:
        return "success"
    if code < 400:
        return "redirect"
    if code < 500:
        return "client error"
    return "server error"


def summarise(lines):
    classes = {"success": 0, "redirect": 0, "client error": 0, "server error": 0}
    paths = {}
    requests = 0
    total = 0
    for line in lines:
        if line.strip() == "":
            continue
        _method, path, status, size = line.split()
        requests += 1
        total += int(size)
        classes[status_class(int(status))] += 1
        paths[path] = paths.get(path, 0) + 1
    return requests, total, classes, paths


requests, total, classes, paths = summarise(sys.stdin)

print(f"requests {requests}")
for name, count in classes.items():
    print(f"{name} {count}")

ranking = sorted(sorted(paths), key=paths.get, reverse=True)
for place, path in enumerate(ranking[:3], start=1):
    print(f"{place}. {path} {paths[path]}")

average = total / requests if requests else 0.0
print(f"average bytes {average}")
