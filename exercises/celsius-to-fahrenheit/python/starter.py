# Hand back the temperature in Fahrenheit: nine fifths of the Celsius
# value, plus 32.
# Write only inside the function, and keep its lines indented by four
# spaces.
def to_fahrenheit(celsius):
    return 0
