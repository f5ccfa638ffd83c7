from functools import partial

import config
from app import app
from repositories import library as rows
from services import library

settings = config.read()
app.config["begin"] = partial(rows.begin, settings["database"])
app.config["lend"] = partial(library.lend, most=settings["most"])
app.run(port=settings["port"], threaded=True)
