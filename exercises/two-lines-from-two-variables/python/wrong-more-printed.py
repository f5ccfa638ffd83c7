name = "Developer"
year = 2026

print("TODO")
print(f"Hello, {name}!")
print(f"In {year} I start my backend journey.")
