name = input("What is your name? ").strip()
age = int(input("And your age? "))

print(f"Hi {name}, next year you will be {age + 1}.")
