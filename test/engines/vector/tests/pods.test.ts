import { parse } from 'yaml';
import { vector } from '../../../../lib/engines/vector';
import { compileVrl } from '../../../../lib/languages/vrl/compiler/compiler';
import { LogPipeline } from '../../../../lib/pipeline/log-pipeline';
import { origin } from '../../../../lib/pipeline/ref';
import { records } from '../../../../lib/pipeline/records';
import { Sink } from '../../../../lib/pipeline/sink';
import { Source } from '../../../../lib/pipeline/source';
import { settle } from '../../../../lib/text/reader';
import type { Origin } from '../../../../lib/pipeline/record';

jest.setTimeout(60_000);

function testsOf(of: Origin, line = 'x') {
  const pipeline = new LogPipeline('p', {
    sources: [Source.pods({ labels: { app: 'a' } }), Source.pods({ labels: { opt: 'in' } }), Source.files('/v/*.log')],
    sinks: [Sink.loki({ url: 'http://loki' }, { labels: { app: 'x', pod: origin.pod } })],
    examples: { example: { records: records([line], of), ships: [{ labels: { pod: of.pod } }] } },
  });
  return vector.tests([pipeline]);
}

interface Printed {
  readonly tests: readonly { readonly inputs: readonly { readonly insert_at: string; readonly source: string }[] }[];
}
const inputs = (of: Origin) => {
  const tests = testsOf(of);
  expect(tests.leftOut).toEqual([]);
  return (parse(settle(tests.print(), tests.fileName)) as Printed).tests[0]?.inputs ?? [];
};
const pod: Origin = {
  namespace: 'n',
  pod: 'p-0',
  container: 'c',
  stream: 'stderr',
  node: 'node',
  podLabels: { app: 'a', 'a.b/c "d"': '{{ x }}' },
  podAnnotations: { note: 'y' },
};

test("Vector's test of a pod's line begins with the event that Vector makes of it", () => {
  const [input, ...others] = inputs(pod);
  expect(others).toEqual([]);
  expect(compileVrl(input?.source ?? '').run({})).toMatchObject({
    event: {
      message: 'x',
      file: '/var/log/pods/n_p-0_uid/c/0.log',
      stream: 'stderr',
      source_type: 'kubernetes_logs',
      kubernetes: {
        pod_namespace: 'n',
        pod_name: 'p-0',
        container_name: 'c',
        pod_node_name: 'node',
        pod_labels: pod.podLabels,
        pod_annotations: pod.podAnnotations,
      },
    },
  });
});

test('a pod that two sources select is given to one of them', () => {
  expect(inputs({ ...pod, podLabels: { app: 'a', opt: 'in' } })).toHaveLength(1);
  expect(inputs({ ...pod, podLabels: { opt: 'in' } })).toHaveLength(1);
});

test.each<[string, Origin, RegExp]>([
  ['no source selects', { ...pod, podLabels: { app: 'b' } }, /^record 1 is of the pod n\/p-0, which no source reads/],
  ['a sidecar reads', { ...pod, podLabels: { app: 'a', 'cdk8s-logging/sidecar': 'vector' } }, /which no source reads/],
  ['is not known', { namespace: 'n' }, /is of the pod n\/\(no name\), which no source reads/],
  ['no source of files reads', { path: '/w/a.log' }, /is of \/w\/a\.log, which no source reads/],
])('what %s is left out', (_, of, reason) => {
  expect(testsOf(of).leftOut).toMatchObject([{ reason: expect.stringMatching(reason) as string }]);
});
