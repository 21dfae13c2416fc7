import { airflowConfig } from './airflow-config';
import { composeInterpolation } from './compose';
import { fluxPostBuild } from './flux';
import { helmBlock } from './helm-block';
import { helmRender, helmTpl } from './helm-tpl';
import { helmTplOfYaml, helmYaml } from './helm-yaml';
import { kubernetesExpansion } from './kubernetes';
import { posixShell } from './shell-word';
import { fluxTargetPath } from './strvals';
import type { BlockHeader } from './helm-block';
import type { Reader } from './reader';

/** What a chart does to the strings under one of its value paths. */
export interface ChartPath {
  /** How often it passes them to `tpl`. */
  readonly tpl: 0 | 1 | 2;
  /** The block scalar that it writes the string itself into, after `tpl`. @default - none */
  readonly block?: BlockHeader;
  /** Whether they stand in an object that it writes with `toYaml` before `tpl`. @default false */
  readonly yaml?: boolean;
  /** Whether they become values in `airflow.cfg`. @default false */
  readonly airflowConfig?: boolean;
}

/**
 * What reads a text between its printer and the program that means it, as data about the place it is written to. The
 * program's own readers come before these.
 */
export interface Route {
  /** The field of a container, where it stands in one. */
  readonly container?: 'args' | 'command' | 'env';
  /** Whether it is a word of a shell's script, inside that field. */
  readonly shell?: boolean;
  /** Whether it is a value in a docker compose file. */
  readonly compose?: boolean;
  /** The value path of a chart, where it travels in Helm values. */
  readonly chart?: ChartPath;
  /** Whether a HelmRelease takes it by `valuesFrom` with a `targetPath`. */
  readonly targetPath?: boolean;
  /** Whether Flux's `postBuild` reads the object that it is written in. */
  readonly flux?: boolean;
}

/** The readers on a route, innermost first. */
export function readersOf(route: Route): readonly Reader[] {
  return [
    ...(route.shell === true ? [posixShell] : []),
    ...(route.container === undefined ? [] : [kubernetesExpansion]),
    ...(route.compose === true ? [composeInterpolation] : []),
    ...(route.chart === undefined ? [] : chartReaders(route.chart)),
    ...(route.targetPath === true ? [fluxTargetPath] : []),
    ...(route.flux === true ? [fluxPostBuild] : []),
  ];
}

function chartReaders(path: ChartPath): readonly Reader[] {
  const pass = path.yaml === true ? helmTplOfYaml : helmTpl;
  return [
    ...(path.airflowConfig === true ? [airflowConfig] : []),
    ...(path.block === undefined ? [] : [helmBlock(path.block)]),
    ...(path.yaml === true ? [helmYaml] : []),
    ...(path.tpl === 0 ? [helmRender] : Array.from({ length: path.tpl }, () => pass)),
  ];
}
