import { Sink, Source } from '../../../../lib/engines/vector';
import type { HttpSettings } from '../../../../lib/engines/vector';
import { found, printed } from './printed';
import { byVector, complaints } from './vector-program';

const inputs = [Source.file('logs', { include: ['/l'] })] as const;
const otlp = (options: Partial<HttpSettings> = {}) =>
  Sink.opentelemetry('o', {
    inputs,
    protocol: { type: 'http', uri: 'http://collector:4318/v1/logs', encoding: { codec: 'otlp' }, ...options },
    acknowledgements: { enabled: true },
    buffer: { type: 'memory', maxEvents: 1000 },
  });

describe('an opentelemetry sink', () => {
  test('has all of HTTP within its protocol, acknowledgements too', () => {
    expect(printed(otlp({ request: { headers: { 'X-Team': 'a' } } }))).toBe(
      [
        '  o:',
        '    type: opentelemetry',
        '    inputs:',
        '      - logs',
        '    buffer:',
        '      type: memory',
        '      max_events: 1000',
        '    protocol:',
        '      type: http',
        '      uri: http://collector:4318/v1/logs',
        '      encoding:',
        '        codec: otlp',
        '      request:',
        '        headers:',
        '          X-Team: a',
        '      acknowledgements:',
        '        enabled: true',
      ].join('\n'),
    );
    expect(found(otlp(), '0.56.0')).toEqual([]);
  });

  test('sends json one by one, since receivers refuse a list', () => {
    const json = otlp({ encoding: { codec: 'json' }, batch: { timeoutSecs: 2 } });
    expect(printed(json, '0.43.1')).toContain('      batch:\n        timeout_secs: 2\n        max_events: 1\n');
    expect(printed(json, '0.43.1')).toContain('      framing:\n        method: newline_delimited\n');
    expect(found(json, '0.43.1')).toEqual([]);
    expect(found(otlp({ encoding: { codec: 'json' }, batch: { maxEvents: 2 } }))).toEqual([
      "vector/otlp-batch: 'protocol.batch.maxEvents' of json must be 1, got 2; leave it out, or encode as otlp: receivers refuse a body of several (at sinks.o)",
    ]);
  });

  test('is held to its versions', () => {
    expect(found(otlp(), '0.43.1')).toEqual([
      expect.stringContaining("'protocol.encoding.codec' otlp must go to Vector 0.51 or later, got version 0.43.1"),
    ]);
    expect(found(otlp({ encoding: { codec: 'json' } }), '0.39.0')).toEqual([
      "vector/component-version: 'opentelemetry' must go to Vector 0.43 or later, got version 0.39.0; declare a later version and run it, or send one event a request by Sink.http, as json without framing (at sinks.o)",
    ]);
    const field = otlp({ uri: '{{ url }}' });
    expect(found(field)).toEqual([expect.stringContaining("'protocol.uri' must begin with literal text")]);
    const said = otlp({ uri: '{{ url }}', dangerouslyAllowUnconfinedTemplateResolution: true });
    expect(printed(said)).toContain('      dangerously_allow_unconfined_template_resolution: true');
    expect(printed(said, '0.56.0')).not.toContain('dangerously');
  });

  test('refuses what its protocol cannot be', () => {
    const wrong = { inputs, protocol: { type: 'grpc', uri: 'x', encoding: { codec: 'otlp' } } };
    expect(() => Sink.opentelemetry('o', wrong as never)).toThrow(`'o.protocol.type' must be http, got "grpc"`);
    expect(() => otlp({ compression: 'brotli' as never })).toThrow("'o.protocol.compression' must be none or gzip");
  });
});

byVector('an opentelemetry sink', ['opentelemetry'], (folder) => {
  expect(complaints(folder, { sinks: [otlp()] })).toBe('');
});
