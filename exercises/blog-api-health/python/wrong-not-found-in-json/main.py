"""The root: the only place that knows all parts."""

import os
import sys

from werkzeug.serving import make_server

from app import create_app
from config import load_config

try:
    config = load_config(os.environ)
except ValueError as error:
    sys.exit(str(error))

make_server("127.0.0.1", config.port, create_app(config), threaded=True).serve_forever()
