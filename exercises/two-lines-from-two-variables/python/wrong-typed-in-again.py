name = "Developer"
year = 2026

print("Hello, Developer!")
print("In 2026 I start my backend journey.")
