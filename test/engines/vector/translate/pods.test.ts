import { Size } from 'cdk8s';
import * as fc from 'fast-check';
import { vector } from '../../../../lib/engines/vector';
import type { VectorVersion } from '../../../../lib/engines/vector';
import { compileVrl } from '../../../../lib/languages/vrl/compiler/compiler';
import { VrlTimestamp } from '../../../../lib/languages/vrl/compiler/vrl-value';
import { parseYaml } from '../../../../lib/languages/yaml/parse';
import { LogPipeline } from '../../../../lib/pipeline/log-pipeline';
import { field, origin } from '../../../../lib/pipeline/ref';
import { Sink } from '../../../../lib/pipeline/sink';
import { Source } from '../../../../lib/pipeline/source';
import type { PodsOptions } from '../../../../lib/pipeline/source';
import { Stage } from '../../../../lib/pipeline/stage';
import { settle } from '../../../../lib/text/reader';
import { selects } from '../../../contract/kubernetes-api';

type Settings = Readonly<Record<string, unknown>>;
interface Printed {
  readonly sources: Readonly<Record<string, Settings>>;
  readonly transforms: Readonly<Record<string, Settings>>;
  readonly sinks: Readonly<Record<string, Settings>>;
}
type Parts = Partial<Pick<LogPipeline<'vector'>, 'stages' | 'sinks' | 'name'>>;

const toLoki = Sink.loki({ url: 'http://loki' }, { labels: { app: 'x' } });

function pipeline(sources: readonly Source[], { name = 'p', stages = [], sinks = [toLoki] }: Parts = {}) {
  return new LogPipeline<'vector'>(name, { sources: sources as [Source], stages, sinks: sinks });
}

function printed(pipelines: readonly LogPipeline<'vector'>[], version?: VectorVersion): Printed {
  const config = vector.translate(pipelines, version === undefined ? {} : { version });
  return parseYaml(settle(config.print(), 'vector.yaml')) as Printed;
}

const selectors = (...sources: readonly Source[]) =>
  Object.values(printed([pipeline(sources)]).sources).map((source) => source['extra_label_selector']);

