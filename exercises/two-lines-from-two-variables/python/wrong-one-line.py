name = "Developer"
year = 2026

print(f"Hello, {name}!", f"In {year} I start my backend journey.")
