import { Duration, Size } from 'cdk8s';
import { sidecarLabel } from '../../../pipeline/sidecar-label';
import type { PodSelection, SourceOf } from '../../../pipeline/source-spec';
import { kubernetes } from '../config/kubernetes';
import { Parser } from '../config/parser';
import { tail } from '../config/tail';
import { luaTime } from '../lua/time';
import { Lua, lua } from './code';
import { tailOptions } from './files';
import type { Place, Reader } from './reader';
import { Scope } from './scope';
import type { Needs } from './scope';

export type PodsSpec = SourceOf<'pods'>;

/** Bytes of a part of a line as container runtimes write it, with time, stream and flag before it. */
const longestPart = 96 * 1024;
const beforePart = 256;

/** What a tag says of a file of a container runtime's, whose path it holds with dots. */
const podFile = Parser.regex('cdk8s-logging-pod-file', {
  regex: '(?<namespace_name>[^_.]+)_(?<pod_name>[^_]+)_(?<docker_id>[^_]+)\\.(?<container_name>[^._]+)\\.[^.]+\\.log$',
});

/**
 * Reads what containers write, from the disk of their node. Kubernetes' API tells of their pods, each once in a minute.
 *
 * @param claims - sources that read before: a container is read by the first that selects it
 */
export function readPods(
  name: string,
  spec: PodsSpec,
  claims: readonly PodsSpec[],
  place: Place,
  needs: Needs,
): Reader {
  const scope = new Scope(needs);
  const { maxLineBytes, select } = spec;
  const selects = lua`
    function(origin)
      local labels = origin.podLabels or {}
      return ${selected(spec, claims)}
    end`;
  const time = luaTime('iso8601', 'UTC');
  for (const module of time.needs) needs.modules.add(module);
  const byLabel = [spec, ...claims].some((one) => [one.select, one.except].some((test) => test?.labels !== undefined));
  const read = lua`${scope.of('container', 'pods')}(${maxLineBytes}, ${selects}, ${new Lua(time.code)}, ${byLabel}, ${place.hasTies})`;
  return {
    tag: name,
    hasParts: true,
    inputs: [
      tail({
        ...tailOptions(name, maxLineBytes, place),
        tag: `${name}.*`,
        path: podGlobs(select) as unknown as [string, ...string[]],
        bufferMaxSize: Size.kibibytes((Math.max(maxLineBytes, longestPart) + beforePart) / 1024),
      }),
    ],
    filters: [
      kubernetes({
        match: `${name}.*`,
        kubeTagPrefix: `${name}.`,
        regexParser: podFile,
        // A pod with long annotations is none without them.
        bufferSize: Size.kibibytes(0),
        kubeMetaCacheTtl: Duration.minutes(1),
        mergeLog: false,
        k8sLoggingParser: false,
        k8sLoggingExclude: false,
        tls: { verify: true, verifyHostname: true },
      }),
    ],
    read: scope.around(read),
  };
}

/** Where their files are; of namespaces and containers that are named, those alone are looked at. */
function podGlobs({ namespaces = ['*'], containers = ['*'] }: PodSelection): readonly string[] {
  return namespaces.flatMap((namespace) =>
    containers.map((container) => `/var/log/pods/${namespace}_*/${container}/*.log`),
  );
}

/** A condition for an origin: the source's own, none of those before it, and no pod whose logs a sidecar collects, or an agent of ours. */
function selected({ select, except }: PodsSpec, claims: readonly PodsSpec[]): Lua {
  const others = claims.map((claim) => lua`not (${Lua.join([passes(claim.select), ...left(claim.except)], ' and ')})`);
  return Lua.join([lua`labels[${sidecarLabel}] == nil`, passes(select), ...left(except), ...others], ' and ');
}

function left(except: PodSelection | undefined): readonly Lua[] {
  return except === undefined ? [] : [lua`not ${passes(except)}`];
}

function passes({ namespaces, containers, labels = {} }: PodSelection): Lua {
  const tests = [
    ...(namespaces === undefined ? [] : [oneOf(new Lua('origin.namespace'), namespaces)]),
    ...(containers === undefined ? [] : [oneOf(new Lua('origin.container'), containers)]),
    ...Object.entries(labels).map(([key, value]) => {
      const held = lua`labels[${key}]`;
      return value === true ? lua`${held} ~= nil` : oneOf(held, typeof value === 'string' ? [value] : value);
    }),
  ];
  return tests.length === 0 ? lua`true` : lua`(${Lua.join(tests, ' and ')})`;
}

function oneOf(held: Lua, values: readonly string[]): Lua {
  return lua`(${Lua.join(
    values.map((value) => lua`${held} == ${value}`),
    ' or ',
  )})`;
}
