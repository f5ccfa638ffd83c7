import pytest
from fastapi.testclient import TestClient

from app import create_app


class Api:
    def __init__(self):
        self.client = TestClient(create_app())

    def ask(self, method, path, user="ann", data=None):
        headers = {"Authorization": f"Bearer {user}"} if user else {}
        return self.client.request(method, f"/api/notes{path}", headers=headers, json=data)

    def add(self, data, user="ann"):
        return self.ask("POST", "", user, data)


@pytest.fixture
def api():
    return Api()


@pytest.fixture
def note(api):
    """The path of a note of Ann's."""
    return f"/{api.add({'text': 'tea'}).json()['id']}"


def test_a_new_note_has_an_owner_and_a_text(api):
    answer = api.add({"text": "tea"})
    assert answer.status_code == 201
    assert answer.json()["owner"] == "ann"
    assert answer.json()["text"] == "tea"


def test_20_characters_are_allowed(api):
    assert api.add({"text": "x" * 20}).status_code == 201


def test_the_owner_reads_a_note(api, note):
    assert api.ask("GET", note).json()["text"] == "tea"


def test_the_owner_deletes(api, note):
    assert api.ask("DELETE", note).status_code == 204


@pytest.mark.parametrize("text", ["tea", "jam", "milk", "bread"])
def test_notes_about_food(api, text):
    assert api.add({"text": text}).status_code == 201
