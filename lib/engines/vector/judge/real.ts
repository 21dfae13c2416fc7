import { nodeAt, pairsOf, parseDocument, stringScalar } from '../../../languages/yaml/document';
import { standIn, standIns } from '../../../text/stand-in';
import type { FoundConfig, Note, RealJudge } from '../../judge';
import { vectorInterpolation } from '../interpolation';
import { readComplaints } from './complaints';
import { placeholdersIn, vectorSecrets } from '../secret-placeholder';
import { expands, isYaml } from './native-config';

const permission = 'VECTOR_DANGEROUSLY_ALLOW_ENV_VAR_INTERPOLATION';
const overlay = 'cdk8s-logging-data-dir.json';

/** What can be built without talking to anybody. */
const quiet = new Set([
  ...['blackhole', 'console', 'demo_logs', 'elasticsearch', 'exec', 'file', 'fluent', 'http', 'http_server'],
  ...[
    'internal_logs',
    'internal_metrics',
    'journald',
    'kubernetes_logs',
    'loki',
    'opentelemetry',
    'prometheus_exporter',
  ],
  ...['prometheus_remote_write', 'socket', 'static_metrics', 'stdin', 'syslog', 'vector'],
]);

/** `vector validate`: first what needs nothing around it, then the building of components, which does not start them. */
export const real: RealJudge = {
  variable: 'VECTOR',
  program: 'vector',
  only: 'component types, option names and values',
  versionArgs: ['--version'],
  versionOf: (said) => /^vector (\d+\.\d+\.\d+)/.exec(said)?.[1],
  prepare(config, folder, version) {
    if (hasProvider(config)) return { cannot: "a provider hands out the rest, which 'vector validate' does not ask" };
    // No secret backend is asked by it either, and an option that has one may be of any shape.
    const plain = Object.entries(config.files).map(([name, text]) => {
      const filled = vectorSecrets.read(withDataDir(name, text, folder), standIns());
      return [name, inVersion(filled, config, version)] as const;
    });
    const given = plain.some(([, text]) => /^\s*"?data_dir"?\s*[:=]/m.test(text));
    const files = {
      ...Object.fromEntries(plain),
      ...(given ? {} : { [overlay]: JSON.stringify({ data_dir: folder }) }),
    };
    const names = Object.keys(files);
    const loud = loudTypes(config);
    const build = loud.length === 0 && names.every(isYaml);
    const summary = 'components were not built';
    const why = loud.length === 0 ? '' : `: ${loud.join(', ')} may use the network`;
    const unbuilt: readonly Note[] = build ? [] : [{ said: `${summary}${why}`, summary }];
    const open = [...Object.keys(openVariables(config)), ...placeholders(config)];
    return {
      files,
      runs: [
        ['validate', '--no-environment', ...names],
        ...(build ? [['validate', '--skip-healthchecks', ...names]] : []),
      ],
      environment: environmentOf(config),
      notes: [
        ...unbuilt,
        ...(open.length === 0
          ? []
          : [{ said: `stand-ins were used for ${open.join(', ')}`, summary: 'stand-ins were used for variables' }]),
      ],
      isPartial: !build,
    };
  },
  read: readComplaints,
};

function hasProvider({ files }: FoundConfig): boolean {
  return Object.values(files).some((text) => /^(?:"?provider"?\s*:|\[\s*provider\b)/m.test(text));
}

/** The secrets of backends that the files name: `SECRET[vault.token]`. */
function placeholders({ files }: FoundConfig): readonly string[] {
  return [...new Set(Object.values(files).flatMap((text) => placeholdersIn(text).map(({ text: found }) => found)))];
}

/** The file with its folders for state in one that there is. */
function withDataDir(name: string, text: string, folder: string): string {
  const path = JSON.stringify(folder);
  if (!isYaml(name)) return text.replace(/^(\s*data_dir\s*=\s*).*$/gm, (_, head: string) => head + path);
  const { document } = parseDocument(text);
  const sources = pairsOf(document, nodeAt(document, document.contents, ['sources']));
  const scalars = [
    nodeAt(document, document.contents, ['data_dir']),
    ...sources.map(({ value }) => nodeAt(document, value, ['data_dir'])),
  ].flatMap((node) => stringScalar(node) ?? []);
  // What aliases stand for is one scalar.
  return [...new Set(scalars)]
    .flatMap(({ range }) => (range === undefined || range === null ? [] : [{ start: range[0], end: range[1] }]))
    .sort((a, b) => b.start - a.start)
    .reduce((written, { start, end }) => written.slice(0, start) + path + written.slice(end), text);
}

/** The text for the program that is there, where it expands variables and the declared one does not. */
function inVersion(text: string, config: FoundConfig, version: string | undefined): string {
  const found: FoundConfig = { files: {}, args: [], environment: {}, ...(version === undefined ? {} : { version }) };
  return !expands(config) && version !== undefined && expands(found) ? vectorInterpolation.escape(text) : text;
}

/** All variables that the files name; nothing of the environment that `check` runs in. */
function environmentOf(config: FoundConfig): Readonly<Record<string, string>> {
  return {
    VECTOR_SELF_NODE_NAME: 'stand-in',
    ...openVariables(config),
    ...Object.fromEntries(variablesOf(config).flatMap((name) => given(config, name))),
    VECTOR_LOG: 'error',
    VECTOR_COLOR: 'never',
    ...(expands(config) ? { [permission]: 'true' } : {}),
  };
}

function given({ environment }: FoundConfig, name: string): readonly (readonly [string, string])[] {
  const value = Object.hasOwn(environment, name) ? environment[name] : undefined;
  return value === undefined ? [] : [[name, value]];
}

/** Those that have no value here, and what stands for it. */
function openVariables(config: FoundConfig): Readonly<Record<string, string>> {
  const open = variablesOf(config).filter((name) => given(config, name).length === 0);
  return Object.fromEntries(open.map((name) => [name, standIn(name)]));
}

/** The variables without a fallback, where Vector expands them. */
function variablesOf(config: FoundConfig): readonly string[] {
  if (!expands(config)) return [];
  const found = Object.values(config.files).flatMap((text) => [
    ...text.replaceAll('$$', '').matchAll(/\$(?:([A-Za-z_][\w.]*)|\{([\w.]+)(?::?\?[^}]*)?\})/g),
  ]);
  return [...new Set(found.map(([, bare, braced]) => bare ?? braced ?? ''))];
}

function loudTypes({ files }: FoundConfig): readonly string[] {
  const types = Object.entries(files).flatMap(([name, text]) => {
    if (!isYaml(name)) return [];
    const { document } = parseDocument(text);
    return ['sources', 'sinks'].flatMap((section) =>
      pairsOf(document, nodeAt(document, document.contents, [section])).flatMap(({ value }) => {
        const type = stringScalar(nodeAt(document, value, ['type']))?.value;
        return type === undefined || quiet.has(type) ? [] : [type];
      }),
    );
  });
  return [...new Set(types)];
}
