import os

from flask import Flask

app = Flask(__name__)


# TODO: check the settings before anything else, give each request an id, answer every error as a problem.


@app.get("/health")
def health():
    # TODO: ask the database.
    return {"status": "ok", "database": "ok"}


app.run("127.0.0.1", int(os.environ["PORT"]))
