import type { Finding } from '../../findings/finding';
import { LokiStage } from '../loki-stages/loki-stage';
import { checkStages } from '../loki-stages/rules';
import type { Component } from './config/component';

/** As Loki comes. */
const mostLabels = 15;

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
  const stages = ((settings['stages'] ?? []) as readonly unknown[]).filter((stage) => LokiStage.is(stage));
  const labels = new Set<string>();
  for (const { type, settings: of } of stages) {
    const values = Object.keys((of['values'] ?? {}) as object);
    const removed = (Array.isArray(of['values']) ? of['values'] : []) as readonly string[];
    if (type.alloy === 'labels' || type.alloy === 'static_labels') for (const label of values) labels.add(label);
    if (type.alloy === 'label_drop') for (const label of removed) labels.delete(label);
    if (type.alloy === 'label_keep') for (const label of labels) if (!removed.includes(label)) labels.delete(label);
  }
  const found = checkStages(stages, id);
  if (labels.size <= mostLabels) return found;
  return [
    ...found,
    {
      rule: 'loki/label-limit',
      severity: 'error',
      at: id,
      got: `${labels.size}: ${[...labels].join(', ')}`,
      message: `labels must be at most ${mostLabels}, or Loki refuses the entry`,
      remedy: 'put some of them into structured metadata',
    },
  ];
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
