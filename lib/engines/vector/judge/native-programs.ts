import type { VrlCompileOptions } from '../../../languages/vrl/compiler/compiler';
import type { PlacedText } from '../../../text/placed-text';
import { isRecord, stringAt } from './native-config';
import type { NativeComponent } from './native-config';

/** A program or a condition in a component. */
export interface NativeProgram {
  readonly component: NativeComponent;
  /** Its place, such as `transforms.parse.source`. */
  readonly at: string;
  readonly text: PlacedText;
  readonly condition: NonNullable<VrlCompileOptions['condition']>;
}

type Path = readonly (string | number)[];

/** Where components of a type hold conditions; `*` is any one key or place in a list. */
const conditions: Readonly<Record<string, readonly Path[]>> = {
  filter: [['condition']],
  route: [['route', '*']],
  exclusive_route: [['routes', '*', 'condition']],
  sample: [['exclude']],
  throttle: [['exclude']],
  reduce: [['starts_when'], ['ends_when']],
};

/** Where components of any type hold programs. */
const programs: readonly Path[] = [['decoding', 'vrl', 'source']];

/** The VRL in a component. */
export function programsIn(component: NativeComponent): readonly NativeProgram[] {
  const { section, options } = component;
  const type = String(options['type']);
  const own = section === 'transforms' && type === 'remap' ? [['source'], ...programs] : programs;
  const judged = section === 'transforms' && Object.hasOwn(conditions, type) ? (conditions[type] ?? []) : [];
  return [
    ...own.flatMap((path) => paths(options, path)).flatMap((path) => placed(component, path, false)),
    // A condition is VRL itself, or an object that names its language.
    ...judged
      .flatMap((path) => paths(options, path))
      .flatMap((path) => {
        const value = valueAt(options, path);
        if (!isRecord(value)) return placed(component, path, true);
        return value['type'] === 'vrl' ? placed(component, [...path, 'source'], true) : [];
      }),
  ];
}

function placed(component: NativeComponent, path: Path, condition: boolean): readonly NativeProgram[] {
  const text = stringAt(component, path);
  // Types of events are named as conditions are.
  if (text === undefined || (condition && /^is_(log|metric|trace)$/.test(text.text))) return [];
  return [{ component, at: [component.section, component.name, ...path].join('.'), text, condition }];
}

function paths(value: unknown, [step, ...rest]: Path, before: Path = []): readonly Path[] {
  if (step === undefined) return [before];
  if (typeof value !== 'object' || value === null) return [];
  const keys = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  return keys
    .filter((key) => step === '*' || key === step)
    .flatMap((key) => paths((value as Record<string | number, unknown>)[key], rest, [...before, key]));
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (around, step) => (typeof around === 'object' && around !== null ? Reflect.get(around, step) : undefined),
    value,
  );
}
