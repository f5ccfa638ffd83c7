from http import HTTPStatus


class Problem(Exception):
    """What went wrong, in words for the client. `more` is added to the answer."""

    def __init__(self, status, detail, **more):
        super().__init__(detail)
        self.status = status
        self.more = more

    def to_json(self):
        title = HTTPStatus(self.status).phrase
        return {"title": title, "status": self.status, "detail": str(self), **self.more}
