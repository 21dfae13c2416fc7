import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inputCode } from './input-code';
import { dumper } from './dump';

/** Reads chunks, each behind its size, and writes what each returns, before Fluent Bit runs at all. */
const asker = `
local chunks, answers = io.open(folder .. '/chunks', 'rb'), io.open(folder .. '/answers', 'wb')
while true do
  local size = chunks:read('*n')
  if not size then break end
  chunks:read(1)
  local run, problem = loadstring(chunks:read(size))
  local done, result = pcall(run or error, not run and problem or nil)
  answers:write(done and dump(result) or dump_error(result), '\\n')
end
answers:close()
os.exit(0)
`;

const config = `service: { log_level: error }
pipeline:
  inputs: [{ name: dummy, samples: 1 }]
  filters: [{ name: lua, match: '*', script: asker.lua, call: none }]
  outputs: [{ name: 'null', match: '*' }]
`;

const limitMs = 300_000;

/**
 * What chunks return in the LuaJIT of Fluent Bit, as texts for `readDump`.
 *
 * @param program - run before them, with their globals
 */
export async function askLuaJit(
  fluentBit: string,
  program: string,
  chunks: readonly string[],
): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-logging-lua-'));
  try {
    const prelude = `local folder = ${inputCode(folder)}\n${dumper}\n(function()\n${program}\nend)()\n`;
    writeFileSync(join(folder, 'asker.lua'), `${prelude}${asker}`);
    writeFileSync(join(folder, 'chunks'), Buffer.concat(chunks.map(framed)));
    writeFileSync(join(folder, 'fluent-bit.yaml'), config);
    const said = await run(fluentBit, folder);
    const answers = answersIn(folder);
    if (answers.length === chunks.length) return answers;
    throw new Error(`LuaJIT ended after ${answers.length} of ${chunks.length} answers:\n${said}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function answersIn(folder: string): readonly string[] {
  try {
    return readFileSync(join(folder, 'answers'), 'utf8').split('\n').slice(0, -1);
  } catch {
    return [];
  }
}

function framed(chunk: string): Buffer {
  return Buffer.from(`${Buffer.byteLength(chunk)}\n${chunk}`);
}

function run(fluentBit: string, folder: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(fluentBit, ['-q', '-c', join(folder, 'fluent-bit.yaml')], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: limitMs,
      killSignal: 'SIGKILL',
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (data: Buffer) => {
        said = (said + data.toString('utf8')).slice(-2000);
      });
    }
    child.once('error', reject);
    child.once('close', () => resolve(said));
  });
}
