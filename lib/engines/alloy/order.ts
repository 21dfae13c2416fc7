import type { Component } from './config/component';

/**
 * Components and all that they refer to, each once, as entries pass them: what is read before what reads it, what takes
 * entries after all that send them there.
 */
export function inOrder(beginnings: readonly Component[]): readonly Component[] {
  const all = reachable(beginnings);
  const before = new Map<Component, Component[]>([...all].map((component) => [component, []]));
  for (const component of all) {
    for (const { component: other, kind } of component.refersTo) {
      const isReceiver = kind === 'logs' || kind === 'metrics';
      if (isReceiver) before.get(other)?.push(component);
      else before.get(component)?.push(other);
    }
  }
  const placed = new Set<Component>();
  const place = (component: Component): void => {
    if (placed.has(component)) return;
    for (const one of before.get(component) ?? []) place(one);
    placed.add(component);
  };
  all.forEach(place);
  return Object.freeze([...placed]);
}

function reachable(beginnings: readonly Component[]): ReadonlySet<Component> {
  const all = new Set<Component>();
  const visit = (component: Component): void => {
    if (all.has(component)) return;
    all.add(component);
    for (const { component: next } of component.refersTo) visit(next);
  };
  beginnings.forEach(visit);
  return all;
}
