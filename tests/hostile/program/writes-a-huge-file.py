# differs
with open("out.txt", "wb") as out:
    out.write(b"x" * 60_000_000)
print("Hi " + input())
