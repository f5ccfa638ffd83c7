word = "Hello"


def create_greeting(greeting="Hello"):
    global word
    word = greeting

    def greet(name="everybody"):
        return f"{word}, {name}!"

    return greet
