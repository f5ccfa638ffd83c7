name = "Developer"
year = 2026

print(f"Hello, {name}!")
print("In 2026 I start my backend journey.")
