import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App, Chart, JsonPatch, Lazy, YamlOutputType } from 'cdk8s';
import type { AppProps, IResolver, ResolutionContext } from 'cdk8s';
import { Construct } from 'constructs';
import * as fc from 'fast-check';
import { Flux } from '../../lib/delivery/flux';
import { ConfigFiles } from '../../lib/delivery/config-files';
import { HelmChart } from '../../lib/delivery/helm-chart';
import { HelmRelease } from '../../lib/delivery/helm-release';
import { LinearApp } from '../../lib/delivery/linear-app';

const folders: string[] = [];

afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

/** What a synth leaves behind, and how it ends. */
function outcome(make: new (props: AppProps) => App, props: AppProps, fill: (app: App) => void) {
  const outdir = mkdtempSync(join(tmpdir(), 'linear-app-'));
  folders.push(outdir);
  const app = new make({ ...props, outdir });
  fill(app);
  const yaml = ended(() => app.synthYaml());
  const synth = ended(() => app.synth());
  const files = readdirSync(outdir, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort();
  return { yaml, synth, files: files.map((file) => [file.slice(outdir.length), readFileSync(file, 'utf8')]) };
}

function ended(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return String(error);
  }
}

/** Replaces a value, so that an object that no resolver has seen shows. */
class Replacing implements IResolver {
  resolve(context: ResolutionContext): void {
    if (context.key.at(-1) === 'who' && context.value === 'nobody') context.replaceValue('somebody');
  }
}

class Renaming extends Chart {
  override toJson(): unknown[] {
    return super.toJson().map((object: object) => ({ ...object, renamed: true }));
  }
}

interface Node {
  readonly kind: 'chart' | 'renaming' | 'group' | 'object' | 'files' | 'release';
  readonly in: number;
  readonly patched: boolean;
  readonly invalid: boolean;
}

interface Plan {
  readonly nodes: readonly Node[];
  readonly dependencies: readonly (readonly [from: number, to: number])[];
  readonly flux: boolean;
}

const plan: fc.Arbitrary<Plan> = fc.record({
  nodes: fc.array(
    fc.record({
      kind: fc.constantFrom('chart', 'chart', 'renaming', 'group', 'object', 'object', 'files', 'release'),
      in: fc.nat(),
      patched: fc.boolean(),
      invalid: fc.integer({ min: 0, max: 60 }).map((rarely) => rarely === 0),
    }),
    { minLength: 1, maxLength: 14 },
  ),
  dependencies: fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 6 }),
  flux: fc.boolean(),
});

/** The plan's constructs, each inside an earlier one; nothing outside a chart but charts. */
function build(app: App, { nodes, dependencies, flux }: Plan): void {
  if (flux) Flux.postBuild(app);
  const made: Construct[] = [new Chart(app, 'first', { namespace: 'one' })];
  nodes.forEach((node, index) => {
    const { kind } = node;
    const isChart = kind === 'chart' || kind === 'renaming';
    const around = isChart ? node.in % (made.length + 1) : node.in % made.length;
    const construct = makeNode(made[around] ?? app, `${kind}-${index}`, node);
    if (node.invalid) construct.node.addValidation({ validate: () => [`${index} is invalid`, 'and again'] });
    made.push(construct);
  });
  for (const [from, to] of dependencies) {
    const [source, target] = [made[from % made.length], made[to % made.length]];
    // Mostly on earlier ones: with what nests, there are circles enough.
    if (source !== undefined && target !== undefined && from % made.length > to % made.length) {
      source.node.addDependency(target);
    }
  }
}

