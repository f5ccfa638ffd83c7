visits = "0"
page = "/home"

visits = visits + "1"
visits = visits + "1"
visits = visits + "1"

print(page + " was visited " + visits + " times")
