"""A training job: model_type is a label, experiment_id and run_id are structured metadata."""

import logging
import os

# MLflow then leaves its messages to the handler below, instead of printing them as text.
os.environ["MLFLOW_CONFIGURE_LOGGING"] = "false"

import mlflow

import json_log

json_log.setup(model_type="logreg")

mlflow.set_experiment("flowers")
with mlflow.start_run() as run:
    ids = {"experiment_id": run.info.experiment_id, "run_id": run.info.run_id}
    log = logging.LoggerAdapter(logging.getLogger("train"), ids)
    log.info("training")
    for step, loss in enumerate([0.41, 0.22, float("nan")]):
        mlflow.log_metric("loss", loss, step)
        logging.getLogger("train").info("step", extra={**ids, "step": step, "loss": loss})
    log.warning("loss is not finite")
    try:
        raise ValueError("row 8: no label")
    except ValueError:
        log.exception("row left out")
    {}["production"]  # nobody catches this
