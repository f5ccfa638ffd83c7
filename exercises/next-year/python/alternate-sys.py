import sys

name, age = (line.strip() for line in sys.stdin.read().splitlines()[:2])
print("Hi " + name + ", next year you will be " + str(int(age) + 1) + ".")
