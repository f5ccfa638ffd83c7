name = "Developer"
year = 2026

print(f"Hello, {name}!")
print(f"In {year} I start my backend journey.")
print("TODO")
