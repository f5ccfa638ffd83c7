from fastapi import Body, Depends, FastAPI, Header, HTTPException

LOGINS = {"Bearer ann": "ann", "Bearer bo": "bo"}


def is_good_text(text):
    return isinstance(text, str) and text.strip() != "" and len(text) <= 20


def current_user(authorization: str = Header("")):
    user = LOGINS.get(authorization)
    if user is None:
        raise HTTPException(401, "unauthorized")
    return user


def create_app():
    app = FastAPI()
    notes = {}

    def find_own(note_id, user):
        note = notes.get(note_id)
        if note is None or note["owner"] != user:
            raise HTTPException(404, "not found")
        return note

    @app.post("/api/notes", status_code=201)
    async def add(user: str = Depends(current_user), data: dict = Body()):
        text = data.get("text")
        if not is_good_text(text):
            raise HTTPException(422, "text: 1 to 20 characters")
        note = {"id": len(notes) + 1, "owner": user, "text": text}
        notes[note["id"]] = note
        return note

    @app.get("/api/notes/{note_id}")
    async def show(note_id: int, user: str = Depends(current_user)):
        return find_own(note_id, user)

    @app.delete("/api/notes/{note_id}", status_code=204)
    async def remove(note_id: int, user: str = Depends(current_user)):
        find_own(note_id, user)

    return app
