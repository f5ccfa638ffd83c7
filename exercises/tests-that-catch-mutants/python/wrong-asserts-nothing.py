from slugify import slugify


def test_words_are_joined_by_a_dash():
    slugify("red apple")


def test_letters_become_small():
    slugify("Hello World")


def test_a_run_of_other_characters_becomes_one_dash():
    slugify("tea  &  jam")


def test_no_dash_stands_at_the_ends():
    slugify("(green tea)")


def test_20_characters_are_not_cut():
    slugify("aaaaaaaaaaaaaaaaaaaa")


def test_what_is_longer_than_20_is_cut():
    slugify("bbbbbbbbbbbbbbbbbbbbb")


def test_a_cut_leaves_no_dash_at_the_end():
    slugify("ccccccccccccccccccc ddddd")


def test_nothing_left_is_untitled():
    slugify("!!!")
