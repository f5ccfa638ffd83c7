# differs
import os

os.mkdir("out.txt")
print("Hi " + input())
