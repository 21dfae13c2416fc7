import { join } from 'node:path';

import { airflowConfig } from '../../../lib/text/airflow-config';
import { Referee } from '../referee';
import { keepTheLaw, keepTheModel } from '../trial';
import type { Suite } from '../suite';

/** Values of `airflow.cfg`, read by Python's ConfigParser; Airflow's own expansion is three lines over Python's. */
export const suite: Suite = {
  name: 'airflow',
  needs: ['python3'],
  run: (context) =>
    Referee.start('python3', [join(__dirname, '..', 'readers-py', 'airflow.py')], async (referee) => {
      const lives = ['A', 'B'].map((name) => ({ reader: 'env', name }));
      const trial = { name: 'airflow.cfg', readers: [airflowConfig], real: ['airflow'], without: /[\r\n~]|\$/, lives };
      await keepTheLaw(trial, referee, context);
      const pieces = [
        '%',
        '%%',
        '%(',
        ')',
        '$',
        '${A}',
        '$A',
        '$B',
        '{',
        '}',
        ' ',
        'x',
        '\t',
        '\x85',
        'é',
        '~',
        '/',
        '=',
        '#',
        ';',
      ];
      await keepTheModel(airflowConfig, 'airflow', { pieces }, referee, context);
    }),
};
