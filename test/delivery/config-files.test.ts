import { Chart, Testing } from 'cdk8s';

import 'cdk8s-logging/testing';
import { ConfigFiles } from '../../lib/delivery/config-files';
import { findingsAt } from '../../lib/delivery/findings-validation';
import { Sink, Source, Transform, VectorConfig, vrl } from '../../lib/engines/vector';
import { Flux } from '../../lib/delivery/flux';
import { fluxVariable } from '../../lib/text/flux';
import { concat, helm } from '../../lib/text/live-text';
import type { Files } from '../../lib/delivery/config-files';

function chart(): Chart {
  return new Chart(Testing.app(), 'logging', { namespace: 'logging' });
}

function printed(
  files: Files | (() => Files),
  scope = chart(),
): { data?: unknown; binaryData?: unknown; metadata: object } {
  new ConfigFiles(scope, 'config', { files });
  return (Testing.synth(scope) as never[])[0]!;
}

describe('ConfigFiles', () => {
  it('holds files as they were written', () => {
    const text = '{{ $X }} <no value> ${Y} \u2028\r\n';
    expect(printed({ 'vector.yaml': text, logo: new Uint8Array([0, 255]) })).toMatchObject({
      kind: 'ConfigMap',
      data: { 'vector.yaml': text },
      binaryData: { logo: 'AP8=' },
    });
  });

  it('is read by Flux only where it holds a variable', () => {
    const scope = chart();
    const { cluster } = Flux.postBuild(scope, 'cluster');
    expect(printed({ a: '$X' }, scope)).toMatchObject({
      data: { a: '$X' },
      metadata: { annotations: { 'kustomize.toolkit.fluxcd.io/substitute': 'disabled' } },
    });
    const live = new ConfigFiles(scope, 'live', { files: { a: concat('$X ', cluster) }, name: 'live' });
    expect(live.name).toBe('live');
    expect(Testing.synth(scope)).toContainEqual(
      expect.objectContaining({ data: { a: '$$X ${cluster}' }, metadata: { name: 'live', namespace: 'logging' } }),
    );
  });

  it('asks a function for its files at synth, and hashes what it says', () => {
    const scope = chart();
    let text = 'a';
    const files = new ConfigFiles(scope, 'config', { files: () => ({ x: text }) });
    const before = files.hash();
    expect(files.hash()).toBe(before);
    text = 'b';
    expect(files.hash()).not.toBe(before);
    expect((Testing.synth(scope) as { data: unknown }[])[0]?.data).toEqual({ x: 'b' });
  });

  it('has a hash that tells all contents apart, whatever the order of the files', () => {
    const hashOf = (files: Files): string => new ConfigFiles(chart(), 'config', { files }).hash();
    expect(hashOf({ a: '1', b: '2' })).toBe(hashOf({ b: '2', a: '1' }));
    const live = fluxVariable('x');
    const all = [
      { a: '1', b: '2' },
      { a: '12' },
      { a: '1' },
      { a: live },
      { a: '${x}' },
      { a: new Uint8Array([49]) },
      {},
    ];
    expect(new Set(all.map(hashOf)).size).toBe(all.length);
  });

  it.each([
    [{ 'a/b': '' }, "'files' must have names of letters, digits, -, _ and ."],
    [{ '..': '' }, "'files' must have names of letters"],
    [{ a: '\ud800' }, "'files' must be well-formed Unicode"],
    [
      { a: 'é'.repeat(512 * 1024), b: 'x' },
      "'files' must be at most 1 MiB together, the limit of a ConfigMap, got 1048577 bytes",
    ],
    [{ a: helm('.Release.Name') }, "'files' must be without parts that helm fills in"],
    [{ a: ' \tx\n' }, "must be a text that cdk8s's YAML brings to Kubernetes, got one that begins with a tab"],
    [{ a: fluxVariable('x') }, "must be read by Flux's postBuild"],
  ])('fails for %#', (files, message) => {
    expect(() => printed(files)).toThrow(`[logging/config] delivery/`);
    expect(() => printed(files)).toThrow(message);
  });

  it('prints a configuration, with the files that must stand beside it', () => {
    const config = { print: () => 'main', files: { 'more.lua': 'x' }, check: () => [] };
    expect(printed({ 'a.conf': config })).toMatchObject({ data: { 'a.conf': 'main', 'more.lua': 'x' } });
    const hashOf = (files: Files): string => new ConfigFiles(chart(), 'config', { files }).hash();
    expect(hashOf({ 'a.conf': config })).toBe(hashOf({ 'a.conf': 'main', 'more.lua': 'x' }));
    expect(() => printed({ 'a.conf': config, 'more.lua': 'mine' })).toThrow('delivery/file-twice');
  });

  it('finds what a configuration finds of itself: errors fail the synth, warnings are kept', () => {
    const logs = Source.file('logs', { include: ['/l'] });
    const split = Transform.route('split', { inputs: [logs], route: { errors: vrl`.level == "error"` } });
    const config = new VectorConfig({ sinks: [Sink.blackhole('end', { inputs: [split.unmatched] })] });
    const scope = chart();
    const files = new ConfigFiles(scope, 'config', { files: { 'vector.yaml': config } });
    expect(findingsAt(files)).toEqual(config.check().map((one) => ({ ...one, at: `vector.yaml: ${one.at}` })));
    expect(findingsAt(files).map(({ rule }) => rule)).toEqual(['vector/unread-output']);
    expect(scope).not.toHaveNoFindings();
    expect(Testing.synth(scope)).toMatchObject([{ data: { 'vector.yaml': config.print() } }]);

    const wrong = new VectorConfig({
      sinks: [
        Sink.blackhole('end', { inputs: [Transform.remap('r', { inputs: [logs], source: vrl`.a = to_int(.b)` })] }),
      ],
    });
    expect(() => printed({ 'vector.yaml': wrong })).toThrow(/\[logging\/config\] [^]*\(at vector\.yaml: transforms\.r/);
  });

  it('takes a mebibyte', () => {
    expect(() => printed({ a: 'x'.repeat(1024 * 1024) })).not.toThrow();
  });
});
