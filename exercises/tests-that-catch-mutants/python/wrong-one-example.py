from slugify import slugify


def test_example_1():
    assert slugify("Hello World") == "hello-world"


def test_example_2():
    assert slugify("Red Tea") == "red-tea"


def test_example_3():
    assert slugify("Two Words") == "two-words"


def test_example_4():
    assert slugify("My Page") == "my-page"


def test_example_5():
    assert slugify("Old News") == "old-news"


def test_example_6():
    assert slugify("New Deal") == "new-deal"
