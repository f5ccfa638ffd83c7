name = input().strip()
age = int(input())

print("Hi {name}, next year you will be {age + 1}.")
