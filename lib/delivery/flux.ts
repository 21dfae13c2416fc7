import { checkName } from '../text/name';
import { fluxVariable } from '../text/flux';
import { Construct } from 'constructs';
import { refusal } from '../pipeline/argument';
import { FluxScope } from './flux-scope';
import { LiveTextResolver } from './live-text-resolver';
import type { IConstruct } from 'constructs';
import type { LiveText } from '../text/live-text';
import type { Name } from '../text/name';

/** What Flux does to the objects that it applies. */
export const Flux = Object.freeze({
  /**
   * Flux's `postBuild` reads all under `scope`, and only these variables are live in it: every other `$` arrives as it was
   * written. Objects without one of the variables opt out of the substitution. Variables stand in the values of objects, not
   * in JSON patches.
   *
   * Flux puts the value into the object's YAML: a text that is nothing but a variable takes the type that its value looks
   * like, so a variable that stands for text must not look like a number or a boolean.
   *
   * @param scope - a chart, the whole app, or any construct
   * @param variables - their names, as in the Kustomization's `postBuild`
   * @returns the variables by name; to read another one fails
   * @throws if a name is none, or a scope around or inside this one has a `postBuild` of its own
   */
  postBuild<const V extends string>(
    scope: IConstruct,
    ...variables: readonly Name<V>[]
  ): { readonly [P in V]: LiveText } {
    if (!Construct.isConstruct(scope)) throw refusal('scope', 'be a chart, an app or a construct', scope, 'give one');
    const names = variables.map((variable) => checkName('variables', variable));
    FluxScope.open(scope, names);
    LiveTextResolver.install(scope);
    const byName: Readonly<Record<string, LiveText>> = Object.freeze(
      Object.fromEntries(names.map((name) => [name, fluxVariable(name)])),
    );
    return new Proxy(byName, { get: readVariable }) as { readonly [P in V]: LiveText };
  },
});

/** What JavaScript itself asks of any object: `await` and `JSON.stringify`. */
const asked = new Set<string | symbol>(['then', 'toJSON']);

/** Without types nobody else would notice a name that is misspelt: the text would be `undefined`. */
function readVariable(variables: Readonly<Record<string, LiveText>>, name: string | symbol): unknown {
  if (typeof name === 'string' && Object.hasOwn(variables, name)) return variables[name];
  if (typeof name === 'symbol' || asked.has(name)) return undefined;
  const named = Object.keys(variables).join(', ') || 'it has none';
  throw new Error(`'${name}' is no variable of this post-build (${named}); name it in Flux.postBuild`);
}
