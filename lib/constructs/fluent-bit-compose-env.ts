import { composeDotenv } from '../text/compose';
import { settle, through } from '../text/reader';
import { portsOf, variablesOf } from './fluent-bit-compose-file';
import type { FluentBitConfig } from '../engines/fluent-bit/fluent-bit-config';
import type { ComposePort } from './fluent-bit-compose-file';
import type { CheckedCompose } from './fluent-bit-compose-props';

const portMeanings: Readonly<Record<ComposePort, string>> = {
  FLUENT_BIT_HTTP_PORT: 'port of the machine for /api/v1/health and /api/v1/storage',
  FLUENT_BIT_METRICS_PORT: 'port of the machine for /metrics',
  FLUENT_BIT_FORWARD_PORT: 'port of the machine that Docker sends the output of services to',
};

/** A variable in the template. */
interface Entry {
  /** `secret, required`. */
  readonly about: string;
  readonly description: string | undefined;
  readonly isFirst: boolean;
  readonly line: string;
}

/** A template of the `.env` file: every variable, what it means, and which are secret; first those that must be set. */
export function printEnvTemplate(props: CheckedCompose, config: FluentBitConfig): string {
  const entries = [...variables(props, config), ...movedPorts(props)];
  const sorted = [...entries.filter(({ isFirst }) => isFirst), ...entries.filter(({ isFirst }) => !isFirst)];
  const blocks = new Map<string, readonly string[]>();
  for (const { about, description, line } of sorted) {
    // What is said of several is said once.
    const said = description === undefined ? about : `${description} (${about})`;
    blocks.set(said, [...(blocks.get(said) ?? comment(said)), line]);
  }
  return [['# Copy this to .env beside your compose file, and fill it in: chmod 600 .env'], ...blocks.values()]
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
}

function variables(props: CheckedCompose, config: FluentBitConfig): readonly Entry[] {
  return variablesOf(props, config).map(({ name, isSecret }) => {
    const told = Object.hasOwn(props.variables, name) ? (props.variables[name] ?? {}) : {};
    const { description, default: fallback } = told;
    const isRequired = fallback === undefined;
    return {
      about: `${isSecret ? 'secret, ' : ''}${isRequired ? 'required' : 'optional'}`,
      description,
      isFirst: isRequired || isSecret,
      line: isRequired ? `${name}=` : `# ${name}=${quoted(fallback)}`,
    };
  });
}

function movedPorts(props: CheckedCompose): readonly Entry[] {
  return portsOf(props).map(([name, port]) => ({
    about: 'optional',
    description: portMeanings[name],
    isFirst: false,
    line: `# ${name}=${port}`,
  }));
}

function comment(text: string): readonly string[] {
  return text.split(/\r\n|[\n\r]/).map((line) => `# ${line}`);
}

function quoted(value: string): string {
  return settle(through(value, composeDotenv), 'the template of .env');
}
