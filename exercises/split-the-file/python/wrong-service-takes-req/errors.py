"""What the program refuses, in its own words. Which status that is, the app decides."""


class Invalid(Exception):
    pass


class NotFound(Exception):
    pass


class Conflict(Exception):
    pass
