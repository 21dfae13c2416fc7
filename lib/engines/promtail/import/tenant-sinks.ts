import { anyOf, not } from '../../../pipeline/condition';
import type { Condition } from '../../../pipeline/condition';
import type { Text } from '../../../text/live-text';
import type { State } from './state';
import { all, areDisjoint } from './tests';

/** Where entries go, besides to which Loki. */
export interface TenantSink {
  /** @default - the client's own */
  readonly tenant?: Text;
  readonly when?: Condition;
}

/** A sink for each tenant, and one for the entries of none: the last rule that holds decides. */
export function tenantSinks({ tenants }: State): readonly TenantSink[] {
  const last = tenants.map(({ when }) => when === undefined).lastIndexOf(true);
  const always = tenants[last];
  const rules = tenants.slice(last + 1);
  const sinks = rules.flatMap(({ tenant, when }, index): readonly TenantSink[] => {
    const later = rules
      .slice(index + 1)
      .flatMap((rule) =>
        rule.when === undefined || when === undefined || areDisjoint(when.spec, rule.when.spec) ? [] : [not(rule.when)],
      );
    const test = all([...(when === undefined ? [] : [when]), ...later]);
    return typeof test === 'boolean' ? [{ tenant }] : [{ tenant, when: test }];
  });
  const conditions = rules.flatMap(({ when }) => (when === undefined ? [] : [when]));
  const [first, ...others] = conditions;
  const rest: TenantSink = {
    ...(always === undefined ? {} : { tenant: always.tenant }),
    ...(first === undefined ? {} : { when: not(others.length === 0 ? first : anyOf(first, ...others)) }),
  };
  return [...sinks, rest];
}
