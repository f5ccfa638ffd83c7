print("Hi Ada, next year you will be 37.")
