import { fluxPostBuild } from '../../text/flux';
import type { PlacedText } from '../../text/placed-text';
import { standIn } from '../../text/stand-in';
import { isRecord, valueAt } from './manifests';
import type { ManifestObject } from './manifests';
import type { SourceFile } from './source-file';

const annotation = 'kustomize.toolkit.fluxcd.io/substitute';
const plainVariable = /(?<!\$)(?:\$\$)*\$\{(\w+)\}/g;

/**
 * Whether Flux's post-build substitution reads an object, and what it makes of its texts. It does where that is asked for, a
 * Kustomization of Flux among the manifests substitutes, or another object of the same file opts out of it.
 */
export class FluxReading {
  readonly #known: Readonly<Record<string, string>>;
  readonly #files: ReadonlySet<SourceFile>;
  readonly #everywhere: boolean;

  constructor(objects: readonly ManifestObject[], asked: boolean | undefined) {
    const builds = objects
      .filter(({ kind, value }) => kind === 'Kustomization' && String(value['apiVersion']).includes('fluxcd.io'))
      .map(({ value }) => valueAt(value, ['spec', 'postBuild']))
      .filter(isRecord);
    const named = builds.flatMap(({ substitute }) => (isRecord(substitute) ? Object.entries(substitute) : []));
    this.#known = Object.fromEntries(named.map(([name, value]) => [name, String(value)]));
    this.#everywhere = asked ?? builds.length > 0;
    this.#files = new Set(asked === false ? [] : objects.filter(optsOut).map(({ file }) => file));
  }

  /** Whether it reads the object. */
  reads(object: ManifestObject): boolean {
    return !optsOut(object) && (this.#everywhere || this.#files.has(object.file));
  }

  /** A text of the object as Flux leaves it. @throws Unreadable, Unmodelled */
  read(object: ManifestObject, text: PlacedText): PlacedText {
    return this.reads(object) ? text.read(fluxPostBuild, this.values(text.text)) : text;
  }

  /** Only what has no fallback needs a value of ours. */
  private values(text: string): Readonly<Record<string, string>> {
    const names = [...text.matchAll(plainVariable)].map(([, name]) => name ?? '');
    return { ...Object.fromEntries(names.map((name) => [name, standIn(name)])), ...this.#known };
  }
}

function optsOut({ value }: ManifestObject): boolean {
  return ['annotations', 'labels'].some((place) => valueAt(value, ['metadata', place, annotation]) === 'disabled');
}
