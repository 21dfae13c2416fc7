import { ApiObject } from 'cdk8s';
import { LiveText } from '../text/live-text';
import type { HelmValue, HelmValues } from './helm-value';

// Half a surrogate pair, so no text that can be written is equal to it.
const stand = '\ud800null';

/** An object whose values may be `null`, made by {@link lazyValues}: cdk8s would drop them. */
export class NullKeepingObject extends ApiObject {
  override toJson(): unknown {
    return restored(super.toJson());
  }
}

/** Values that are asked for when the object is serialized; live texts and nulls in them stay. */
export function lazyValues(values: () => HelmValues): { resolve(): unknown } {
  return { resolve: () => standIn(values()) };
}

function standIn(value: HelmValue): unknown {
  if (value === null) return stand;
  if (typeof value !== 'object' || value instanceof LiveText) return value;
  if (Array.isArray(value)) return (value as readonly HelmValue[]).map(standIn);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, standIn(item)]));
}

function restored(value: unknown): unknown {
  if (value === stand) return null;
  if (Array.isArray(value)) return value.map(restored);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, restored(item)]));
}
