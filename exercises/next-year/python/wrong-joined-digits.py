name = input().strip()
age = input().strip()

print(f"Hi {name}, next year you will be {age + '1'}.")
