import sys


def main():
    counts = [0, 0, 0, 0]
    paths = {}
    requests = total = 0
    while True:
        line = sys.stdin.readline()
        if not line:
            break
        parts = line.split()
        if not parts:
            continue
        requests += 1
        total += int(parts[3])
        counts[int(parts[2]) // 100 - 2] += 1
        if parts[1] not in paths:
            paths[parts[1]] = 0
        paths[parts[1]] += 1
    print("requests", requests)
    for i, name in enumerate(["success", "redirect", "client error", "server error"]):
        print(name, counts[i])
    place = 1
    while paths and place <= 3:
        best = min(paths, key=lambda path: (-paths[path], path))
        print(f"{place}. {best} {paths.pop(best)}")
        place += 1
    print("average bytes", "0.0" if requests == 0 else "%.1f" % (total / requests))


main()
