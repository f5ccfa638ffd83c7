# Make the smallest change that lets this program count to:
#   /home was visited 3 times
visits = "0"
page = "/home"

visits = visits + 1
visits = visits + 1
visits = visits + 1

print(page + " was visited " + visits + " times")
