import { Sink, Source, Transform, vrl } from '../../../../lib/engines/vector';
import { printed } from './printed';
import { byVector, linesIn, objects, output } from './vector-program';

const logs = Source.file('logs', { include: ['/l'] });

test('remap has an output for what it drops where that is wanted', () => {
  const both = Transform.remap('r', { inputs: [logs], source: vrl`.a = 1`, rerouteDropped: true });
  expect([both.name, both.dropped.name]).toEqual(['r', 'r.dropped']);
  expect(printed(both)).toContain('    reroute_dropped: true\n');
  const one = Transform.remap('r', { inputs: [logs], source: vrl`.a = 1` });
  // @ts-expect-error -- there is none
  expect(one.dropped).toBeUndefined();
});

byVector('remap sends what it drops, as it was, with the reason', ['remap'], async (folder) => {
  const source = Source.file('logs', { include: [linesIn(folder, ['1', 'x', 'stop'])] });
  const parsed = Transform.remap('parsed', {
    inputs: [source],
    source: vrl`
      .touched = true
      if .message == "stop" { abort }
      .n = to_int!(.message)`,
    dropOnError: true,
    rerouteDropped: true,
  });
  const sinks = [Sink.console('out', { inputs: [parsed, parsed.dropped], encoding: { codec: 'json' } })] as const;
  const got = objects(await output(folder, { sinks }, (text) => text.split('\n').length > 3));
  const by = (message: string) => got.find((event) => event['message'] === message);
  expect(by('1')).toMatchObject({ n: 1, touched: true });
  expect(by('x')).toMatchObject({ metadata: { dropped: { reason: 'error', component_id: 'parsed' } } });
  expect(by('stop')).toMatchObject({ metadata: { dropped: { reason: 'abort' } } });
  expect(by('stop')).not.toHaveProperty('touched');
});
