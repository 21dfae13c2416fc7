import { App, resolve } from 'cdk8s';
import { FindingsError } from '../findings/finding';
import { fluxPostBuild } from '../text/flux';
import { LiveText } from '../text/live-text';
import { settle, through } from '../text/reader';
import { Unspellable } from '../text/unspellable';
import { FluxScope } from './flux-scope';
import { printPath } from './value-path';
import type { ApiObject, IResolver, ResolutionContext } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { Finding } from '../findings/finding';
import type { Text } from '../text/live-text';
import type { ValuePath } from './value-path';

const annotation = 'kustomize.toolkit.fluxcd.io/substitute';

type Tree = Text | number | boolean | null | undefined | readonly Tree[] | { readonly [key: string]: Tree };
type Branch = Readonly<Record<string, Tree>>;

/**
 * Prints live text in any object of an app, the user's own too, and writes objects for Flux.
 *
 * cdk8s asks its resolvers about every value while it serializes an object, beginning with the whole: the one moment at which
 * all objects pass, whoever made them and when, and nothing is mutated. Only JSON patches come later.
 */
export class LiveTextResolver implements IResolver {
  private static readonly installed = new WeakSet<App>();
  readonly #busy = new Set<ApiObject>();
  readonly #done = new WeakSet();

  /** Prints live text in all objects of the app around the construct. */
  static install(construct: IConstruct): void {
    const app = App.of(construct);
    if (LiveTextResolver.installed.has(app)) return;
    LiveTextResolver.installed.add(app);
    app.resolvers.unshift(new LiveTextResolver());
  }

  resolve(context: ResolutionContext): void {
    const { obj, key } = context;
    const whole: unknown = context.value;
    // The metadata alone comes this way too, before the whole.
    if (key.length > 0 || !isWhole(whole)) return;
    if (this.#busy.has(obj) || this.#done.has(whole)) return;
    const written = this.write(obj, this.resolved(obj, whole));
    if (written === undefined) return;
    this.#done.add(written);
    context.replaceValue(written);
  }

  /** The object with what is lazy in it produced, and its live texts left. */
  private resolved(obj: ApiObject, whole: object): Branch {
    this.#busy.add(obj);
    try {
      return resolve([], whole, obj) as Branch;
    } finally {
      this.#busy.delete(obj);
    }
  }

  /** The object as it must be written, or nothing where it may stay as it is. */
  private write(obj: ApiObject, tree: Branch): Branch | undefined {
    const texts = [...liveTexts(tree, [])];
    FindingsError.throwIfAny(texts.flatMap(({ text, at }) => FluxScope.unfilled(obj, text, at)));
    const live = texts.length > 0;
    if (FluxScope.of(obj) === undefined) {
      const settled = live ? (mapTexts(tree, [], settle) as Branch) : undefined;
      return keepsDollars(obj) && hasDollars(tree) ? optedOut(settled ?? tree) : settled;
    }
    if (!live) return optedOut(tree);
    FindingsError.throwIfAny(conflicts(obj, tree));
    return mapTexts(tree, [], forFlux) as Branch;
  }
}

/**
 * Whether no `$` in an object is meant for Flux, though nobody said what its `postBuild` reads. The values of a release may be the
 * user's own.
 */
function keepsDollars(obj: ApiObject): boolean {
  return obj.kind !== 'HelmRelease' && FluxScope.delivers(obj);
}

function hasDollars(tree: Branch): boolean {
  return JSON.stringify(tree).includes('$');
}

function forFlux(text: Text, at: string): string {
  try {
    return settle(through(text, fluxPostBuild), at);
  } catch (error) {
    if (!(error instanceof Unspellable)) throw error;
    const { what, position, reader, remedy } = error;
    const finding = { rule: 'delivery/unspellable', severity: 'error', at, remedy } as const;
    const got = `${what} at character ${position}`;
    throw new FindingsError([{ ...finding, got, message: `'${at}' must have a spelling for ${reader}` }]);
  }
}

function* liveTexts(tree: Tree, path: ValuePath): Generator<{ readonly text: LiveText; readonly at: string }> {
  if (tree instanceof LiveText) yield { text: tree, at: printPath(path) };
  else if (Array.isArray(tree))
    for (const [index, item] of tree.entries()) yield* liveTexts(item as Tree, [...path, index]);
  else if (isBranch(tree)) for (const [key, item] of Object.entries(tree)) yield* liveTexts(item, [...path, key]);
}

/** Flux reads the whole of an object's YAML, so keys are texts as well. */
function mapTexts(tree: Tree, path: ValuePath, write: (text: Text, at: string) => string): Tree {
  if (typeof tree === 'string' || tree instanceof LiveText) return write(tree, printPath(path));
  if (Array.isArray(tree)) return (tree as Tree[]).map((item, index) => mapTexts(item, [...path, index], write));
  if (!isBranch(tree)) return tree;
  return Object.fromEntries(
    Object.entries(tree).map(([key, item]) => {
      const inner = [...path, key];
      return [write(key, printPath(inner)), mapTexts(item, inner, write)];
    }),
  );
}

function isBranch(tree: Tree): tree is Branch {
  return typeof tree === 'object' && tree !== null && !Array.isArray(tree) && tree.constructor === Object;
}

function optedOut(tree: Branch): Branch {
  const metadata = isBranch(tree['metadata']) ? tree['metadata'] : {};
  const annotations = isBranch(metadata['annotations']) ? metadata['annotations'] : {};
  return { ...tree, metadata: { ...metadata, annotations: { ...annotations, [annotation]: 'disabled' } } };
}

/** What would keep Flux from reading an object as it was written. */
function conflicts(obj: ApiObject, tree: Branch): readonly Finding[] {
  const metadata = isBranch(tree['metadata']) ? tree['metadata'] : {};
  const optOut = (['annotations', 'labels'] as const).filter((place) => {
    const pairs = metadata[place];
    return isBranch(pairs) && pairs[annotation] === 'disabled';
  });
  const patches: unknown = Reflect.get(obj, 'patches');
  // cdk8s applies them to what is written here.
  const patched = JSON.stringify(patches ?? []).includes('$');
  return [
    ...optOut.map((place) => ({
      rule: 'delivery/flux-opted-out' as const,
      severity: 'error' as const,
      at: `metadata.${place}`,
      got: `${annotation}: disabled`,
      message: `'metadata.${place}' must let Flux substitute in an object with live variables`,
      remedy: 'leave it out; objects without live variables get it by themselves',
    })),
    ...(patched
      ? [
          {
            rule: 'delivery/flux-patched' as const,
            severity: 'error' as const,
            at: 'addJsonPatch',
            got: 'a dollar in a patch',
            message: 'JSON patches of an object with live variables must be without dollars, which Flux would read',
            remedy: 'set the value in the object itself',
          },
        ]
      : []),
  ];
}

function isWhole(value: unknown): value is object {
  return (
    typeof value === 'object' && value !== null && Object.hasOwn(value, 'apiVersion') && Object.hasOwn(value, 'kind')
  );
}
