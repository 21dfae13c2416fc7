import { configsInValues, mountsOfRelease } from './chart-values';
import { configsInMap } from './config-maps';
import { together } from './configuration';
import type { Extracted } from './configuration';
import { FluxReading } from './flux-reading';
import type { Helm } from './helm';
import type { ManifestObject } from './manifests';
import { mountsIn } from './pods';
import { releasesOf } from './releases';
import type { Release } from './releases';

/** What is extracted, and what must be said of how. */
export interface Extraction extends Extracted {
  readonly notes: readonly string[];
}

/**
 * All configurations that objects embed: in ConfigMaps and Secrets, and in the values of releases.
 *
 * @param more - releases that stand in no object
 * @param flux - whether Flux's post-build substitution reads the objects that do not opt out; unset, where it shows
 */
export function extract(
  objects: readonly ManifestObject[],
  more: readonly Release[],
  helm: Helm,
  flux: boolean | undefined,
): Extraction {
  const reading = new FluxReading(objects, flux);
  const releases = [...objects.flatMap((object) => releasesOf(object, objects, reading)), ...more];
  const rendered = releases.map((release) => ({ release, result: helm.render(release) }));
  const made = rendered.flatMap(({ release, result }) =>
    result !== undefined && 'objects' in result ? [{ release, objects: result.objects }] : [],
  );
  const modelled = releases.filter((release) => made.every((one) => one.release !== release));
  const mounts = [
    ...objects.flatMap(({ value, namespace }) => mountsIn(value, namespace)),
    ...modelled.flatMap(mountsOfRelease),
    ...made.flatMap(({ objects: own, release }) =>
      own.flatMap(({ value, namespace }) => mountsIn(value, namespace ?? release.namespace)),
    ),
  ];
  const found = together([
    ...objects.filter(holdsFiles).map((object) => configsInMap(object, mounts, reading)),
    ...modelled.map(configsInValues),
    ...made.map(({ release, objects: own }) => ofRendered(release, own, mounts)),
  ]);
  const notes = rendered.flatMap(({ release, result }) =>
    result !== undefined && 'cannot' in result ? [`${release.owner} was not rendered: ${result.cannot}`] : [],
  );
  const unseen = releases.flatMap(({ owner, unseen: places = [] }) =>
    places.map((place) => `values that ${owner} has from ${place} were not looked at`),
  );
  const faults = releases.flatMap(({ findings }) => findings);
  return { ...found, findings: [...found.findings, ...faults], notes: [...notes, ...unseen] };
}

function holdsFiles({ kind }: ManifestObject): boolean {
  return kind === 'ConfigMap' || kind === 'Secret';
}

/** What helm made is read by Kubernetes as it is. */
function ofRendered(
  release: Release,
  objects: readonly ManifestObject[],
  mounts: Parameters<typeof configsInMap>[1],
): Extracted {
  const plain = new FluxReading([], false);
  const { configurations, unjudged, findings } = together(
    objects.filter(holdsFiles).map((object) => configsInMap(object, mounts, plain)),
  );
  const from = <T extends { readonly owner: string; readonly route: readonly string[] }>(one: T): T => ({
    ...one,
    owner: `${release.owner}: ${one.owner}`,
    route: [...(release.values.some(({ isFlux }) => isFlux) ? ['flux post-build'] : []), 'helm template'],
  });
  return { configurations: configurations.map(from), unjudged: unjudged.map(from), findings };
}
