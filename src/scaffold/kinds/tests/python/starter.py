from shipping import shipping


# Your tests.
