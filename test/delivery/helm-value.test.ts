import { Lazy, Size } from 'cdk8s';

import { copyValues, mergeValues } from '../../lib/delivery/helm-value';
import { helm } from '../../lib/text/live-text';
import { secret } from '../../lib/text/secret-ref';

describe('copyValues', () => {
  it('is not touched by what happens to the original', () => {
    const original = { list: [1], inner: { a: 'b' } };
    const copy = copyValues(original);
    original.list.push(2);
    original.inner.a = 'c';
    expect(copy).toEqual({ list: [1], inner: { a: 'b' } });
    expect(Object.isFrozen(copy['inner'])).toBe(true);
  });

  it('keeps null and live text, and leaves out what is undefined', () => {
    const live = helm('.Release.Name');
    expect(copyValues({ a: null, b: undefined, c: live })).toEqual({ a: null, c: live });
  });

  const cycle: Record<string, unknown> = {};
  cycle['self'] = cycle;
  it.each([
    [{ persistence: { size: Size.gibibytes(1) } }, "'values.persistence.size' must be text", 'an instance of Size'],
    [{ a: [Lazy.any({ produce: () => 1 })] }, "'values.a[0]' must be text", 'all values as a function'],
    [{ a: secret('TOKEN') }, "'values.a' must be text", 'an instance of SecretRef'],
    [{ 'grafana.ini': { a: () => 1 } }, "'values.grafana\\.ini.a' must be text", 'a function'],
    [{ a: Number.NaN }, "'values.a' must be a finite number", 'NaN'],
    [{ a: 1n }, "'values.a' must be text", '1'],
    [JSON.parse('{"a":{"__proto__":1}}'), "'values.a.__proto__' must be another name", 'rename it'],
    [cycle, "'values.self' must not contain itself", 'write it out'],
    [['a'], "'values' must be an object of values by name", 'a list'],
  ])('fails for %o', (values: unknown, rule: string, got: string) => {
    expect(() => copyValues(values)).toThrow(rule);
    expect(() => copyValues(values)).toThrow(got);
  });
});

describe('mergeValues', () => {
  it('merges deeply, later ones win, null stays', () => {
    const merged = mergeValues(
      { a: { b: 1, c: { d: 1 } }, list: [{ name: helm('.b') }], gone: ['x'], text: helm('.a') },
      { a: { c: { e: 2 } }, list: [{ name: helm('.b') }], gone: null },
      { a: { b: null }, text: { now: 'an object' } },
    );
    expect(merged).toEqual({
      a: { b: null, c: { d: 1, e: 2 } },
      list: [{ name: helm('.b') }],
      gone: null,
      text: { now: 'an object' },
    });
  });

  it.each([
    ['other items', ['mine']],
    ['no items', []],
    ['another text of the chart', [helm('.mine')]],
  ])('fails for a list that would replace another, with %s', (_, above) => {
    const below = { workers: { extraInitContainers: [helm('.sidecar')] } };
    expect(() => mergeValues(below, { workers: { replicas: 2 } }, { workers: { extraInitContainers: above } })).toThrow(
      "'values.workers.extraInitContainers' must be given once, got it in two of the values; " +
        'lists are not joined: put all into one',
    );
  });
});
