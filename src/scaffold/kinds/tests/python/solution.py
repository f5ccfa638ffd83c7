from shipping import shipping


def test_free_from_50_euros_on():
    assert shipping(5000) == 0


def test_paid_below():
    assert shipping(4999) == 490
