from shipping import shipping


def test_free_from_50_euros_on():
    assert shipping(5000) == 0


def test_free_for_much():
    assert shipping(9000) == 0
