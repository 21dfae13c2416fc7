import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { alloy as engine } from '../../../lib/engines/alloy/engine';
import { alloy as code } from '../../../lib/languages/alloy/alloy';
import { formatAlloy, parseAlloy } from '../../../lib/languages/alloy/compiler/parser';
import { vrl } from '../../../lib/languages/vrl';
import type { EngineName } from '../../../lib/pipeline/engine-name';
import { LogPipeline } from '../../../lib/pipeline/log-pipeline';
import { field, line, origin } from '../../../lib/pipeline/ref';
import type { Ref } from '../../../lib/pipeline/ref';
import { Sink } from '../../../lib/pipeline/sink';
import { Source } from '../../../lib/pipeline/source';
import { Stage } from '../../../lib/pipeline/stage';
import { env } from '../../../lib/text/live-text';
import { settle } from '../../../lib/text/reader';
import { secret } from '../../../lib/text/secret-ref';
import { lacksAlloy, program } from '../../contract/alloy-process';
import { ref, statefulStages } from '../../contract/random-pipeline';

const loki = { url: 'http://loki:3100' };

function printed(...pipelines: readonly LogPipeline<'alloy'>[]): string {
  return settle(engine.translate(pipelines).print(), 'config.alloy');
}

function pipeline(
  name: string,
  stages: readonly Stage[],
  [one, two, three]: readonly [Ref, Ref, Ref],
): LogPipeline<'alloy'> {
  return new LogPipeline(name, {
    sources: [Source.files('/v/**/*.log')],
    stages,
    sinks: [
      Sink.loki(loki, { labels: { app: 'x', one, two }, structuredMetadata: { meta: three } }),
      ...(name === 'p-1' ? [Sink.loki(loki, { labels: { app: 'y' }, when: one.exists() })] : []),
    ],
  });
}

const random = fc.record({ stages: statefulStages as fc.Arbitrary<readonly Stage[]>, refs: fc.tuple(ref, ref, ref) });

