from fastapi.testclient import TestClient

from app import create_app


def test_a_new_note_has_an_owner_and_a_text():
    api = TestClient(create_app())
    headers = {"Authorization": "Bearer ann"}
    answer = api.post("/api/notes", json={"text": "tea"}, headers=headers)
    assert answer.status_code == 201
    assert answer.json()["owner"] == "ann"
    assert answer.json()["text"] == "tea"


# TODO: the other sentences of the table
