"""The same with structlog."""

import structlog

structlog.configure(
    processors=[
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        structlog.processors.JSONRenderer(),
    ]
)
log = structlog.get_logger()

structlog.contextvars.bind_contextvars(model_type="mlp", experiment_id="7", run_id="0f3a")
log.info("training", step=1, loss=0.41)
log.warning("half of the rows have no label", rows=12)
try:
    raise ValueError("row 8: no label")
except ValueError:
    log.exception("row left out")
