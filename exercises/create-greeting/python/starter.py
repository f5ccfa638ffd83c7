# Hand back a function that greets with the remembered word.
def create_greeting(greeting):
    return ""
