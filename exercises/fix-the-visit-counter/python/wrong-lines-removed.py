visits = "0"
page = "/home"

print(page + " was visited " + visits + " times")
