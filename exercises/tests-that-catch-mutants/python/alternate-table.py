import pytest
import slugify


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("red apple", "red-apple"),
        ("Hello World", "hello-world"),
        ("tea  &  jam", "tea-jam"),
        ("(green tea)", "green-tea"),
        ("aaaaaaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaaaaaa"),
        ("bbbbbbbbbbbbbbbbbbbbb", "bbbbbbbbbbbbbbbbbbbb"),
        ("ccccccccccccccccccc ddddd", "ccccccccccccccccccc"),
        ("!!!", "untitled"),
    ],
)
def test_slug(title, expected):
    assert slugify.slugify(title) == expected


@pytest.mark.parametrize("value", [None, 5, ["a"]])
def test_refused(value):
    with pytest.raises(TypeError):
        slugify.slugify(value)
