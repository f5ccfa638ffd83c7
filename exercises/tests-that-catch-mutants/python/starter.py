import pytest
from slugify import slugify


def test_letters_become_small_and_words_are_joined_by_a_dash():
    assert slugify("Hello, World!") == "hello-world"
