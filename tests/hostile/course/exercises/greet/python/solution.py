with open("out.txt", "w") as out:
    out.write("done\n")
print("Hi " + input())
