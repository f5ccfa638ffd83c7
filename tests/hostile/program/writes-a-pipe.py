# differs
import os

os.mkfifo("out.txt")
print("Hi " + input())
