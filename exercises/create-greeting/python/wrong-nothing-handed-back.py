def create_greeting(greeting="Hello"):
    def greet(name="everybody"):
        return f"{greeting}, {name}!"
