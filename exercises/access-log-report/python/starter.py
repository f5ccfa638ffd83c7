import sys

lines = sys.stdin.read().split("\n")

print(f"requests {len(lines)}")
