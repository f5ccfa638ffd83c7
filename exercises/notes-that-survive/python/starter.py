# The commands: add TEXT, list, delete ID
import sys

print(sys.argv[1:])
