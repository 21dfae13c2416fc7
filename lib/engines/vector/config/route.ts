import { refusal } from '../../../pipeline/argument';
import type { Vrl } from '../../../languages/vrl/vrl';
import { checkSettings, portOf, transform } from './component';
import type { Component, Output, Reads } from './component';
import { byName } from './settings';
import { anything, boolean, map, maybe, vrlCode } from './shape';
import type { Checks } from './shape';

/** Events to each output whose condition they meet: to several of them, or to none. */
export interface RouteOptions<Route extends string> extends Reads {
  /** A condition by the name of its output: letters, digits, `_` and `-`. */
  readonly route: Readonly<Record<Route, Vrl>>;
  /** Whether what meets no condition goes to `unmatched`; else it is dropped without a word. @default true */
  readonly rerouteUnmatched?: boolean;
}

/** What a transform with several outputs gives, each to be read by itself. */
export interface Routes<Route extends string> {
  /** Its id, as `Component.name`. */
  readonly name: string;
  /** The router itself, whose outputs are read. */
  readonly component: Component;
  /** By the names that were given. */
  readonly outputs: Readonly<Record<Route, Output>>;
}

/** Several outputs, and one for the rest. */
export interface RoutesWithRest<Route extends string> extends Routes<Route> {
  /** What met no condition. Nothing tells when nobody reads it. */
  readonly unmatched: Output;
}

/** @see https://vector.dev/docs/reference/configuration/transforms/route/ */
export function route<Route extends string>(
  name: string,
  options: RouteOptions<Route> & { readonly rerouteUnmatched: false },
): Routes<Route>;
export function route<Route extends string>(
  name: string,
  options: RouteOptions<Route> & { readonly rerouteUnmatched?: true },
): RoutesWithRest<Route>;
export function route<Route extends string>(name: string, options: RouteOptions<Route>): Routes<Route> {
  const checks: Checks<RouteOptions<Route>> = {
    inputs: anything,
    route: map(vrlCode, 1),
    rerouteUnmatched: maybe(boolean),
  };
  const { route: conditions, rerouteUnmatched } = checkSettings(name, options, checks);
  const names = Object.keys(conditions) as Route[];
  for (const one of names) checkRoute(`${name}.route`, one);
  const settings = { rerouteUnmatched, route: byName(conditions as Readonly<Record<string, Vrl>>) };
  const hasRest = rerouteUnmatched ?? true;
  return routesOf(
    transform('route', name, options, settings, { ports: [...names, ...(hasRest ? [unmatched] : [])] }),
    names,
    hasRest,
  );
}

const unmatched = '_unmatched';

/** @throws if Vector keeps the name for itself, or its inputs would take it for more than a name */
export function checkRoute(at: string, name: string): void {
  if (name === unmatched || name === '_default') {
    throw refusal(at, 'not be a name that Vector keeps for itself', name, "rename it; the rest is at 'unmatched'");
  }
  if (!/^[A-Za-z0-9_-]{1,128}$/.test(name)) {
    throw refusal(at, 'be 1 to 128 letters, digits, _ and -', name, "rename it: Vector's inputs take . and * for more");
  }
}

export function routesOf<Route extends string>(
  of: Output,
  names: readonly Route[],
  hasRest: boolean,
): Routes<Route> | RoutesWithRest<Route> {
  const outputs = Object.freeze(Object.fromEntries(names.map((name) => [name, portOf(of, name)]))) as Readonly<
    Record<Route, Output>
  >;
  const routes = { name: of.name, component: of.component, outputs };
  return Object.freeze(hasRest ? { ...routes, unmatched: portOf(of, unmatched) } : routes);
}
