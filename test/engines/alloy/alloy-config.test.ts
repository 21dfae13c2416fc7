import { alloy } from '../../../lib/languages/alloy';
import { AlloyConfig } from '../../../lib/engines/alloy/alloy-config';
import { discovery, loki } from '../../../lib/engines/alloy/config/components';
import { LokiStage } from '../../../lib/engines/loki-stages/loki-stage';
import { printFinding } from '../../../lib/findings/finding';
import { text } from '../../../lib/pipeline/ref';
import { env, helm } from '../../../lib/text/live-text';
import { secret } from '../../../lib/text/secret-ref';

const write = loki.write('default', {
  endpoint: [{ url: text`http://${env('LOKI')}/push`, basicAuth: { username: 'a', password: secret('PASSWORD') } }],
});
const pods = discovery.kubernetes('pods', { role: 'pod' });
const parse = loki.process('parse', { forwardTo: [write.receiver], stages: [LokiStage.cri()] });

describe('a configuration', () => {
  test('has all that its components refer to, in the order in which entries pass', () => {
    const other = loki.source.api('push', { forwardTo: [parse.receiver, write.receiver] });
    const source = loki.source.kubernetes('pods', { targets: pods.targets, forwardTo: [parse.receiver] });
    const config = new AlloyConfig({ components: [source, other], logging: { writeTo: [write.receiver] } });
    expect(config.components.map(({ id }) => id)).toEqual([
      'logging',
      'discovery.kubernetes.pods',
      'loki.source.kubernetes.pods',
      'loki.source.api.push',
      'loki.process.parse',
      'loki.write.default',
    ]);
    expect(config.variables).toEqual({ env: ['LOKI'], secrets: ['PASSWORD'] });
    expect(config.check()).toEqual([]);
  });

  test('is printed', () => {
    const source = loki.source.kubernetes('pods', { targets: pods.targets, forwardTo: [parse.receiver] });
    expect(new AlloyConfig({ components: [source], native: [alloy`tracing { }`] }).print()).toBe(
      `discovery.kubernetes "pods" {
	role = "pod"
}

loki.source.kubernetes "pods" {
	targets    = discovery.kubernetes.pods.targets
	forward_to = [loki.process.parse.receiver]
}

loki.process "parse" {
	forward_to = [loki.write.default.receiver]

	stage.cri { }
}

loki.write "default" {
	endpoint {
		url = "http://" + sys.env("LOKI") + "/push"

		basic_auth {
			username = "a"
			password = sys.env("PASSWORD")
		}
	}
}

tracing { }
`,
    );
  });

  test('keeps parts for readers further out', () => {
    const named = loki.write('a', { endpoint: [{ url: 'http://loki', tenantId: helm('.Release.Name') }] });
    const config = new AlloyConfig({ components: [named] });
    expect(config.check()).toEqual([]);
    expect(config.print()).toMatchObject({
      parts: [expect.stringMatching(/tenant_id = `$/), { reader: 'helm' }, expect.any(String)],
    });
  });
});

const findings = (config: AlloyConfig): readonly string[] => config.check().map(printFinding);

describe('what is found', () => {
  test("errors in the user's own Alloy, by line and column there", () => {
    const stage = alloy`
      stage.drop {
        source = 'x'
      }`;
    const native = alloy`
      loki.echo "a" { }
      x = loki.nope.y`;
    const broken = loki.process('a', { forwardTo: [write.receiver], stages: [stage] });
    const config = new AlloyConfig({ components: [broken], native: [native] });
    expect(config.check()).toMatchObject([
      {
        rule: 'alloy/syntax',
        at: 'loki.process.a.stages[0], line 2, column 12',
        got: 'illegal single-quoted string; use double quotes',
      },
      { rule: 'alloy/syntax', got: 'expected expression, got ILLEGAL' },
      { rule: 'alloy/unknown-reference', at: 'native[0], line 2, column 5', got: 'loki.nope.y' },
    ]);
    expect(() => config.print()).toThrow('illegal single-quoted string');
  });

  test('a reference to a component of the configuration is none', () => {
    const native = [
      alloy`
        loki.source.journal "a" {
          forward_to = [loki.write.default.receiver, loki.echo.later.receiver]
        }`,
      alloy`loki.echo "later" { }`,
    ];
    expect(new AlloyConfig({ components: [write], native }).check()).toEqual([]);
  });

  test('components of one name', () => {
    const twin = loki.write('default', { endpoint: [{ url: 'http://b' }] });
    expect(findings(new AlloyConfig({ components: [write, twin] }))).toEqual([
      'alloy/unique-names: a block must be declared once, got loki.write.default; give one of them another label (at loki.write.default)',
    ]);
    const native = [alloy`loki.write "default" { }`];
    expect(findings(new AlloyConfig({ components: [write], native }))).toEqual([
      'alloy/unique-names: a block must be declared once, got loki.write.default; give one of them another label (at native[0], line 1, column 1)',
    ]);
  });

  test('more labels than Loki takes, those counted that stay', () => {
    const names = Array.from({ length: 17 }, (_, index) => `l${index}`);
    const values = Object.fromEntries(names.map((name) => [name, 'x']));
    const process = (...more: readonly LokiStage[]): AlloyConfig =>
      new AlloyConfig({
        components: [
          loki.process('p', { forwardTo: [write.receiver], stages: [LokiStage.staticLabels({ values }), ...more] }),
        ],
      });
    expect(process().check()).toMatchObject([{ rule: 'loki/label-limit', severity: 'error', at: 'loki.process.p' }]);
    expect(process(LokiStage.labelDrop({ values: ['l0', 'l1'] })).check()).toEqual([]);
    expect(process(LokiStage.labelKeep({ values: ['l0'] })).check()).toEqual([]);
  });

  test('a label of what nothing extracts, as a warning', () => {
    const stages = [LokiStage.labels({ values: { level: '' } })];
    const config = new AlloyConfig({ components: [loki.process('p', { forwardTo: [write.receiver], stages })] });
    expect(config.check()).toMatchObject([
      { rule: 'loki/label-source', severity: 'warning', at: 'loki.process.p.stages[0]' },
    ]);
    expect(config.print()).toContain('stage.labels');
  });

  test('two ways of authenticating', () => {
    const endpoint = { url: 'http://a', bearerToken: secret('A'), basicAuth: { username: 'b' } };
    expect(findings(new AlloyConfig({ components: [loki.write('a', { endpoint: [endpoint] })] }))).toEqual([
      'alloy/one-authentication: one of basicAuth, authorization, oauth2, bearerToken, bearerTokenFile must be given at most, got basicAuth, bearerToken; choose one (at loki.write.a.endpoint[0])',
    ]);
  });
});

test.each<[() => unknown, string]>([
  [() => new AlloyConfig({ components: [] as never }), "'props.components' must be a list that is not empty"],
  [() => new AlloyConfig({ components: [write.receiver.component as never] }), 'must be a component'],
  [() => new AlloyConfig({ components: [write], version: '1.2.3' as never }), "'version' must be one of 1.18.1"],
  [() => new AlloyConfig({ components: [write], native: ['x' as never] }), "'props.native[0]' must be Alloy"],
  [
    () => new AlloyConfig({ components: [write], loging: {} } as never),
    'must have no other names than its own, got "loging"; did you mean logging?',
  ],
  [
    () => new AlloyConfig({ components: [write], logging: { level: 'trace' as never } }),
    "'logging.level' must be error or warn",
  ],
])('fails for what cannot be meant: %#', (make, message) => {
  expect(make).toThrow(message);
});

test("what code of the user's may extract is no finding", () => {
  const reading = LokiStage.labels({ values: { level: 'nowhere' } });
  const config = (...stages: NonNullable<Parameters<typeof loki.process>[1]['stages']>): AlloyConfig => {
    const receiver = loki.write('w', { endpoint: [{ url: 'http://loki/push' }] }).receiver;
    return new AlloyConfig({ components: [loki.process('p', { forwardTo: [receiver], stages })] });
  };
  expect(config(alloy`stage.decolorize { }`, reading).check()).toEqual([]);
  expect(config(reading, alloy`stage.decolorize { }`).check()).toMatchObject([
    { rule: 'loki/label-source', at: 'loki.process.p.stages[0]' },
  ]);
});
