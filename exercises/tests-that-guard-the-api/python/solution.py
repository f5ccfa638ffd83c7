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


def test_strangers_may_not_write(api):
    assert api.add({"text": "tea"}, user=None).status_code == 401


def test_a_new_note_has_an_owner_and_a_text(api):
    answer = api.add({"text": "tea"})
    assert answer.status_code == 201
    assert answer.json()["owner"] == "ann"
    assert answer.json()["text"] == "tea"


def test_nobody_writes_for_somebody_else(api):
    assert api.add({"text": "tea", "owner": "bo"}).json()["owner"] == "ann"


def test_a_text_must_not_be_blank(api):
    assert api.add({"text": "  "}).status_code == 422


def test_a_text_must_be_there(api):
    assert api.add({}).status_code == 422


def test_20_characters_are_allowed(api):
    assert api.add({"text": "x" * 20}).status_code == 201


def test_21_characters_are_too_many(api):
    assert api.add({"text": "x" * 21}).status_code == 422


def test_the_owner_reads_a_note(api, note):
    assert api.ask("GET", note).json()["text"] == "tea"


def test_others_do_not_see_it(api, note):
    assert api.ask("GET", note, "bo").status_code == 404


def test_others_cannot_delete_it(api, note):
    assert api.ask("DELETE", note, "bo").status_code == 404
    assert api.ask("GET", note).status_code == 200


def test_what_is_deleted_is_gone(api, note):
    assert api.ask("DELETE", note).status_code == 204
    assert api.ask("GET", note).status_code == 404


def test_unknown_notes_are_not_found(api):
    assert api.ask("GET", "/7").status_code == 404
