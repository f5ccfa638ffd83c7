def create_greeting(greeting="Hello"):
    def greet(name):
        return f"{greeting}, {name}!"

    return greet
