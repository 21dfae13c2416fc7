import type { ImportedConfig } from '../../engines/promtail/import/import-config';
import { livesIn, secretsIn } from './variables-in';
import { call, list, object, print, quoted } from './code';
import type { ValuePrinter } from './print-values';

/** Which agent runs what was made. */
export type ImportAgent = 'alloy' | 'promtail';

/** The chart that runs pipelines, and holds what stays in Promtail's own language. */
export function printChart(
  config: ImportedConfig,
  pipelines: readonly string[],
  native: string | undefined,
  agent: ImportAgent,
  values: ValuePrinter,
): string {
  const { imports } = values;
  const body: string[] = [];
  const pad = '    ';
  const needs = config.pipelines.map(({ pipeline }) => pipeline);
  if (pipelines.length > 0) {
    const kind = imports.use(agent === 'alloy' ? 'AlloyDaemonSet' : 'PromtailDaemonSet');
    // The agent knows these by itself.
    const env = livesIn(needs).filter((name) => !['HOSTNAME', 'K8S_NODE_NAME'].includes(name));
    const secrets = secretsIn(needs);
    const props = object({
      pipelines: list(pipelines.map((name) => `${name}()`)),
      env:
        env.length === 0
          ? undefined
          : object(
              Object.fromEntries(
                env.map((name) => [
                  name,
                  call(`${imports.use('EnvValue', 'cdk8s-plus-28')}.fromConfigMap`, 'settings', quoted(name)),
                ]),
              ),
            ),
      secrets:
        secrets.length === 0
          ? undefined
          : object(Object.fromEntries(secrets.map((name) => [name, object({ secret: 'secrets', key: quoted(name) })]))),
    });
    if (env.length > 0) {
      body.push(
        `const settings = ${imports.use('ConfigMap', 'cdk8s-plus-28')}.fromConfigMapName(this, 'Settings', 'log-settings');`,
      );
    }
    if (secrets.length > 0) {
      body.push(
        `const secrets = ${imports.use('Secret', 'cdk8s-plus-28')}.fromSecretName(this, 'Secrets', 'log-secrets');`,
      );
    }
    body.push(
      `${print(call(`new ${kind}`, 'this', quoted(agent === 'alloy' ? 'Alloy' : 'Promtail'), props), 4, 4, 1)};`,
    );
  }
  if (native !== undefined) {
    const files = object({ files: object({ 'promtail.yaml': native }) });
    body.push(`${print(call(`new ${imports.use('ConfigFiles')}`, 'this', quoted('Native'), files), 4, 4, 1)};`);
  }
  if (body.length === 0) return '';
  imports.use('Chart', 'cdk8s');
  imports.type('ChartProps', 'cdk8s');
  imports.type('Construct', 'constructs');
  return [
    '/** The agent on every node; its namespace must allow folders of the node. */',
    'export class Logs extends Chart {',
    '  constructor(scope: Construct, id: string, props: ChartProps = {}) {',
    '    super(scope, id, props);',
    ...body.map((line) => `${pad}${line}`),
    '  }',
    '}',
    '',
  ].join('\n');
}
