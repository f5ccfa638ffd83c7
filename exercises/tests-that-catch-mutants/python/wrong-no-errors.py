from slugify import slugify


def test_words_are_joined_by_a_dash():
    assert slugify("red apple") == "red-apple"


def test_letters_become_small():
    assert slugify("Hello World") == "hello-world"


def test_a_run_of_other_characters_becomes_one_dash():
    assert slugify("tea  &  jam") == "tea-jam"


def test_no_dash_stands_at_the_ends():
    assert slugify("(green tea)") == "green-tea"


def test_20_characters_are_not_cut():
    assert slugify("aaaaaaaaaaaaaaaaaaaa") == "aaaaaaaaaaaaaaaaaaaa"


def test_what_is_longer_than_20_is_cut():
    assert slugify("bbbbbbbbbbbbbbbbbbbbb") == "bbbbbbbbbbbbbbbbbbbb"


def test_a_cut_leaves_no_dash_at_the_end():
    assert slugify("ccccccccccccccccccc ddddd") == "ccccccccccccccccccc"


def test_nothing_left_is_untitled():
    assert slugify("!!!") == "untitled"