function makeNode(scope: Construct, id: string, { kind, patched }: Node): Construct {
  switch (kind) {
    case 'chart':
      return new Chart(scope, id, { labels: { of: id } });
    case 'renaming':
      return new Renaming(scope, id);
    case 'group':
      return new Construct(scope, id);
    case 'files':
      return new ConfigFiles(scope, id, { files: () => ({ 'a.conf': `$HOME of ${id}\n` }) });
    case 'release':
      return new HelmRelease(scope, id, { chart: HelmChart.loki(), values: { loki: { auth_enabled: patched } } });
    case 'object': {
      const data = { who: 'nobody', path: Lazy.any({ produce: () => id }) };
      const object = new ApiObject(scope, id, { apiVersion: 'v1', kind: 'ConfigMap', data });
      if (patched) object.addJsonPatch(JsonPatch.add('/data/patched', 'yes'));
      return object;
    }
  }
}

test('a linear app writes what an app writes, and fails as it fails', () => {
  let files = 0;
  let failures = 0;
  const outputs = [
    YamlOutputType.FILE_PER_APP,
    YamlOutputType.FILE_PER_CHART,
    YamlOutputType.FILE_PER_RESOURCE,
    YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE,
  ] as const;
  fc.assert(
    fc.property(plan, fc.constantFrom(...outputs), fc.boolean(), (made, yamlOutputType, record) => {
      const props = { yamlOutputType, recordConstructMetadata: record };
      const fill = (app: App): void => build(app, made);
      const resolvers = () => [new Replacing()];
      const plain = outcome(App, { ...props, resolvers: resolvers() }, fill);
      expect(outcome(LinearApp, { ...props, resolvers: resolvers() }, fill)).toEqual(plain);
      files += plain.files.length;
      failures += Number(plain.synth !== undefined);
    }),
    { numRuns: 150 },
  );
  expect(files).toBeGreaterThan(100);
  expect(failures).toBeGreaterThan(5);
});

/** How often an app with so many charts validates one construct in a synth. */
function validations(make: new (props: AppProps) => App, charts: number): number {
  let asked = 0;
  outcome(make, {}, (app) => {
    for (let index = 0; index < charts; index += 1) new ApiObject(new Chart(app, `c${index}`), 'o', object);
    app.node.addValidation({
      validate: () => {
        asked += 1;
        return [];
      },
    });
  });
  return asked;
}

const object = { apiVersion: 'v1', kind: 'ConfigMap' };

test('an app is walked once for its first chart, and not again for the others', () => {
  // For the text and for the files.
  expect([1, 10, 100].map((charts) => validations(LinearApp, charts))).toEqual([4, 4, 4]);
  expect([1, 10].map((charts) => validations(App, charts))).toEqual([4, 22]);
});

test('charts are as they were once the synth has ended, well or not', () => {
  const app = new LinearApp({ outdir: mkdtempSync(join(tmpdir(), 'linear-app-')) });
  folders.push(app.outdir);
  const charts = [new Chart(app, 'a'), new Chart(app, 'b')];
  let broken = false;
  new ApiObject(charts[1]!, 'o', {
    ...object,
    data: Lazy.any({
      produce: () => {
        if (broken) throw new Error('broken');
        return {};
      },
    }),
  });
  const own = (): boolean[] => charts.map((chart) => Object.hasOwn(chart, 'toJson'));
  app.synth();
  expect(own()).toEqual([false, false]);
  broken = true;
  expect(() => app.synth()).toThrow('broken');
  expect(own()).toEqual([false, false]);
});

test('what was added after a synth is in the next one', () => {
  const app = new LinearApp();
  new ApiObject(new Chart(app, 'a'), 'o', object);
  const before = app.synthYaml();
  new ApiObject(new Chart(app, 'b'), 'o', { ...object, metadata: { name: 'later' } });
  expect(app.synthYaml()).toBe(`${before}---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: later\n`);
});

test('an object may ask for the whole app as text', () => {
  const app = new LinearApp();
  let inside = 0;
  const whole = { produce: () => (inside++ === 0 ? app.synthYaml().length : 0) };
  new ApiObject(new Chart(app, 'a'), 'o', { ...object, size: Lazy.any(whole) });
  new ApiObject(new Chart(app, 'b'), 'o', object);
  expect(app.synthYaml()).toMatch(/size: \d{2,}\n/);
});
