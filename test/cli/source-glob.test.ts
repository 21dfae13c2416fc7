import { SourceGlob } from '../../lib/cli/source-glob';

describe('a source glob', () => {
  it.each([
    ['/opt/airflow/logs/**/*.log', '/opt/airflow/logs'],
    ['/var/log/app-*/out.log', '/var/log'],
    ['/var/log/app.log', '/var/log'],
    ['/app.log', ''],
  ])('%s is fixed up to %s', (glob, fixed) => {
    expect(new SourceGlob(glob).fixed).toBe(fixed);
  });

  it.each([
    ['/logs/**/*.log', '/logs/a.log', true],
    ['/logs/**/*.log', '/logs/a/b=1+2:3/.hidden.log', true],
    ['/logs/*.log', '/logs/a/b.log', false],
    ['/logs/{a,b}.log', '/logs/a.log', false],
    ['/logs/[ab].log', '/logs/a.log', true],
    ['/logs/+(a).log', '/logs/aa.log', false],
  ])('%s, tried on %s: %s', (glob, path, matches) => {
    expect(new SourceGlob(glob).matches(path)).toBe(matches);
  });

  it('leaves out what is excluded', () => {
    expect(new SourceGlob('/logs/**/*.log', ['/logs/old/**']).matches('/logs/old/x/a.log')).toBe(false);
  });
});
