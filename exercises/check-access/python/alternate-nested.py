def check_access(user):
    answer = "Access denied"
    if user:
        if "admin" in user and user["admin"] is True:
            answer = "Full access granted"
        elif "permissions" in user:
            permissions = user["permissions"]
            if permissions is not None and permissions.count("read") > 0:
                answer = "Read access granted"
    return answer
