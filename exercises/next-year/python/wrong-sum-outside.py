name = input().strip()
age = int(input())

print(f"Hi {name}, next year you will be {age} + 1.")
