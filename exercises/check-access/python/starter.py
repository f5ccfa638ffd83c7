# Hand back "Full access granted", "Read access granted" or
# "Access denied".
def check_access(user):
    return ""
