# Standard input has two lines: a name and an age.
# Print one line, such as:  Hi Ada, next year you will be 37.
name = input()
age = input()

print("TODO")
