import type { RuleId } from '../../../findings/finding';
import type { PlacedFinding } from '../../judge';
import { snakeCase } from '../config/settings';
import { componentRules } from '../rules/component-rules';
import type { VectorVersion } from '../versions';
import { indexAt } from './native-config';
import type { NativeComponent, NativeConfig } from './native-config';
import { pathOf } from './native-topology';

/** Not refused here: it is what Vector does where nothing is said, and most batches arrive. */
const usual: ReadonlySet<RuleId> = new Set(['vector/loki-compression']);

/** What Vector would refuse of a component only when it starts, or lose in silence. */
export function checkRules(config: NativeConfig, version: VectorVersion): readonly PlacedFinding[] {
  return config.components.flatMap((component) => checkComponent(component, version));
}

function checkComponent(component: NativeComponent, version: VectorVersion): readonly PlacedFinding[] {
  const { section, options, file } = component;
  const judged = { section, type: String(options['type']), options, spell: snakeCase };
  return componentRules
    .flatMap((rule) => rule(judged, version))
    .map(({ path, severity, ...found }) => ({
      ...found,
      severity: usual.has(found.rule) ? 'warning' : severity,
      at: [pathOf(component), ...path].join('.'),
      // The rule's words may name what the user wrote.
      summary: 'what the rule forbids',
      file: file.name,
      index: indexAt(component, path),
    }));
}
