import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vector } from '../../../lib/engines/vector';
import { settle } from '../../../lib/text/reader';
import { situations } from './situations';

const folder = join(__dirname, '../../data/vector');
const program = process.env['VECTOR'] ?? 'vector';
const found = spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout ?? '';
const cases = Object.entries(situations);

test.each(cases)('%s is printed as its file says', (name, pipelines) => {
  const config = vector.translate(pipelines);
  expect(config.check()).toEqual([]);
  expect(settle(config.print(), name)).toBe(readFileSync(join(folder, `${name}.yaml`), 'utf8'));
});

if (!found.startsWith('vector 0.57.')) {
  const reason = `${program} is ${found.trim() || 'not there'}; set VECTOR to a Vector 0.57`;
  test.skip(`the files are not judged by Vector: ${reason}`, () => undefined);
} else {
  test.each(cases)('%s is accepted by Vector', (name) => {
    const temporary = mkdtempSync(join(tmpdir(), 'golden-'));
    try {
      const file = join(temporary, 'vector.yaml');
      writeFileSync(file, readFileSync(join(folder, `${name}.yaml`), 'utf8').replace('/var/lib/vector', temporary));
      const { status, stdout, stderr } = spawnSync(program, ['validate', '--skip-healthchecks', file], {
        encoding: 'utf8',
      });
      // A warning of the compiler would stand in the output as well.
      expect([status, `${stdout}${stderr}`.match(/(?:error|warning)\[E\d+\].*/g)]).toEqual([0, null]);
    } finally {
      rmSync(temporary, { recursive: true });
    }
  });
}
