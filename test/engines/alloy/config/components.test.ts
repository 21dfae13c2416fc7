import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Duration } from 'cdk8s';
import { printAlloy } from '../../../../lib/languages/alloy';
import { formatAlloy, parseAlloy } from '../../../../lib/languages/alloy/compiler/parser';
import type { AlloyStatement } from '../../../../lib/languages/alloy/compiler/tree';
import { discovery, loki, prometheus } from '../../../../lib/engines/alloy/config/components';
import { secret } from '../../../../lib/text/secret-ref';
import { everyOption } from './every-option';

/** The arguments that Alloy 1.18.1 declares, by component: what its decoder takes. */
interface Arguments {
  readonly [name: string]: 'attribute' | Arguments;
}
const declared = JSON.parse(
  readFileSync(join(__dirname, '..', '..', '..', 'data', 'alloy', 'arguments-1.18.1.json'), 'utf8'),
) as Arguments;

/** What Alloy's decoder would not know, by its path. */
function unknown(statements: readonly AlloyStatement[], known: Arguments, path = ''): readonly string[] {
  return statements.flatMap((statement) => {
    const of = Object.hasOwn(known, statement.name) ? known[statement.name] : undefined;
    const at = `${path}${statement.name}`;
    if (statement.kind === 'attribute') return of === 'attribute' ? [] : [at];
    return typeof of === 'object' ? unknown(statement.body, of, `${at}.`) : [at];
  });
}

const printed = printAlloy(everyOption.map((component) => component.block())) as string;

describe('every option of every component', () => {
  test('has the name that Alloy declares, as an attribute or as a block', () => {
    const { tree = [], diagnostics } = parseAlloy(printed);
    expect(diagnostics).toEqual([]);
    expect(unknown(tree, declared)).toEqual([]);
    expect(new Set(tree.map(({ name }) => name))).toEqual(new Set(Object.keys(declared)));
  });

  test('is printed as the formatter prints', () => {
    expect(formatAlloy(printed)).toBe(printed);
  });

  test('is printed', () => {
    expect(printed).toMatchSnapshot();
  });

  test('is given: an option that is missing above has not been tried', () => {
    for (const { id, settings, options } of everyOption) {
      expect([id, options.filter((name) => settings[name] === undefined)]).toEqual([id, []]);
    }
  });
});

test('a secret is read when Alloy evaluates, and is no text', () => {
  const write = loki.write('a', { endpoint: [{ url: 'http://loki', bearerToken: secret('TOKEN') }] });
  expect(printAlloy([write.component.block()])).toContain('bearer_token = sys.env("TOKEN")');
  expect(write.component.secrets).toEqual(['TOKEN']);
  expect(() => loki.write('a', { endpoint: [{ url: 'http://loki', bearerToken: 'x' as never }] })).toThrow(
    "'loki.write.a.endpoint[0].bearerToken' must be a secret",
  );
  expect(() => loki.write('a', { endpoint: [{ url: secret('URL') as never }] })).toThrow('hold no secret');
});

const echo = loki.echo('a');
const pods = discovery.kubernetes('pods', { role: 'pod' });

test.each<[() => unknown, string]>([
  [() => loki.echo('l-a'), "'loki.echo' must have a label that can be letters, digits and _"],
  [() => loki.process('a', { forwardTo: [] as never }), "'loki.process.a.forwardTo' must be a list that is not empty"],
  [() => loki.process('a', { forwardTo: ['loki.write.a.receiver' as never] }), 'must be a receiver of logs'],
  [() => loki.process('a', { forwardTo: [pods.targets as never] }), 'must be a receiver of logs'],
  [
    () => loki.process('a', { forwardTo: [echo.receiver], stages: [{} as never] }),
    "'loki.process.a.stages[0]' must be a stage",
  ],
  [
    () => prometheus.scrape('a', { targets: pods.targets, forwardTo: [echo.receiver as never] }),
    'a receiver of metrics',
  ],
  [() => loki.source.file('a', { targets: echo.receiver as never, forwardTo: [echo.receiver] }), 'must be targets'],
  [
    () => loki.source.file('a', { targets: [], forwardTo: [echo.receiver] } as never),
    'must be a list that is not empty',
  ],
  [
    () =>
      loki.source.file('a', {
        targets: pods.targets,
        forwardTo: [echo.receiver],
        fileMatch: { enable: true } as never,
      }),
    '\'loki.source.file.a.fileMatch\' must have no other names than its own, got "enable"; did you mean enabled?',
  ],
  [() => loki.write('a', { endpoint: [{ url: '' }] }), "'loki.write.a.endpoint[0].url' must not be empty"],
  [() => loki.write('a', { endpoint: [] as never }), "'loki.write.a.endpoint' must be a list that is not empty"],
  [() => discovery.kubernetes('a', { role: 'pods' as never }), "'discovery.kubernetes.a.role' must be pod or node"],
  [
    () => loki.write('a', { endpoint: [{ url: 'x' }], wal: { maxSegmentAge: Duration.seconds(0) } }),
    "'loki.write.a.wal.maxSegmentAge' must be whole milliseconds from 1 on",
  ],
])('fails for what Alloy would refuse in the cluster: %#', (make, message) => {
  expect(make).toThrow(message);
});
