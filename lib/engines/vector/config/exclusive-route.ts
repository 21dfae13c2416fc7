import { refusal } from '../../../pipeline/argument';
import type { Vrl } from '../../../languages/vrl/vrl';
import { checkSettings, transform } from './component';
import type { Reads } from './component';
import { absentFrom } from './release';
import { checkRoute, routesOf } from './route';
import type { RoutesWithRest } from './route';
import { anything, filled, list, object, vrlCode } from './shape';
import type { Checks } from './shape';

/** Events to the first output whose condition they meet. From Vector 0.43. */
export interface ExclusiveRouteOptions<Route extends string> extends Reads {
  /** In the order in which they are asked. */
  readonly routes: readonly ExclusiveRoute<Route>[];
}

/** An output with its condition. */
export interface ExclusiveRoute<Route extends string> {
  /** Letters, digits, `_` and `-`; each once. */
  readonly name: Route;
  /** Holds for the events of this route that no route before it took. */
  readonly condition: Vrl;
}

/** @see https://vector.dev/docs/reference/configuration/transforms/exclusive_route/ */
export function exclusiveRoute<const Route extends string>(
  name: string,
  options: ExclusiveRouteOptions<Route>,
): RoutesWithRest<Route> {
  const checks: Checks<ExclusiveRouteOptions<Route>> = {
    inputs: anything,
    routes: list(object<ExclusiveRoute<Route>>({ name: filled, condition: vrlCode }), 1),
  };
  const { routes } = checkSettings(name, options, checks);
  const names = routes.map((one) => one.name);
  names.forEach((one, index) => {
    const at = `${name}.routes[${index}].name`;
    checkRoute(at, one);
    if (names.indexOf(one) !== index) throw refusal(at, 'be that of one route', one, 'rename one of them');
  });
  const of = transform(
    'exclusive_route',
    name,
    options,
    { routes },
    {
      ports: [...names, '_unmatched'],
      check: (version) =>
        absentFrom(version, 'exclusive_route', '0.43.0', 'use Transform.route with conditions that exclude each other'),
    },
  );
  return routesOf(of, names, true) as RoutesWithRest<Route>;
}