describe('what is printed for Alloy', () => {
  test('is read by its own parser, and is as alloy fmt prints it, whatever the pipelines', () => {
    fc.assert(
      fc.property(fc.array(random, { minLength: 1, maxLength: 3 }), (all) => {
        const pipelines = all.map(({ stages, refs }, index) => pipeline(`p-${index}`, stages, refs));
        fc.pre(engine.check(pipelines).every(({ severity }) => severity !== 'error'));
        const text = printed(...pipelines);
        expect(parseAlloy(text).diagnostics).toEqual([]);
        expect(formatAlloy(text)).toBe(text);
      }),
      { numRuns: 25 },
    );
  });

  const reason = lacksAlloy();
  const validated = reason === undefined ? test : test.skip;
  validated(`is valid for the real program${reason === undefined ? '' : `: left out, ${reason}`}`, () => {
    const all = fc
      .sample(random, { numRuns: 60, seed: 5 })
      .map(({ stages, refs }, index) => pipeline(`p-${index}`, stages, refs))
      .filter((one) => engine.check([one]).every(({ severity }) => severity !== 'error'));
    // What counts or measures under one name is refused.
    const distinct: LogPipeline<'alloy'>[] = [];
    for (const one of all) if (engine.check([...distinct, one]).length === 0) distinct.push(one);
    expect(distinct.length).toBeGreaterThan(20);
    const folder = mkdtempSync(join(tmpdir(), 'alloy-validate-'));
    const file = join(folder, 'config.alloy');
    writeFileSync(file, printed(...distinct, everything()));
    const { status, stderr } = spawnSync(program, ['validate', file], { encoding: 'utf8' });
    rmSync(folder, { recursive: true });
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });

  test('names what it reads of its environment', () => {
    const { variables } = engine.translate([everything()]);
    expect(variables).toEqual({ env: ['CLUSTER', 'K8S_NODE_NAME', 'TENANT'], secrets: ['LOKI_PASSWORD'] });
  });

  test('sends to each Loki by one component, again without end', () => {
    const text = printed(everything(), pipeline('other', [], [line, line, line]));
    expect(text.match(/loki\.write "\w+" \{/g)).toHaveLength(2);
    expect(text.match(/max_backoff_retries = 0/g)).toHaveLength(2);
  });

  test('asks Kubernetes once for the pods of its own node', () => {
    const pods = (name: string): LogPipeline =>
      new LogPipeline(name, { sources: [Source.pods()], sinks: [Sink.loki(loki, { labels: { pod: origin.pod } })] });
    const text = printed(pods('a'), pods('b'));
    expect(text.match(/discovery\.kubernetes "/g)).toHaveLength(1);
    expect(text).toContain('"spec.nodeName=" + sys.env("K8S_NODE_NAME")');
  });

  test('asks in the namespaces that all sources of pods name, or everywhere', () => {
    const pods = (name: string, ...namespaces: readonly string[]): LogPipeline =>
      new LogPipeline(name, {
        sources: [Source.pods(namespaces.length === 0 ? {} : { namespaces: namespaces })],
        sinks: [Sink.loki(loki, { labels: { pod: origin.pod } })],
      });
    expect(printed(pods('a', 'y', 'x'), pods('b', 'x'))).toContain('names = ["x", "y"]');
    expect(printed(pods('a', 'x'), pods('b'))).not.toContain('names =');
  });

  test('takes what variables hold for text, not for a template', () => {
    const stages = [Stage.set({ cluster: env('CLUSTER') })];
    const text = printed(
      new LogPipeline('a', {
        sources: [Source.files('/var/log/*.log')],
        stages,
        sinks: [Sink.loki(loki, { labels: { cluster: field('cluster'), job: 'x' } })],
      }),
    );
    expect(text).toContain('template = string.replace(sys.env("CLUSTER"), "{{", `{{"{{"}}`)');
    expect(formatAlloy(text)).toBe(text);
  });
});

/** A pipeline with one of each part that others have not. */
function everything(): LogPipeline<'alloy'> {
  return new LogPipeline('everything', {
    sources: [
      Source.pods({
        namespaces: ['a', 'b'],
        labels: { app: ['x', 'y.z'], on: true },
        except: { containers: ['noise'] },
      }),
      Source.pods({ containers: ['web'] }),
      Source.files('/var/log/{a}/[!b]*.log', { exclude: ['/var/log/{a}/x.log'] }),
      Source.files('/var/log/{a}/**/*.log'),
    ],
    stages: [Stage.parseJson(), Stage.sample('10%'), Stage.count('everything_lines_total')],
    sinks: [
      Sink.loki(
        { url: 'https://loki', tenant: env('TENANT'), auth: { user: 'u', password: secret('LOKI_PASSWORD') } },
        { labels: { cluster: env('CLUSTER'), app: origin.podLabel('app'), path: origin.path } },
      ),
      Sink.loki(loki, { labels: { level: field('level'), namespace: origin.namespace, job: 'j' } }),
    ],
  });
}

describe('what Alloy cannot do', () => {
  const labels = { job: 'x' };
  const files = Source.files('/var/log/**/*.log');
  const of = (name: string, source: Source, sink: Sink = Sink.loki(loki, { labels })): LogPipeline =>
    new LogPipeline(name, { sources: [source], sinks: [sink] });

  test.each([
    ['two pipelines of one name', [of('a', files), of('a', files)], 'alloy/pipeline-name'],
    ['the journal', [of('a', Source.journal())], 'alloy/source'],
    ['standard output', [of('a', files, Sink.stdout())], 'alloy/sink'],
    ['files that are those of pods', [of('a', files), of('b', Source.pods())], 'alloy/overlap'],
  ])('is refused by name: %s', (_what, pipelines, rule) => {
    expect(engine.check(pipelines).map((finding) => finding.rule)).toEqual([rule]);
    expect(() => engine.translate(pipelines)).toThrow();
  });

  test.each([
    ['code of another engine', Stage.native(vrl`.message = "a"`), 'alloy/native', 'a: stages[0]'],
    [
      'code within when',
      Stage.when(line.is('a'), Stage.native(code`stage.decolorize {}`)),
      'alloy/native-within',
      'a: stages[0].stages[0]',
    ],
    ['code that is none', Stage.native(code`stage.decolorize {`), 'alloy/syntax', 'a: stages[0], line 1, column 19'],
  ])('is refused by name: %s', (_what, stage: Stage<EngineName>, rule, at) => {
    const wrong = new LogPipeline('a', { sources: [files], stages: [stage], sinks: [Sink.loki(loki, { labels })] });
    expect(engine.check([wrong as LogPipeline<'alloy'>])).toMatchObject([{ rule, at }]);
  });

  test('is no matter where files lie elsewhere', () => {
    expect(engine.check([of('a', Source.files('/opt/logs/*.log')), of('b', Source.pods())])).toEqual([]);
  });
});
