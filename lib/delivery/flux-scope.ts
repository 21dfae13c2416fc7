import { livesOf } from '../text/live-text';
import type { IConstruct } from 'constructs';
import type { Finding } from '../findings/finding';
import type { Text } from '../text/live-text';

const scopes = new WeakMap<IConstruct, FluxScope>();
const delivered = new WeakSet<IConstruct>();

/** What one Kustomization's `postBuild` reads. */
export class FluxScope {
  private constructor(
    private readonly root: IConstruct,
    readonly variables: ReadonlySet<string>,
  ) {}

  /** @throws if a scope around or inside this one has a `postBuild` of its own */
  static open(root: IConstruct, variables: readonly string[]): FluxScope {
    const other =
      FluxScope.of(root) ??
      root.node
        .findAll()
        .map((construct) => scopes.get(construct))
        .find(Boolean);
    if (other !== undefined) {
      throw new Error(
        `'scope' must be in one postBuild only, got ${nameOf(root)} beside ${nameOf(other.root)}; ` +
          `name all variables in one call, for the outer of the two`,
      );
    }
    const scope = new FluxScope(root, new Set(variables));
    scopes.set(root, scope);
    return scope;
  }

  /** The scope that a construct is in, if any. */
  static of(construct: IConstruct): FluxScope | undefined {
    // From the construct outwards, there can be one only.
    return construct.node.scopes.map((scope) => scopes.get(scope)).find((scope) => scope !== undefined);
  }

  /** Says that Flux applies what is in a construct, all of which is of this library. */
  static deliver(construct: IConstruct): void {
    delivered.add(construct);
  }

  /** Whether a construct is in one that {@link deliver} was told of. */
  static delivers(construct: IConstruct): boolean {
    return construct.node.scopes.some((scope) => delivered.has(scope));
  }

  /** The variables in a text that no `postBuild` around the construct fills in. */
  static unfilled(construct: IConstruct, text: Text, at: string): readonly Finding[] {
    // Most texts have none, and the scope takes looking for.
    const read = livesOf(text).filter(({ reader }) => reader === 'flux');
    if (read.length === 0) return [];
    const scope = FluxScope.of(construct);
    return read
      .filter(({ name }) => scope?.variables.has(name) !== true)
      .map(({ name }) => ({
        rule: 'delivery/flux-unread',
        severity: 'error',
        at,
        got: `the variable ${name}`,
        message:
          scope === undefined
            ? `'${at}' must be read by Flux's postBuild, and nothing around it is`
            : `'${at}' must hold variables of its own postBuild only (${[...scope.variables].join(', ') || 'it has none'})`,
        remedy: `name ${name} in a Flux.postBuild around ${nameOf(construct)}`,
      }));
  }
}

function nameOf(construct: IConstruct): string {
  return construct.node.path === '' ? 'the app' : construct.node.path;
}
