import unittest

from fastapi.testclient import TestClient

from app import create_app

ANN = {"Authorization": "Bearer ann"}
BO = {"Authorization": "Bearer bo"}


class NotesTest(unittest.TestCase):
    def setUp(self):
        self.api = TestClient(create_app())

    def add(self, headers=ANN, **data):
        return self.api.post("/api/notes", headers=headers, json=data)

    def path(self):
        return f"/api/notes/{self.add(text='tea').json()['id']}"

    def test_created(self):
        self.assertEqual(self.add(text="tea").status_code, 201)

    def test_login(self):
        self.assertEqual(self.add(headers={}, text="tea").status_code, 401)

    def test_owner(self):
        self.assertEqual(self.add(text="tea", owner="bo").json()["owner"], "ann")

    def test_blank(self):
        self.assertEqual(self.add(text=" ").status_code, 422)

    def test_longest(self):
        self.assertEqual(self.add(text="x" * 20).status_code, 201)

    def test_too_long(self):
        self.assertEqual(self.add(text="x" * 21).status_code, 422)

    def test_read(self):
        path = self.path()
        self.assertEqual(self.api.get(path, headers=ANN).status_code, 200)
        self.assertEqual(self.api.get(path, headers=BO).status_code, 404)

    def test_delete(self):
        path = self.path()
        self.assertEqual(self.api.delete(path, headers=BO).status_code, 404)
        self.assertEqual(self.api.delete(path, headers=ANN).status_code, 204)
        self.assertEqual(self.api.get(path, headers=ANN).status_code, 404)
