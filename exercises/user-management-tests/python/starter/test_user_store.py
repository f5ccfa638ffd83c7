from user_store import StoreError, UserStore


def test_todo():
    # TODO: a test for each rule, each with a file of its own.
    raise NotImplementedError
