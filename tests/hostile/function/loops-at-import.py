# timed-out
while True:
    pass
