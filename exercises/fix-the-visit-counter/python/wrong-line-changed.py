visits = "0"
page = "/home"

visits = int(visits) + 1
visits = visits + 1
visits = visits + 1

print(page + " was visited " + str(visits) + " times")
