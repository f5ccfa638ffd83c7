def to_fahrenheit(celsius):
    print(celsius * 9 / 5 + 32)
