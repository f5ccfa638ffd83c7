visits = "3"
page = "/home"

print(page + " was visited " + visits + " times")
