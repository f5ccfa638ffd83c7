import sys

from werkzeug.exceptions import HTTPException

from errors import Conflict, Invalid, NotFound

STATUSES = {Invalid: 400, NotFound: 404, Conflict: 409}
OF_THE_FRAMEWORK = {400: "the body is no JSON", 404: "not found"}


def answer_error(error):
    if type(error) in STATUSES:
        return {"error": str(error)}, STATUSES[type(error)]
    if isinstance(error, HTTPException) and error.code in OF_THE_FRAMEWORK:
        return {"error": OF_THE_FRAMEWORK[error.code]}, error.code
    print(repr(error), file=sys.stderr)
    return {"error": "internal error"}, 500
