"""Answers with what Python's ConfigParser and Airflow's expansion make of a value in airflow.cfg."""

import configparser
import json
import os
import sys


def expand(value):
    # expand_env_var of airflow.configuration
    while True:
        expanded = os.path.expanduser(os.path.expandvars(value))
        if expanded == value:
            return value
        value = expanded


def read(text, values):
    for name in ("A", "B"):
        os.environ[name] = values[name]
    parser = configparser.ConfigParser()
    # As text files are read, with every end of line made one.
    lines = f"[core]\nkey = {text}\nafter = it\n".replace("\r\n", "\n").replace("\r", "\n")
    parser.read_string(lines)
    if parser.options("core") != ["key", "after"]:
        raise ValueError("another option")
    return expand(parser.get("core", "key"))


for line in sys.stdin:
    asked = json.loads(line)
    try:
        answer = {"out": read(asked["text"], asked["values"])}
    except Exception as error:
        answer = {"error": str(error)}
    print(json.dumps(answer), flush=True)
