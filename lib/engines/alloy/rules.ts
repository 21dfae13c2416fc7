import type { Finding } from '../../findings/finding';
import { LokiStage } from '../loki-stages/loki-stage';
import { checkLabels, checkStages } from '../loki-stages/rules';
import type { Component } from './config/component';

/** What Alloy would refuse of a configuration, or Loki of its entries. */
export function checkComponents(components: readonly Component[]): readonly Finding[] {
  return [...checkNames(components), ...components.flatMap(checkProcess), ...components.flatMap(checkAuth)];
}

function checkNames(components: readonly Component[]): readonly Finding[] {
  const ids = components.map(({ id }) => id);
  const twice = new Set(ids.filter((id, index) => ids.indexOf(id) !== index));
  return [...twice].map((id) => ({
    rule: 'alloy/unique-names',
    severity: 'error',
    at: id,
    got: id,
    message: 'a block must be declared once',
    remedy: 'give one of them another label',
  }));
}

function checkProcess({ name, id, settings }: Component): readonly Finding[] {
  if (name !== 'loki.process') return [];
  const all = (settings['stages'] ?? []) as readonly unknown[];
  const stages = all.filter((stage) => LokiStage.is(stage));
  // What code of the user's extracts is not known.
  const code = all.findIndex((stage) => !LokiStage.is(stage));
  const known = code < 0 ? stages : stages.slice(0, code);
  return [...checkStages(known, id), ...checkLabels(stages, id)];
}

const waysIn = ['basicAuth', 'authorization', 'oauth2', 'bearerToken', 'bearerTokenFile'];

function checkAuth({ id, settings }: Component): readonly Finding[] {
  const endpoints = (settings['endpoint'] ?? []) as readonly object[];
  const clients = [
    [id, settings] as const,
    ...endpoints.map((one, index) => [`${id}.endpoint[${index}]`, one] as const),
    ...('client' in settings ? [[`${id}.client`, settings['client'] as object] as const] : []),
  ];
  return clients.flatMap(([at, client]): readonly Finding[] => {
    const given = waysIn.filter((way) => (client as { readonly [option: string]: unknown })[way] !== undefined);
    if (given.length <= 1) return [];
    return [
      {
        rule: 'alloy/one-authentication',
        severity: 'error',
        at,
        got: given.join(', '),
        message: `one of ${waysIn.join(', ')} must be given at most`,
        remedy: 'choose one',
      },
    ];
  });
}
