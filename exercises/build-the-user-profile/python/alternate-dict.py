def build_profile(id, name, age, permissions):
    return dict(id=id, name=name, age=age, permissions=permissions.copy(), active=True)
