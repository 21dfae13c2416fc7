import { Duration, Size } from 'cdk8s';
import { ComposeVariable } from '../delivery/compose-text';
import { checkLogRotate } from '../delivery/logrotate';
import { checkPipelines } from '../engines/engine-arguments';
import { nodeEngines } from '../engines/engines';
import { checkFilled, checkNames, checkOptions, checkPairs, checkString, refusal } from '../pipeline/argument';
import { checkName } from '../text/name';
import { checkTagged, checkTagOfVersion } from './image';
import { checkMaxDrain } from './max-drain';
import type { LogRotateOptions } from '../delivery/logrotate';
import type { Versions } from '../pipeline/engine-name';
import type { LogPipeline } from '../pipeline/log-pipeline';
import type { NonEmpty } from '../pipeline/non-empty';
import type { Image } from './image';

/** A variable that whoever runs compose sets. */
export interface ComposeVariableOptions {
  /** What it means, for the template of the `.env` file. */
  readonly description?: string;
  /** What it is where nothing is set; `''` makes it optional. For a secret there is no other. @default - compose fails and names it */
  readonly default?: string;
}

/** How a `FluentBitCompose` is set up. */
export interface FluentBitComposeProps {
  /** Services of yours that Fluent Bit stands beside: it starts before them, and ends after them. */
  readonly services: NonEmpty<string>;
  /** What overlaps between pipelines leaves once; `Source.docker()` is the output of the services. */
  readonly pipelines: NonEmpty<LogPipeline<'fluent-bit'>>;
  /**
   * Where the folders that pipelines read are outside of the container: a path of the machine (`/…`, `./…`), or the name of one
   * of your volumes.
   *
   * @default - the same path of the machine
   */
  readonly logs?: Readonly<Record<string, string>>;
  /**
   * More about the variables that pipelines read with `env()`, and further ones for Fluent Bit itself, such as HTTP_PROXY, which is also
   * that of HTTPS; others are refused: nothing would read them.
   *
   * @default - each of the pipelines' is required
   */
  readonly variables?: Readonly<Record<string, ComposeVariableOptions>>;
  /** Of Fluent Bit. @default - the newest tested */
  readonly version?: Versions['fluent-bit'];
  /** Fluent Bit's image. @default - the tested image of that version, by its exact tag */
  readonly image?: Image;
  /** What Fluent Bit may take at most, without swap. @default Size.mebibytes(128) */
  readonly memoryLimit?: Size;
  /**
   * How long it may go on delivering once it is told to end, in whole seconds up to an hour. What is not delivered by then waits
   * on the disk for the next start.
   *
   * @default Duration.seconds(10)
   */
  readonly maxDrain?: Duration;
  /** How files on the machine itself are rotated. `false` where something else does that. @default - as {@link LogRotateOptions} */
  readonly rotate?: LogRotateOptions | false;
}

const names = [
  'services',
  'pipelines',
  'logs',
  'variables',
  'version',
  'image',
  'memoryLimit',
  'maxDrain',
  'rotate',
] as const satisfies readonly (keyof FluentBitComposeProps)[];

/** The name of Fluent Bit's own service. */
export const ownService = 'fluent-bit';
const least = Size.mebibytes(32);

/** The same, checked and complete. */
export type CheckedCompose = Required<Omit<FluentBitComposeProps, 'image'>> & { readonly image: string };

/** @throws if a value is none that can be meant, naming it */
export function checkCompose(props: FluentBitComposeProps): CheckedCompose {
  const engine = nodeEngines['fluent-bit']();
  const given = checkOptions(props, names, 'props');
  const {
    version = engine.versions[0],
    image = engine.image(version),
    memoryLimit = Size.mebibytes(128),
    maxDrain = Duration.seconds(10),
    logs = {},
    variables = {},
    rotate = {},
  } = given;
  const pipelines = Object.freeze([...checkPipelines(given.pipelines)]) as unknown as CheckedCompose['pipelines'];
  checkTagOfVersion(checkTagged(image, engine.image(version)), 'Fluent Bit', version);
  checkMaxDrain(maxDrain);
  if (!(memoryLimit instanceof Size) || memoryLimit.toKibibytes() < least.toKibibytes()) {
    throw refusal('memoryLimit', `be a Size of ${least.asString()} or more`, memoryLimit, 'write Size.mebibytes(128)');
  }
  if (rotate !== false) checkLogRotate(rotate);
  const places = checkPairs('logs', logs, "write { '/var/log/app': './logs' }").map(checkPlace);
  for (const [name, variable] of checkPairs('variables', variables, 'write { NAME: {} }')) {
    const about = checkOptions(variable as ComposeVariableOptions, ['description', 'default'], `variables.${name}`);
    checkName('variables', name);
    if (/^FLUENT_BIT_(?:HTTP|METRICS|FORWARD)_PORT$/.test(name)) {
      throw refusal(
        'variables',
        'be those of the container',
        name,
        'set this one in .env: it is a port of the machine',
      );
    }
    for (const [key, text] of Object.entries(about)) checkString(`variables.${name}.${key}`, text);
    if (about.default !== undefined) ComposeVariable.optional(name, about.default);
  }
  return Object.freeze({
    services: checkServices(given.services),
    pipelines,
    logs: Object.freeze(Object.fromEntries(places)),
    variables: Object.freeze({ ...variables }),
    version,
    image,
    memoryLimit,
    maxDrain,
    rotate: rotate === false ? false : Object.freeze({ ...rotate }),
  });
}

/** A folder of the container, and what outside of it that is; both without a slash at the end. */
function checkPlace([folder, where]: readonly [string, unknown]): readonly [string, string] {
  if (!/^\/+[^/]/.test(folder)) throw refusal('logs', 'name folders as pipelines do', folder, 'begin it with /');
  const remedy = 'write a path, beginning with / or ./, or the name of a volume';
  const source = checkFilled(`logs.${folder}`, where, remedy);
  if (!isPath(source) && !/^[a-zA-Z0-9._-]+$/.test(source)) {
    throw refusal(`logs.${folder}`, 'be a path or the name of a volume', source, remedy);
  }
  return [folder.replace(/\/+$/, ''), source.replace(/(?<=.)\/+$/, '')];
}

/** Whether it is a path of the machine, and no volume. */
export function isPath(source: string): boolean {
  return /^[./~]/.test(source);
}

function checkServices(services: NonEmpty<string>): NonEmpty<string> {
  const all = checkNames('services', services, "name your service, such as ['worker']");
  const bad = all.find((name) => !/^[a-zA-Z0-9._-]+$/.test(name) || name === ownService);
  if (bad === undefined) return Object.freeze([...all]) as unknown as NonEmpty<string>;
  throw refusal(
    'services',
    `be names of services, none of them ${ownService}`,
    bad,
    'write them as in your compose file',
  );
}
