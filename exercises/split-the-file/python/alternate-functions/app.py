from flask import Flask
from werkzeug.exceptions import BadRequest, NotFound

from routes.library import routes
from services.library import Refused

app = Flask(__name__)
app.register_blueprint(routes)


@app.errorhandler(Refused)
def refused(error):
    return {"error": error.text}, {"missing": 404, "conflict": 409}[error.why]


@app.errorhandler(NotFound)
def not_found(error):
    return {"error": "not found"}, 404


@app.errorhandler(BadRequest)
def unreadable(error):
    return {"error": "the body is no JSON"}, 400


@app.errorhandler(500)
def broken(error):
    return {"error": "internal error"}, 500
