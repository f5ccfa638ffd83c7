import unittest

from slugify import slugify


class SlugifyTest(unittest.TestCase):
    def test_words(self):
        self.assertEqual(slugify("red apple"), "red-apple")

    def test_capitals(self):
        self.assertEqual(slugify("Hello World"), "hello-world")

    def test_double(self):
        self.assertEqual(slugify("tea  &  jam"), "tea-jam")

    def test_ends(self):
        self.assertEqual(slugify("(green tea)"), "green-tea")

    def test_exact(self):
        self.assertEqual(slugify("aaaaaaaaaaaaaaaaaaaa"), "aaaaaaaaaaaaaaaaaaaa")

    def test_cut(self):
        self.assertEqual(slugify("bbbbbbbbbbbbbbbbbbbbb"), "bbbbbbbbbbbbbbbbbbbb")

    def test_cutdash(self):
        self.assertEqual(slugify("ccccccccccccccccccc ddddd"), "ccccccccccccccccccc")

    def test_empty(self):
        self.assertEqual(slugify("!!!"), "untitled")

    def test_refused(self):
        with self.assertRaises(TypeError):
            slugify(None)
