name = "Developer"
year = 2026

print("Hello, " + name + "!")
print("In", year, "I start my backend journey.")
