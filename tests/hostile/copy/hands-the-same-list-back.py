# differs
class Same(dict):
    def __getitem__(self, key):
        return [1, 2]


def wrap(items):
    return Same(items=items)
