import { component, Export } from './component';
import type { HasComponent } from './component';
import { relabelRules } from './relabel-rule';
import type { RelabelRule } from './relabel-rule';
import { targets } from './shape';
import type { Targets } from './shape';

/** Labels of targets, changed. */
export interface DiscoveryRelabelOptions {
  readonly targets: Targets;
  /** In their order. @default - none: targets stay as they are */
  readonly rule?: readonly RelabelRule[];
}

/** Targets whose labels were changed. */
export interface DiscoveryRelabel extends HasComponent {
  readonly output: Export<'targets'>;
  readonly rules: Export<'rules'>;
}

/** @see https://grafana.com/docs/alloy/latest/reference/components/discovery/discovery.relabel/ */
export function discoveryRelabel(label: string, options: DiscoveryRelabelOptions): DiscoveryRelabel {
  const made = component('discovery.relabel', label, options, { targets, rule: relabelRules });
  const [output, rules] = [new Export(made, 'targets', 'output'), new Export(made, 'rules', 'rules')] as const;
  return Object.freeze({ component: made, output, rules });
}
