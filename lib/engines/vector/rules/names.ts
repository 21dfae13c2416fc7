import { sharing } from './rule';
import type { ConfigRule } from './rule';

/** Names that stand for more than one thing. A table is fed, so it shares the names of components. */
export const uniqueNames: ConfigRule = ({ components, enrichmentTables, secretBackends }) => {
  const fed = [
    ...components.map(({ name, section, type }) => ({ name, what: `${section}.${type}` })),
    ...enrichmentTables.map(({ name, type }) => ({ name, what: `enrichment_tables.${type}` })),
  ];
  const stores = secretBackends.map(({ name, type }) => ({ name, what: `secret.${type}` }));
  return [...sharing(fed, ({ name }) => name), ...sharing(stores, ({ name }) => name)].map(([name, members]) => ({
    rule: 'vector/unique-names',
    severity: 'error',
    at: name,
    got: members.map(({ what }) => what).join(' and '),
    message: "'name' must be that of one component",
    remedy: 'rename one of them',
  }));
};
