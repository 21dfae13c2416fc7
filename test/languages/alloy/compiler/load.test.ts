import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..', '..', '..', '..');
const sources = join(root, 'wasm', 'alloy');
const built = join(root, 'lib', 'languages', 'alloy', 'compiler', 'alloy.wasm');

/** What build.sh wrote: the checksum of each file that the module was built from, and of the module. */
const sums = new Map(
  readFileSync(join(sources, 'checksums.sha256'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => [line.slice(66), line.slice(0, 64)]),
);

test('the module and its sources agree: after a change run wasm/alloy/build.sh', () => {
  const now = new Map(
    [...sums.keys()].map((name) => {
      const file = join(sources, name);
      return [name, existsSync(file) ? createHash('sha256').update(readFileSync(file)).digest('hex') : 'gone'];
    }),
  );
  expect(now).toEqual(sums);
});

test('no source was left out', () => {
  const files = readdirSync(sources, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(sources, name)).isFile())
    .filter((name) => name !== 'checksums.sha256')
    .map((name) => `./${name.replaceAll('\\', '/')}`);
  const listed = [...sums.keys()].filter((name) => name.startsWith('./'));
  expect(files.sort()).toEqual(listed.sort());
});

test('the licence notice names the modules that are required', () => {
  const notice = readFileSync(`${built}.notice.txt`, 'utf8');
  const required = readFileSync(join(sources, 'go.mod'), 'utf8');
  const [version] = /grafana\/alloy\/syntax (v[\d.]+)/.exec(required)?.slice(1) ?? [];
  expect(notice).toContain(`\ngithub.com/grafana/alloy/syntax ${version} | Apache-2.0\n`);
  expect(notice).toContain('Apache License');
});

test('the module tells nothing of the machine that built it', () => {
  const text = readFileSync(built, 'latin1');
  expect(text).not.toMatch(/\/(?:home|root|Users|work|tmp)\/[^"\s]*\.go/);
  expect(text).toContain('github.com/grafana/alloy/syntax@v');
});

test('importing costs nothing: the module is read when a text is judged', () => {
  const program = `
    const fs = require('node:fs');
    const read = fs.readFileSync;
    let opened = 0;
    fs.readFileSync = (file, ...rest) => { if (String(file).endsWith('.wasm')) opened += 1; return read(file, ...rest); };
    const { alloy, printAlloy } = require('./lib/languages/alloy');
    const { parseAlloy } = require('./lib/languages/alloy/compiler/parser');
    printAlloy([alloy\`a = \${1}\`]);
    const seen = [opened];
    parseAlloy('a = 1'); seen.push(opened);
    parseAlloy('b = 1'); seen.push(opened);
    process.stdout.write(seen.join());
  `;
  const { stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', '-e', program], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(stdout).toBe('0,1,1');
  expect(stderr).toBe('');
});
