import { airflowConfig } from '../../lib/text/airflow-config';
import { keepsTheLaw } from './reader.contract';

keepsTheLaw(airflowConfig, {
  share: 0.2,
  without: /[\r\n~]|\$/,
  spellings: { '100%': '100%%', '%(x)s': '%%(x)s', '^a$': '^a$' },
  refused: ['$HOME', '${HOME}', '~/x', ' a', 'a ', 'a\nb'],
});
