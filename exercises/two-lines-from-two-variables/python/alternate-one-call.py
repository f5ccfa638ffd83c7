name = "Developer"
year = 2026

print("Hello, {}!\nIn {} I start my backend journey.".format(name, year))
