def create_greeting(greeting="Hello"):
    def greet(name="everybody"):
        print(f"{greeting}, {name}!")

    return greet
