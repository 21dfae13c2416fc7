import { composeDotenv } from '../text/compose';
import { settle, through } from '../text/reader';
import { composePorts, variablesOf } from './fluent-bit-compose-file';
import type { FluentBitConfig } from '../engines/fluent-bit/fluent-bit-config';
import type { CheckedCompose } from './fluent-bit-compose-props';

const portMeanings: Readonly<Record<keyof typeof composePorts, string>> = {
  FLUENT_BIT_HTTP_PORT: 'port of the machine for /api/v1/health and /api/v1/storage',
  FLUENT_BIT_METRICS_PORT: 'port of the machine for /metrics',
  FLUENT_BIT_FORWARD_PORT: 'port of the machine that Docker sends the output of services to',
};

/** A template of the `.env` file: every variable, what it means, and which are secret. */
export function printEnvTemplate(props: CheckedCompose, config: FluentBitConfig): string {
  const { variables } = props;
  const entries = variablesOf(props, config).map(({ name, isSecret }) => {
    const { description, default: fallback } = Object.hasOwn(variables, name) ? (variables[name] ?? {}) : {};
    const about = [isSecret ? 'secret' : '', fallback === undefined ? 'required' : 'optional']
      .filter(Boolean)
      .join(', ');
    return [
      ...comment(description === undefined ? `${name}: ${about}` : `${description} (${about})`),
      fallback === undefined ? `${name}=` : `# ${name}=${quoted(fallback)}`,
    ];
  });
  const ports = Object.entries(composePorts).map(([name, port]) => [
    ...comment(`${portMeanings[name as keyof typeof composePorts]} (optional)`),
    `# ${name}=${port}`,
  ]);
  return [['# Copy this to .env beside your compose file, and fill it in: chmod 600 .env'], ...entries, ...ports]
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
}

function comment(text: string): readonly string[] {
  return text.split(/\r\n|[\n\r]/).map((line) => `# ${line}`);
}

function quoted(value: string): string {
  return settle(through(value, composeDotenv), 'the template of .env');
}
