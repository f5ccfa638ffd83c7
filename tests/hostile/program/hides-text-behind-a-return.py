# differs: a terminal would show what is right
print("no\rHi " + input())
