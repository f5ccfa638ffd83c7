print("Hello, Developer!")
print("In 2026 I start my backend journey.")
