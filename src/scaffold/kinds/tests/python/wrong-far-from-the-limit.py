from shipping import shipping


def test_free_for_much():
    assert shipping(9000) == 0


def test_paid_for_little():
    assert shipping(100) == 490
