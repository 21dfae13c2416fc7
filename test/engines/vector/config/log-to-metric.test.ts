import { Source, Transform } from '../../../../lib/engines/vector';
import type { LogToMetricOptions } from '../../../../lib/engines/vector';
import { found, printed } from './printed';

const inputs = [Source.file('logs', { include: ['/l'] })] as const;
const made = (options: Omit<LogToMetricOptions, 'inputs'>) => Transform.logToMetric('m', { inputs, ...options });

describe('log_to_metric', () => {
  test('is printed with several values of a tag', () => {
    const metric = {
      type: 'counter',
      field: 'n',
      kind: 'absolute',
      tags: { app: ['{{ a }}', 'b'], anyCase: 'c' },
    } as const;
    expect(printed(made({ metrics: [metric] }))).toContain(
      ['        tags:', '          app:', '            - "{{ a }}"', '            - b', '          anyCase: c'].join(
        '\n',
      ),
    );
  });

  test('of metrics as they are has a list where the version asks for one', () => {
    expect(printed(made({ allMetrics: true }))).not.toContain('metrics: []');
    expect(printed(made({ allMetrics: true }), '0.43.1')).toContain('    metrics: []');
  });

  test.each<[Omit<LogToMetricOptions, 'inputs'>, string]>([
    [{}, "'m' must have one of 'metrics' and 'allMetrics', got neither"],
    [
      { metrics: [{ type: 'set', field: 'a' }], allMetrics: true },
      "'m' must have one of 'metrics' and 'allMetrics', got both",
    ],
    [
      { metrics: [{ type: 'gauge', field: 'a', kind: 'absolute' }] },
      "'m.metrics[0].kind' must be of a counter, got gauge",
    ],
    [
      { metrics: [{ type: 'set', field: 'a', incrementByValue: true }] },
      "'m.metrics[0].incrementByValue' must be of a counter, got set",
    ],
  ])('refuses %j', (options, message) => {
    expect(() => made(options)).toThrow(message);
  });

  test('has names of tags as templates from 0.44', () => {
    const metric = { type: 'counter', field: 'n', tags: { '*': '{{ tags }}', app: 'x' } } as const;
    expect(found(made({ metrics: [metric] }), '0.56.0')).toEqual([]);
    expect(found(made({ metrics: [metric] }), '0.43.1')).toEqual([
      expect.stringContaining("'metrics[0].tags.*' must go to Vector 0.44 or later, got version 0.43.1"),
    ]);
  });
});