describe('pods of the node', () => {
  test('are told by labels, but for those whose logs are collected otherwise', () => {
    expect(selectors(Source.pods())).toEqual(['!cdk8s-logging/sidecar']);
    expect(selectors(Source.pods({ labels: { a: '1', b: ['2', '3'], c: true } }))).toEqual([
      'a=1,b in (2,3),c,!cdk8s-logging/sidecar',
    ]);
  });

  test('that two sources select are read by the first', () => {
    const optIn = Source.pods({ labels: { 'x.io/collect': 'true' } });
    const app = Source.pods({ labels: { app: ['a', 'b'] } });
    expect(selectors(optIn, app)).toEqual([
      'x.io/collect=true,!cdk8s-logging/sidecar',
      'app in (a,b),!cdk8s-logging/sidecar,x.io/collect!=true',
    ]);
    const both = printed([pipeline([optIn]), pipeline([app], { name: 'q' })]).sources;
    expect(Object.entries(both).map(([name, { extra_label_selector: selector }]) => [name, selector])).toEqual([
      ['p_pods', 'x.io/collect=true,!cdk8s-logging/sidecar'],
      ['q_pods', 'app in (a,b),!cdk8s-logging/sidecar,x.io/collect!=true'],
    ]);
  });

  test('are told by their namespace where one is named, and by the paths of their files where more are', () => {
    const { sources } = printed([pipeline([Source.pods({ namespaces: ['a'], containers: ['c'] })])]);
    expect(sources['p_pods']).toMatchObject({
      extra_field_selector: 'metadata.namespace=a',
      include_paths_glob_patterns: ['/var/log/pods/*_*/c/*'],
    });
    const several = Source.pods({ namespaces: ['a', 'b'], except: { namespaces: ['a'], containers: ['c'] } });
    expect(printed([pipeline([several])]).sources['p_pods']).toMatchObject({
      include_paths_glob_patterns: ['/var/log/pods/a_*/*/*', '/var/log/pods/b_*/*/*'],
      exclude_paths_glob_patterns: ['**/*.gz', '**/*.tmp', '/var/log/pods/a_*/c/*'],
    });
    const but = printed([pipeline([Source.pods({ except: { namespaces: ['a', 'b'] } })])]).sources['p_pods'];
    expect(but).toMatchObject({ extra_field_selector: 'metadata.namespace!=a,metadata.namespace!=b' });
    expect(but).not.toHaveProperty('include_paths_glob_patterns');
  });

  const names = fc.subarray(['a', 'b'], { minLength: 1 });
  const tests = fc.record(
    {
      namespaces: names,
      containers: fc.subarray(['x', 'y'], { minLength: 1 }),
      labels: fc.dictionary(
        fc.constantFrom('k', 'l'),
        fc.oneof(fc.constant(true as const), fc.constantFrom('1', '2'), fc.constant(['1', '2'])),
        { minKeys: 1 },
      ),
    },
    { requiredKeys: [] },
  );
  const options: fc.Arbitrary<PodsOptions> = tests.chain((select) =>
    fc
      .option(tests.filter((except) => Object.keys(except).length > 0))
      .map((except) => ({ ...select, ...(except && { except }) })),
  );

  test('are read once by what Kubernetes and Vector make of it, or not at all', () => {
    const isIn = ({ namespaces, containers, labels = {} }: PodsOptions, pod: Pod): boolean =>
      namespaces?.includes(pod.namespace) !== false &&
      containers?.includes(pod.container) !== false &&
      Object.entries(labels).every(([key, value]) => {
        const held = pod.labels[key];
        return held !== undefined && (value === true || [value].flat().includes(held));
      });
    fc.assert(
      fc.property(fc.array(options, { minLength: 1, maxLength: 2 }), (all) => {
        const of = pipeline(all.map((one) => Source.pods(one)));
        if (vector.check([of]).some(({ severity }) => severity === 'error')) return;
        const { sources } = printed([of]);
        for (const pod of allPods) {
          const meant = all.some((one) => isIn(one, pod) && (one.except === undefined || !isIn(one.except, pod)));
          const readers = Object.values(sources).filter((settings) => reads(settings, pod));
          expect([pod, readers.length]).toEqual([pod, Number(meant)]);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('have in an event only what is read of them', () => {
    const fieldsOf = (of: LogPipeline<'vector'>) =>
      printed([of]).sources['p_pods']?.['pod_annotation_fields'] as Settings;
    const read = { namespace: origin.namespace, app: origin.podLabel('app') };
    const some = fieldsOf(pipeline([Source.pods()], { sinks: [Sink.loki({ url: 'http://loki' }, { labels: read })] }));
    expect(Object.keys(some)).toHaveLength(11);
    expect(some).not.toHaveProperty('pod_namespace');
    expect(some).not.toHaveProperty('pod_labels');
    expect(some).toMatchObject({ pod_uid: '', pod_name: '', container_image: '' });
    expect(fieldsOf(pipeline([Source.pods()], { sinks: [Sink.stdout()] }))).toBeUndefined();
  });

  test('go to a buffer on the disk, which waits when it is full, and are acknowledged to nobody', () => {
    const { sinks } = printed([pipeline([Source.pods()])]);
    expect(sinks['p_loki']).toMatchObject({ buffer: { type: 'disk', max_size: 268_435_488, when_full: 'block' } });
    expect(sinks['p_loki']).not.toHaveProperty('acknowledgements');
    const mixed = pipeline([Source.pods(), Source.files('/l/*.log')]);
    expect(printed([mixed]).sinks['p_loki']).toMatchObject({ acknowledgements: { enabled: true }, buffer: {} });
    expect(vector.check([mixed])).toEqual([]);
  });

  test('are told apart by their own time where a stage sets another', () => {
    const metadataOf = (of: LogPipeline<'vector'>) => printed([of]).sinks['p_loki']?.['structured_metadata'];
    expect(metadataOf(pipeline([Source.pods()]))).toBeUndefined();
    const stages = [Stage.parseJson(), Stage.time(field('t'))];
    expect(metadataOf(pipeline([Source.pods()], { stages }))).toEqual({
      observed_timestamp: '{{ observed_timestamp }}',
    });
    expect(metadataOf(pipeline([Source.pods(), Source.files('/l/*.log')]))).toEqual({ offset: '{{ offset }}' });
  });

  test('have the path of the file that their runtime writes', () => {
    const [stages, read] = [[Stage.parsePath('/var/log/pods/<pod>/<_>/<file>')], [Source.pods()] as const];
    const sinks = [Sink.loki({ url: 'http://loki' }, { labels: { pod: field('pod'), file: field('file') } })] as const;
    const program = printed([pipeline(read, { stages, sinks })]).transforms['p_entry']?.['source'] as string;
    const event = { message: 'x', stream: 'stdout', file: '/var/log/pods/n_p-0_1234/c/0.log' };
    expect(compileVrl(program).run(event)).toMatchObject({ event: { labels: { pod: 'n_p-0_1234', file: '0.log' } } });
  });

  test('have their lines joined by container and stream', () => {
    const { transforms } = printed([pipeline([Source.pods()], { stages: [Stage.joinLines({ firstLine: /^\S/ })] })]);
    expect(transforms['p_whole']).toMatchObject({ type: 'reduce', group_by: ['file', 'stream'] });
    expect(transforms['p_joined']).toMatchObject({ type: 'reduce', group_by: ['log', 'stream'] });
    expect(transforms['p_lines']?.['source']).toContain('.log = replace(.log');
  });

  test('that have been gone for long are still known by the path of their file', () => {
    const labels = { app: origin.podLabel('app'), ns: origin.namespace, pod: origin.pod, container: origin.container };
    const of = pipeline([Source.pods()], { sinks: [Sink.loki({ url: 'http://loki' }, { labels })] });
    const program = printed([of]).transforms['p_entry']?.['source'] as string;
    const event = { message: 'x', stream: 'stdout', file: '/var/log/pods/n_p-0_1234/c/0.log' };
    expect(compileVrl(program).run(event)).toMatchObject({
      event: { message: 'x', labels: { ns: 'n', pod: 'p-0', container: 'c' } },
    });
    const kubernetes = { pod_namespace: 'm', pod_labels: { app: 'a' } };
    expect(compileVrl(program).run({ ...event, kubernetes })).toMatchObject({
      event: { labels: { app: 'a', ns: 'm' } },
    });
  });

  test('that have been gone for long are still known where all is asked for, and so the node is known', () => {
    const of = pipeline([Source.pods()], { sinks: [Sink.stdout()] });
    const program = printed([of]).transforms['p_entry']?.['source'] as string;
    const kubernetes = { node_labels: { zone: 'a' } };
    const timestamp = new VrlTimestamp(0n);
    const event = { message: 'x', timestamp, stream: 'stdout', file: '/var/log/pods/n_p-0_1234/c/0.log', kubernetes };
    const message: unknown = expect.stringMatching(/"container":"c","namespace":"n".*"pod":"p-0"/);
    expect(compileVrl(program).run(event)).toMatchObject({ event: { message, kubernetes } });
  });

  test('cannot be overwritten by what their lines say', () => {
    const labels = { app: origin.podLabel('app'), stream: origin.stream };
    const stages = [Stage.parseJson(), Stage.line({ json: 'all' })];
    const of = pipeline([Source.pods()], { stages, sinks: [Sink.loki({ url: 'http://loki' }, { labels })] });
    const program = printed([of]).transforms['p_entry']?.['source'] as string;
    const message = '{"kubernetes":{"pod_labels":{"app":"forged"}},"stream":"forged","file":"x","labels":"y"}';
    const event = { stream: 'stdout', file: '/f', kubernetes: { pod_labels: { app: 'a' } } };
    expect(compileVrl(program).run({ ...event, message })).toMatchObject({
      event: { labels: { app: 'a', stream: 'stdout' }, file: '/f' },
    });
  });

  test('may have lines of different lengths', () => {
    const [short, long] = [
      Source.pods({ labels: { a: '1' }, maxLineBytes: Size.kibibytes(1) }),
      Source.pods({ labels: { a: '2' }, maxLineBytes: Size.mebibytes(1) }),
    ];
    const { sources, transforms } = printed([pipeline([short, long])]);
    // A part of a line may be longer than the line's limit: it is left out as a whole.
    expect(Object.values(sources).map((source) => source['max_line_bytes'])).toEqual([98_560, 1_048_833]);
    expect(transforms['p_own_pods']).toMatchObject({ inputs: ['p_whole'] });
    expect(transforms['p_own_pods']?.['source']).toContain('length(line) > 1024');
    expect(transforms['p_own_pods_2']?.['source']).toContain('length(line) > 1048576');
  });

  test('are watched as each version can', () => {
    const of = (version: VectorVersion) => printed([pipeline([Source.pods()])], version).sources['p_pods'];
    for (const version of ['0.57.0', '0.56.0'] as const)
      expect(of(version)).toMatchObject({ insert_namespace_fields: false });
    for (const version of ['0.43.1', '0.39.0'] as const) {
      expect(of(version)).not.toHaveProperty('insert_namespace_fields');
      expect(of(version)).toMatchObject({ namespace_annotation_fields: { namespace_labels: '' } });
    }
  });
});

describe('pods that cannot be read as meant', () => {
  const found = (...sources: readonly Source[]) =>
    vector.check([pipeline(sources)]).map(({ rule, severity, at }) => `${severity} ${rule} at ${at}`);

  test('are those that others read', () => {
    const one = Source.pods({ labels: { a: '1' } });
    expect(found(one, Source.pods({ labels: { a: '1', b: '2' } }))).toEqual([
      'warning vector/read-before at p: sources[1]',
    ]);
    const last = vector.check([pipeline([one]), pipeline([one], { name: 'q' })]);
    expect(last.map(({ rule, severity }) => [rule, severity])).toEqual([['vector/read-before', 'error']]);
  });

  test('are those that Vector leaves out in any case', () => {
    expect(found(Source.pods({ labels: { 'vector.dev/exclude': 'true' } }))).toEqual([
      'error vector/read-before at p: sources[0]',
    ]);
  });

  test('are those that too many selectors would be needed for', () => {
    const wide = (...keys: readonly string[]) =>
      Source.pods({ labels: Object.fromEntries(keys.map((key) => [key, '1'])) });
    expect(found(wide('a', 'b', 'c'), wide('d', 'e', 'f'), Source.pods())).toEqual([
      'error vector/pod-selectors at p: sources[2]',
    ]);
  });
});

interface Pod {
  readonly namespace: string;
  readonly container: string;
  readonly labels: Readonly<Record<string, string>>;
}

const allPods: readonly Pod[] = ['a', 'b', 'c'].flatMap((namespace) =>
  ['x', 'y', 'z'].flatMap((container) =>
    [undefined, '1', '2', '3'].flatMap((k) =>
      [undefined, '1', '2'].map((l) => ({
        namespace,
        container,
        labels: { ...(k !== undefined && { k }), ...(l !== undefined && { l }) },
      })),
    ),
  ),
);

function reads(settings: Settings, { namespace, container, labels }: Pod): boolean {
  const [include, exclude] = (['include', 'exclude'] as const).map(
    (kind) => settings[`${kind}_paths_glob_patterns`] as readonly string[] | undefined,
  );
  const path = `/var/log/pods/${namespace}_pod_uid/${container}/0.log`;
  const matches = (glob: string): boolean =>
    new RegExp(
      `^${glob
        .replace(/[.]/g, '\\.')
        .replace(/\*\*\//g, '(.*/)?')
        .replace(/\*/g, '[^/]*')}$`,
    ).test(path);
  return (
    selects(settings['extra_label_selector'] as string, labels) &&
    selects((settings['extra_field_selector'] as string | undefined) ?? '', { 'metadata.namespace': namespace }) &&
    (include === undefined || include.some(matches)) &&
    !(exclude ?? []).some(matches)
  );
}
