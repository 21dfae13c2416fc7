"""hello_world: logs at three levels and prints twice, in less than a second."""

import logging
from datetime import datetime

try:
    from airflow.providers.standard.operators.python import PythonOperator
    from airflow.sdk import DAG
except ImportError:  # Airflow 2
    from airflow import DAG
    from airflow.operators.python import PythonOperator

logger = logging.getLogger(__name__)


def say_hello():
    logger.info("This is an INFO log message from Python task")
    logger.warning("This is a WARNING log message from Python task")
    logger.error("This is an ERROR log message from Python task")
    print("This is a print statement that should appear in logs")
    print("Testing log persistence with multiple lines")


with DAG(dag_id="hello_world", start_date=datetime(2025, 1, 1), schedule=None, catchup=False):
    PythonOperator(task_id="python_task", python_callable=say_hello)
