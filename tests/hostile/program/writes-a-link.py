# differs
import os

os.symlink("/dev/zero", "out.txt")
print("Hi " + input())
