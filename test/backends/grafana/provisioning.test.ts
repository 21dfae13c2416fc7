import { grafanaProvisioning } from '../../../lib/backends/grafana/provisioning';
import { keepsTheLaw } from '../../text/reader.contract';

keepsTheLaw(grafanaProvisioning, { share: 1, spellings: { '${__value.raw}': '$${__value.raw}' } });

it('expands the value of a variable once more, as Grafana does', () => {
  expect(grafanaProvisioning.read('${A} $__env{B}', { A: '$B', B: 'b' })).toBe('b b');
});
