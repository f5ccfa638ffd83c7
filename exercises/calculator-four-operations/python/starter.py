# A calculator for the command line: python3 main.py 2 + 3
import sys

args = sys.argv[1:]  # your three arguments
print(args)
