# timed-out
print("Hi " + input())
while True:
    print("x" * 2**20)
