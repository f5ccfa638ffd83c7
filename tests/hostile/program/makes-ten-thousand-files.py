# differs or timed-out
for number in range(10_000):
    open(f"file-{number}", "w").close()
print("Hi " + input())
