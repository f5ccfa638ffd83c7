import sys
from collections import Counter

requests = [line.split() for line in sys.stdin.read().splitlines() if line.strip()]
classes = Counter(parts[2][0] for parts in requests)
paths = Counter(parts[1] for parts in requests)
sizes = [int(parts[3]) for parts in requests]

print("requests", len(requests))
for digit, name in zip("2345", ("success", "redirect", "client error", "server error")):
    print(name, classes[digit])
for place, (path, count) in enumerate(sorted(paths.items(), key=lambda p: (-p[1], p[0]))[:3]):
    print(f"{place + 1}. {path} {count}")
print("average bytes", format(sum(sizes) / max(len(sizes), 1), ".1f"))
