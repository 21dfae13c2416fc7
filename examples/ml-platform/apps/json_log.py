"""One JSON object a line, with context: for every Python program of the platform, with the standard library alone."""

import json
import logging
import math
import sys
from datetime import datetime, timezone


class JsonFormatter(logging.Formatter):
    # What each record has; the rest came by `extra`.
    known = set(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}

    def __init__(self, **context):
        super().__init__()
        self.context = context

    def format(self, record):
        extra = {key: value for key, value in vars(record).items() if key not in self.known}
        entry = {
            "timestamp": datetime.fromtimestamp(record.created, timezone.utc).isoformat(timespec="microseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            **self.context,
            **extra,
        }
        if record.exc_info:
            entry["exception"] = self.formatException(record.exc_info)
        return json.dumps({key: finite(value) for key, value in entry.items()}, default=str)


def finite(value):
    """A loss may be nan, which JSON does not have: the whole line would be text then."""
    return str(value) if isinstance(value, float) and not math.isfinite(value) else value


def setup(**context):
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(JsonFormatter(**context))
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    logging.captureWarnings(True)
    sys.excepthook = lambda *error: logging.critical("uncaught exception", exc_info=error)
