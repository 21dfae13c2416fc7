import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { alloyProgram } from '../../../lib/cli/compare/alloy-program';
import { promtailProgram } from '../../../lib/cli/compare/promtail-program';
import { readFile } from '../../../lib/engines/promtail/import/read-file';
import { importConfig } from '../../../lib/engines/promtail/import/import-config';
import { Options } from '../../../lib/engines/promtail/import/options';
import { engines } from '../../../lib/engines/engines';
import { PromtailConfig } from '../../../lib/engines/promtail/promtail-config';
import { settle } from '../../../lib/text/reader';
import { configuration, data, place } from './placed';
import type { Placed } from './placed';
import { samples } from './samples';
import type { Sample } from './samples';
import { sentByAgent, sentByModel, sentByProgram } from './sent';
import type { Sent } from './sent';

// What labels of a variable have, here as in the files of what Promtail sent.
process.env['CLUSTER'] = 'eu-1';

const placed: Placed[] = [];
afterAll(() => placed.forEach(({ folder }) => rmSync(folder, { recursive: true })));

function placeSample(
  name: string,
  sample: Sample,
  agent: 'promtail' | 'alloy' = sample.agents?.[0] ?? 'alloy',
): Placed {
  const made = place(name, sample, agent);
  placed.push(made);
  return made;
}

const all = Object.entries(samples);
/** Those that are in Promtail's own language alone. */
const native = ['pack', 'labelmap'];
/** Those with code of Alloy's, which the interpreter does not run. */
const alloyOnly = ['redact', 'levels'];

/** What Promtail itself sent of the configuration: recorded by this suite with RECORD set, where PROMTAIL is. */
function recordOf(name: string): string {
  return join(data, 'sent', `${name}.json`);
}

const pipelines = all.filter(([name]) => !native.includes(name));

describe('what the interpreter sends of a module is what Promtail sent of the configuration', () => {
  const known = pipelines.filter(([name, { isByChance }]) => !alloyOnly.includes(name) && isByChance !== true);

  test.each(known)('%s', async (name, sample) => {
    const recorded = JSON.parse(readFileSync(recordOf(name), 'utf8')) as readonly Sent[];
    expect(recorded.length).toBeGreaterThan(0);
    expect(await sentByModel(placeSample(name, sample))).toEqual(recorded);
  });

  test('of a sample the share stays, and all besides it', async () => {
    const { files } = samples['sampling'] as Sample;
    const lines = Object.values(files).flat();
    const sent = (await sentByModel(placeSample('sampling', samples['sampling'] as Sample))).map(({ line }) => line);
    expect(sent.filter((line) => !lines.includes(line))).toEqual([]);
    expect(sent.filter((line) => line.startsWith('GET /page/'))).toHaveLength(20);
    const shared = sent.filter((line) => line.startsWith('GET /static/')).length;
    expect(shared).toBeGreaterThan(10);
    expect(shared).toBeLessThan(90);
    expect(sent.some((line) => /DEBUG|TRACE|^long/.test(line))).toBe(false);
    expect(sent.some((line) => line.startsWith('short'))).toBe(true);
  });
});

const hasPromtail = promtailProgram.find() !== undefined;
const hasAlloy = alloyProgram.find() !== undefined;

if (!hasPromtail) {
  test.skip(`Promtail itself is left out, which costs ${all.length} comparisons: set PROMTAIL, or put it on the PATH`, () =>
    undefined);
} else {
  describe('Promtail itself sends the same of the configuration and of what was made of it', () => {
    const compared = pipelines.filter(([, { isByChance }]) => isByChance !== true);

    test.each(compared)(
      '%s',
      async (name, sample) => {
        const made = placeSample(name, sample);
        const runsOn = (agent: 'promtail' | 'alloy'): boolean => sample.agents?.includes(agent) !== false;
        const [sent, byPromtail, byAlloy] = await Promise.all([
          sentByProgram(promtailProgram, made.native, made),
          runsOn('promtail')
            ? sentByAgent(promtailProgram, engines.promtail(), placeSample(name, sample, 'promtail'))
            : undefined,
          hasAlloy ? sentByAgent(alloyProgram, engines.alloy(), placeSample(name, sample, 'alloy')) : undefined,
        ]);
        if (process.env['RECORD'] !== undefined) {
          writeFileSync(recordOf(name), `${JSON.stringify(sent, undefined, 2)}\n`);
        }
        expect(sent).toEqual(JSON.parse(readFileSync(recordOf(name), 'utf8')));
        if (byPromtail !== undefined) expect(byPromtail).toEqual(sent);
        if (byAlloy !== undefined) expect(byAlloy).toEqual(sent);
      },
      120_000,
    );

    test.each(native)(
      '%s, which stays in its own language',
      async (name) => {
        const sample = samples[name] as Sample;
        const made = placeSample(name, sample);
        const { native: props } = importConfig(Options.of('', readFile(configuration(name)).config), {
          mayBeNative: true,
          check: () => [],
        });
        if (props === undefined) throw new Error('nothing stayed');
        const config = new PromtailConfig(props);
        const file = join(made.folder, 'generated.yaml');
        writeFileSync(file, settle(config.print(), config.fileName));
        const sent = await sentByProgram(promtailProgram, made.native, made);
        expect(sent.length).toBeGreaterThan(0);
        expect(await sentByProgram(promtailProgram, file, made)).toEqual(sent);
      },
      120_000,
    );
  });
}

if (!hasAlloy) test.skip('Alloy itself is left out: set ALLOY, or put it on the PATH', () => undefined);

test('there is a record for each configuration that is compared', () => {
  const lacking = pipelines.filter(([name, { isByChance }]) => isByChance !== true && !existsSync(recordOf(name)));
  expect(lacking.map(([name]) => name)).toEqual([]);
});
