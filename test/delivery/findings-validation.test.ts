import { App, Chart } from 'cdk8s';
import { ConfigFiles } from '../../lib/delivery/config-files';
import { addFindings } from '../../lib/delivery/findings-validation';
import { Flux } from '../../lib/delivery/flux';
import { HelmChart } from '../../lib/delivery/helm-chart';
import { HelmRelease } from '../../lib/delivery/helm-release';
import { fluxVariable } from '../../lib/text/flux';
import type { Finding } from '../../lib/findings/finding';

const wrong: Finding = {
  rule: 'a/b',
  severity: 'error',
  at: 'here',
  got: '1',
  message: "'x' must be 2",
  remedy: 'change it',
};
const printed = "a/b: 'x' must be 2, got 1; change it (at here)";

test('errors fail the synth with the path of the construct, and warnings do not', () => {
  const app = new App();
  const chart = new Chart(app, 'chart');
  addFindings(chart, () => [{ ...wrong, severity: 'warning' }]);
  expect(() => app.synthYaml()).not.toThrow();
  addFindings(chart, () => [wrong]);
  expect(() => app.synthYaml()).toThrow(`[chart] ${printed}`);
});

test('a warning is told once on standard error, and not where node is to be silent', () => {
  const said: string[] = [];
  const spy = jest.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0);
  const before = process.env['NODE_NO_WARNINGS'];
  const synth = (): void => {
    const app = new App();
    const chart = new Chart(app, 'chart');
    new Chart(app, 'other');
    addFindings(chart, () => [{ ...wrong, severity: 'warning' }]);
    app.synthYaml();
    app.synthYaml();
  };
  try {
    delete process.env['NODE_NO_WARNINGS'];
    synth();
    process.env['NODE_NO_WARNINGS'] = '1';
    synth();
  } finally {
    spy.mockRestore();
    if (before === undefined) delete process.env['NODE_NO_WARNINGS'];
    else process.env['NODE_NO_WARNINGS'] = before;
  }
  expect(said).toEqual([`warning [chart] ${printed}\n`]);
});

test('findings are asked for again only where what they are made from has changed', () => {
  const chart = new Chart(new App(), 'chart');
  let [asked, value, findings]: [number, number, readonly Finding[]] = [0, 1, []];
  const ask = (): readonly Finding[] => {
    asked += 1;
    return findings;
  };
  addFindings(chart, ask, () => ['same', value]);
  expect([chart.node.validate(), chart.node.validate(), asked]).toEqual([[], [], 1]);
  [value, findings] = [2, [wrong]];
  expect([chart.node.validate(), chart.node.validate(), asked]).toEqual([[printed], [printed], 2]);
});

test('findings that are made from what cannot be named are asked for each time', () => {
  const chart = new Chart(new App(), 'chart');
  let asked = 0;
  const ask = (): readonly Finding[] => {
    asked += 1;
    return [];
  };
  addFindings(chart, ask, () => undefined);
  addFindings(chart, ask);
  chart.node.validate();
  chart.node.validate();
  expect(asked).toBe(4);
});

test('files of a function are judged as they are at each synth', () => {
  const app = new App();
  let text = 'fine\n';
  new ConfigFiles(new Chart(app, 'chart'), 'files', { files: () => ({ 'a.conf': text }) });
  expect(() => app.synthYaml()).not.toThrow();
  text = '\tbegins\nwith a tab\n';
  expect(() => app.synthYaml()).toThrow('delivery/unprintable');
  text = 'fine\n';
  expect(() => app.synthYaml()).not.toThrow();
});

test('a variable that a post-build is told of after a first synth is known in the next', () => {
  const app = new App();
  const chart = new Chart(app, 'chart');
  new ConfigFiles(chart, 'files', { files: { 'a.conf': fluxVariable('CLUSTER') } });
  new HelmRelease(chart, 'loki', { chart: HelmChart.loki(), values: { loki: { name: fluxVariable('CLUSTER') } } });
  expect(() => app.synthYaml()).toThrow(/chart\/files.*delivery\/flux-unread[^]*chart\/loki.*delivery\/flux-unread/);
  Flux.postBuild(chart, 'CLUSTER');
  expect(() => app.synthYaml()).not.toThrow();
});

test('values of a function are judged as they are at each synth', () => {
  const app = new App();
  let name = 'one';
  const values = () => ({ loki: { [name]: name === 'one' ? name : fluxVariable('CLUSTER') } });
  new HelmRelease(new Chart(app, 'chart'), 'loki', { chart: HelmChart.loki(), values });
  expect(() => app.synthYaml()).not.toThrow();
  name = 'two';
  expect(() => app.synthYaml()).toThrow('delivery/flux-unread');
});
