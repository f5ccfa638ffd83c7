from main import app


def test_the_price_of_tea():
    answer = app.test_client().get("/")

    assert answer.json["Tea"] == 450
