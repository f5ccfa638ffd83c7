def create_greeting(greeting):
    def greet(name="everybody"):
        return f"{greeting}, {name}!"

    return greet
