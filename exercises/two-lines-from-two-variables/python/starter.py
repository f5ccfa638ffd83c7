# Print exactly these two lines, with the values of the two variables:
#   Hello, Developer!
#   In 2026 I start my backend journey.
name = "Developer"
year = 2026

print("TODO")
