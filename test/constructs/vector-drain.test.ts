import { Duration } from 'cdk8s';
import { spawn, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { printVectorDrain } from '../../lib/constructs/vector-drain';
import type { ReadFiles } from '../../lib/engines/vector/vector-config';

const standIn = join(__dirname, 'vector-stand-in.js');
const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** A pod's shared volumes, and the drain with a stand-in for Vector as the sidecar's process 1. */
class Pod {
  readonly root = mkdtempSync(join(tmpdir(), "drain's "));
  readonly logs = join(this.root, 'logs');
  readonly state = join(this.root, 'state', 'tasks');
  readonly sent = join(this.root, 'sent');
  readonly script = join(this.root, 'drain.sh');

  constructor(files: Partial<ReadFiles> = {}, maxDrain = 5) {
    folders.push(this.root);
    mkdirSync(this.logs);
    writeFileSync(
      this.script,
      printVectorDrain({
        files: [{ source: 'tasks', include: [`${this.logs}/**/*.log`], exclude: [], maxLineBytes: 1024, ...files }],
        dataDir: dirname(this.state),
        maxDrain: Duration.seconds(maxDrain),
      }),
    );
  }

  write(name: string, text: string): void {
    mkdirSync(dirname(join(this.logs, name)), { recursive: true });
    appendFileSync(join(this.logs, name), text);
  }

  /** What the startup probe says. */
  ready(): boolean {
    return spawnSync('sh', [this.script, 'ready']).status === 0;
  }

  /** Starts the sidecar and tells it to stop as soon as `task` has run. */
  async run(behaviour: object = {}, task: (sidecar: { ready: () => Promise<void> }) => unknown = () => undefined) {
    rmSync(`${this.sent}.begun`, { force: true });
    const argument = JSON.stringify({ logs: this.logs, state: this.state, sent: this.sent, ...behaviour });
    const sidecar = spawn('sh', [this.script, 'run', process.execPath, standIn, argument]);
    let said = '';
    sidecar.stderr.on('data', (bytes) => (said += String(bytes)));
    const ended = new Promise<number | null>((resolve) => sidecar.on('close', (code) => resolve(code)));
    const ready = async () => {
      while (!existsSync(join(this.state, 'checkpoints.json'))) await pause(10);
    };
    // The shell's trap stands once its command has begun.
    while (!existsSync(`${this.sent}.begun`)) await pause(5);
    await task({ ready });
    sidecar.kill('SIGTERM');
    const code = await ended;
    return { code, said, sent: existsSync(this.sent) ? readFileSync(this.sent, 'utf8') : '' };
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('the drain', () => {
  test.concurrent('delivers each line of a task that ends at once, and once', async () => {
    const pod = new Pod();
    const lines = Array.from({ length: 500 }, (_, index) => `line ${index}\n`).join('');
    const { code, said, sent } = await pod.run({ takes: 2000 }, async ({ ready }) => {
      await ready();
      pod.write('dag_id=etl/run_id=r 1/task_id=t/attempt=1.log', lines);
    });
    expect(sent).toBe(lines);
    expect(said).toMatch(/^vector-drain: delivered 4390 of 4390 bytes of 1 files, waited \d+\.\d s\n$/);
    expect(code).toBe(0);
  });

  test.concurrent('waits for a Vector that has not begun', async () => {
    const pod = new Pod();
    pod.write('a.log', 'early\n');
    const { sent, code } = await pod.run({ startsAfter: 300 });
    expect({ sent, code }).toEqual({ sent: 'early\n', code: 0 });
  });

  test.concurrent('is ready once Vector has looked for files', async () => {
    const pod = new Pod();
    await pod.run({ startsAfter: 200 }, () => {
      expect(existsSync(pod.state)).toBe(false);
      expect(pod.ready()).toBe(true);
      expect(existsSync(pod.state)).toBe(true);
    });
  });

  test.concurrent('waits for several files, and neither for empty ones nor for those of no source', async () => {
    const pod = new Pod({ exclude: ['**/skip*'] });
    const { sent, said } = await pod.run({}, () => {
      pod.write('a/b/1.log', 'one\n');
      pod.write('2.log', 'two\r\n\n');
      pod.write('empty.log', '');
      pod.write('notes.txt', 'not for Vector\n');
    });
    expect(sent.split('\n').sort()).toEqual(['', '', 'one', 'two\r']);
    expect(said).toContain('delivered 10 of 10 bytes of 3 files');
  });

  test.concurrent('says that a last line is not finished, and does not wait for it', async () => {
    const pod = new Pod();
    const { code, sent, said } = await pod.run({}, () => {
      pod.write('a.log', 'whole\nhal');
      pod.write('b.log', 'no line');
    });
    expect({ code, sent }).toEqual({ code: 0, sent: 'whole\n' });
    expect(said).toMatch(
      /delivered 6 of 6 bytes of 2 files.*; not sent, since its line is not finished: 10 bytes in .*\.log\n$/,
    );
  });

  test.concurrent('does not wait for lines that are longer than the source allows', async () => {
    const pod = new Pod({ maxLineBytes: 10 });
    const { code, sent, said } = await pod.run({ maxLineBytes: 10 }, () => {
      pod.write('a.log', `0123456789\n${'x'.repeat(11)}\n${'y'.repeat(5000)}\n`);
    });
    expect({ code, sent }).toEqual({ code: 0, sent: '0123456789\n' });
    expect(said).toContain('delivered 11 of 5024 bytes of 1 files');
    expect(said).toContain('; longer than a line may be: 5013 bytes');
  });

  test.concurrent('gives up after the longest drain, and says what is left', async () => {
    const pod = new Pod({}, 1);
    const { code, said } = await pod.run({ acknowledges: 60_000 }, () => pod.write('a.log', 'never\n'));
    expect(code).toBe(1);
    expect(said).toContain('delivered 0 of 6 bytes of 1 files');
    expect(said).toContain(`; NOT delivered: 6 bytes, 1 lines of 1 files, such as ${pod.logs}/a.log\n`);
  });

  test.concurrent('delivers what is written while it drains', async () => {
    const pod = new Pod();
    pod.write('a.log', 'one\n');
    const running = pod.run({ acknowledges: 300 });
    await pause(120);
    pod.write('a.log', 'two\n');
    expect((await running).sent).toBe('one\ntwo\n');
  });

  test.concurrent('ends with the code of a Vector that ends by itself', async () => {
    const pod = new Pod();
    const { code } = await pod.run({ diesAfter: 1 }, () => pause(300));
    expect(code).toBe(70);
  });

  test.concurrent('does not wait for a Vector that ends while it drains', async () => {
    const pod = new Pod({}, 20);
    const { code, said } = await pod.run({ acknowledges: 60_000, diesAfter: 300 }, () => pod.write('a.log', 'lost\n'));
    expect(code).toBe(1);
    expect(said).toContain('; NOT delivered: 5 bytes, 1 lines of 1 files');
    expect(said).toContain('; vector had ended');
  });

  test.concurrent('does not wait for a file that was shortened, which Vector does not read again', async () => {
    const pod = new Pod();
    pod.write('a.log', 'a long first line\n');
    await pod.run();
    writeFileSync(join(pod.logs, 'a.log'), 'short\n');
    const { code, said } = await pod.run();
    expect(code).toBe(0);
    expect(said).toContain('; not read again in files that were shortened: 6 bytes');
  });

  test.concurrent('delivers files whose names hold what a shell, a list or a pattern would read', async () => {
    const pod = new Pod();
    const names = ['$(id)', '`id`', "it's", '"q" \\', 'a  b ', '*', '[x]', 'ü', '-n'];
    const { code, sent, said } = await pod.run({}, () =>
      names.forEach((name) => pod.write(`${name}.log`, `${name}\n`)),
    );
    expect(said).toContain(`of ${names.length} files`);
    expect(sent.split('\n').sort()).toEqual(['', ...names].sort());
    expect(code).toBe(0);
  });

  test.concurrent('delivers what a deleted or renamed file held', async () => {
    const pod = new Pod();
    const { code, said, sent } = await pod.run({ polls: 100 }, async ({ ready }) => {
      pod.write('gone.log', 'one\n');
      pod.write('moved.log', 'three\n');
      await ready();
      while (!existsSync(pod.sent) || readFileSync(pod.sent, 'utf8').split('\n').length < 3) await pause(5);
      pod.write('gone.log', 'two\n');
      pod.write('moved.log', 'four\n');
      rmSync(join(pod.logs, 'gone.log'));
      renameSync(join(pod.logs, 'moved.log'), join(pod.logs, 'moved.log.1'));
    });
    expect(sent.split('\n').sort()).toEqual(['', 'four', 'one', 'three', 'two']);
    expect(said).toContain('delivered 19 of 19 bytes of 2 files');
    expect(code).toBe(0);
  });

  test.concurrent(
    'starts a Vector anew that has not looked at its files for long, and sends nothing twice',
    async () => {
      const pod = new Pod();
      const { code, said, sent } = await pod.run({ sleepsAfter: 250 }, async ({ ready }) => {
        await ready();
        pod.write('a.log', 'one\n');
        await pause(500);
        pod.write('a.log', 'two\n');
      });
      expect({ code, sent }).toEqual({ code: 0, sent: 'one\ntwo\n' });
      expect(said).toContain('delivered 8 of 8 bytes of 1 files');
    },
  );

  test.concurrent('says how much a sink has refused, although a later line was delivered', async () => {
    const pod = new Pod();
    const dropped = (isIntended: boolean, count: number) =>
      `ERROR sink{component_id=loki}: Events dropped intentional=${isIntended} count=${count} reason="Service call failed."`;
    const says = [dropped(false, 3), dropped(true, 100), dropped(false, 4)].join('\n');
    const { code, said } = await pod.run({ says }, () => pod.write('a.log', 'one\n'));
    expect(said).toContain(`${says}\n`);
    expect(said).toMatch(/delivered 4 of 4 bytes of 1 files.*; REFUSED, as the log says: at least 7 entries\n$/);
    expect(code).toBe(1);
  });

  test.concurrent('reads the same from a log in JSON', async () => {
    const says = '{"count":2,"intentional":false,"level":"ERROR","message":"Events dropped","reason":"count=9"}';
    const { code, said } = await new Pod().run({ says });
    expect(said).toContain('; REFUSED, as the log says: at least 2 entries');
    expect(code).toBe(1);
  });

  test.concurrent(
    'says what is left while it waits',
    async () => {
      // It tells from the second second on, whenever it looks: on a busy machine that is some seconds apart.
      const pod = new Pod({}, 10);
      const { code, said } = await pod.run({ acknowledges: 60_000 }, () => pod.write('a.log', 'one\ntwo\n'));
      expect(said).toContain(`vector-drain: not delivered so far: 8 bytes of 1 files, such as ${pod.logs}/a.log\n`);
      expect(said).toContain('; NOT delivered: 8 bytes, 2 lines of 1 files');
      expect(code).toBe(1);
    },
    60_000,
  );

  test.concurrent('does not start a Vector anew that has something under way', async () => {
    const pod = new Pod();
    const behaviour = { acknowledges: 800, says: 'begun' };
    const { code, said, sent } = await pod.run(behaviour, async ({ ready }) => {
      await ready();
      pod.write('a.log', 'one\n');
      pod.write('b.log', 'two\n');
      while (!existsSync(pod.sent) || readFileSync(pod.sent, 'utf8').length < 8) await pause(5);
    });
    expect({ code, begun: said.split('begun').length - 1 }).toEqual({ code: 0, begun: 1 });
    expect(sent.split('\n').sort()).toEqual(['', 'one', 'two']);
  });

  test('refuses an image without the programs that it needs', () => {
    const pod = new Pod();
    const run = spawnSync('/bin/sh', [pod.script, 'run', 'true'], { encoding: 'utf8', env: { PATH: pod.root } });
    expect(run.stderr).toContain("vector-drain: the image has no awk: take one of Vector's Debian images");
    expect(run.status).toBe(69);
  });

  test('refuses to be run without a word', () => {
    const { status, stderr } = spawnSync('sh', [new Pod().script], { encoding: 'utf8' });
    expect(status).toBe(64);
    expect(stderr).toContain('usage:');
  });
});
