import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts } from '../loki/free-ports';
import { lines, start, until } from './started-loki';
import { alone, tenantOf } from './synthesized-stacks';
import type { Context } from '../suite';
import type { Env } from './started-loki';
import type { Stack } from './synthesized-stacks';

/** Not NGINX: nginx itself reads that. */
export const nginx = process.env['NGINX_PROGRAM'] ?? 'nginx';

/** How many checks it is held to. */
export const gatewayChecks = 10;

/** The gateway lets in who has the password, as the tenant that is theirs, and to no path that is not for clients. */
export async function asksPassword(context: Context, stacks: readonly Stack[], env: Env): Promise<void> {
  const { config, gateway } = stacks.find((stack) => stack.gateway['nginx.conf'] !== undefined) as Stack;
  const loki = await start(context, alone(config), env);
  const folder = mkdtempSync(join(tmpdir(), 'loki-gateway-'));
  const [port] = await freePorts(1);
  const password = 'pass "word" $1/+';
  // As the image's start-up script does.
  writeFileSync(join(folder, 'htpasswd'), gateway['htpasswd.template']?.replaceAll('${LOKI_PASSWORD}', password) ?? '');
  const said = (gateway['nginx.conf'] ?? '')
    .replaceAll('/tmp/', `${folder}/`)
    .replaceAll('http://loki.logging.svc:3100', loki.url)
    .replace('/etc/loki-gateway-secrets', folder)
    .replace('/dev/stderr', join(folder, 'error.log'))
    .replace('listen 8080', `listen 127.0.0.1:${port}`)
    .replace(/^ *listen \[::\].*$/m, '');
  const file = join(folder, 'nginx.conf');
  // What root starts it would let go of, and then not read files of root's own.
  writeFileSync(file, process.getuid?.() === 0 ? `user root;\n${said}` : said);
  const running = spawn(nginx, ['-e', 'stderr', '-c', file, '-g', 'daemon off;'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let complaint = '';
  running.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString('utf8')));
  const ask = async (path: string, user?: string, headers: Env = {}, body?: string): Promise<number> => {
    const authorization = user === undefined ? {} : { authorization: `Basic ${Buffer.from(user).toString('base64')}` };
    const type = { 'content-type': 'application/json' };
    const init = { method: body === undefined ? 'GET' : 'POST', headers: { ...authorization, ...headers, ...type } };
    return (await fetch(`http://127.0.0.1:${port}${path}`, { ...init, ...(body === undefined ? {} : { body }) }))
      .status;
  };
  try {
    const isUp = await until(async () => (await ask('/gateway')) === 200);
    context.check('the gateway starts', isUp, () => complaint);
    const values = [[String(BigInt(Date.now()) * 1_000_000n), 'by the gateway']];
    const push = JSON.stringify({ streams: [{ stream: { app: 'gateway' }, values }] });
    const right = `agents:${password}`;
    const answers = {
      'who has no password': [await ask('/loki/api/v1/push', undefined, {}, push), 401],
      'who has another': [await ask('/loki/api/v1/push', 'agents:no', {}, push), 401],
      'who has it, whatever tenant is named': [
        await ask('/loki/api/v1/push', right, { 'x-scope-orgid': 'another' }, push),
        204,
      ],
      'who asks for labels': [await ask('/loki/api/v1/labels', right), 200],
      'who asks for rules': [await ask('/loki/api/v1/rules', right), 404],
      'who would read the configuration': [await ask('/config', right), 404],
      'who would stop it': [await ask('/ingester/shutdown', right, {}, ''), 404],
      'who only asks whether it is ready': [await ask('/ready'), 200],
    };
    for (const [who, [got, wanted]] of Object.entries(answers)) {
      context.check(`the gateway answers ${who} with ${wanted}`, got === wanted, () => String(got));
    }
    const found = await until(async () => (await lines(loki, 'gateway', tenantOf(config))).includes('by the gateway'));
    context.check("the gateway's lines are of its user's tenant", found, () => 'nothing');
  } finally {
    running.kill('SIGTERM');
    await loki.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
