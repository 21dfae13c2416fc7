import { join } from 'node:path';
import { parse } from 'yaml';
import { printPipelines } from '../../lib/cli/print';
import { testPipelines } from '../../lib/cli/test';
import { written } from './command-line';

const examples = join(__dirname, 'modules/examples.ts');
const none = join(__dirname, 'modules/pipeline.ts');
const agent = { agent: 'vector', loki: 'http://loki:3100' };

describe('test', () => {
  it('runs the examples, shows what is otherwise, and exits with 1', async () => {
    const { code, out } = await written(() => testPipelines(examples));
    expect(out).toBe(
      [
        'ok      shop: health checks are dropped',
        'failed  shop: all else is kept',
        '        ships[0] differs from the entry of the record "GET /"',
        '          labels.app: expected "cart", got "shop"',
        'ok      shop: one without a path',
        '3 examples, 1 failed',
        '',
      ].join('\n'),
    );
    expect(code).toBe(1);
  });

  it('fails where there is no example, and says how one is added', async () => {
    await expect(testPipelines(none)).rejects.toThrow(
      "no example is attached to shop; add examples: { 'what it shows'",
    );
  });
});

describe('print --tests', () => {
  it("prints the agent's own tests, and names on standard error what is none of them", async () => {
    const { code, out, err } = await written(() => printPipelines(examples, { ...agent, tests: true }));
    const { tests } = parse(out) as { tests: { name: string }[] };
    expect(tests.map(({ name }) => name)).toEqual(['shop: health checks are dropped', 'shop: all else is kept']);
    expect(err).toMatch(/^left out {3}shop: one without a path: record 1 has no path/m);
    expect(err).toMatch(/^run {8}vector test vector\.yaml vector\.tests\.yaml$/m);
    expect(code).toBe(0);
  });

  it('says what is not tested of an older agent', async () => {
    const command = () => printPipelines(examples, { ...agent, agentVersion: '0.43.1', tests: true });
    expect((await written(command)).err).toMatch(/^note {7}Vector 0\.43\.1 cannot count/m);
  });

  it('fails where there is no example', async () => {
    await expect(printPipelines(none, { ...agent, tests: true })).rejects.toThrow('no example is attached to shop');
  });
});
