import { Size } from 'cdk8s';
import { Source } from '../../../pipeline/source';
import type { FilesOptions, PodsOptions } from '../../../pipeline/source';
import { Inexpressible } from './note';
import type { Condition } from '../../../pipeline/condition';
import type { ConditionSpec } from '../../../pipeline/condition-spec';

/** Which pods, as far as a source can say it. */
export interface Selection {
  namespaces?: readonly string[];
  containers?: readonly string[];
  labels?: Record<string, string | readonly string[] | true>;
}

/** Adds a test to a selection, all of whose tests must hold. @returns whether it could */
export function select(selection: Selection, { spec }: Condition): boolean {
  const parts = spec.test === 'allOf' ? spec.conditions : [spec];
  const next: Selection = {
    ...selection,
    ...(selection.labels === undefined ? {} : { labels: { ...selection.labels } }),
  };
  if (!parts.every((part) => selectOne(next, part))) return false;
  Object.assign(selection, next);
  return true;
}

function selectOne(selection: Selection, spec: ConditionSpec): boolean {
  if (spec.test !== 'is' && spec.test !== 'exists') return false;
  const { ref } = spec;
  const values = spec.test === 'is' ? spec.values.filter((value) => typeof value === 'string') : undefined;
  if (ref.of === 'podLabel') {
    if (selection.labels !== undefined && Object.hasOwn(selection.labels, ref.key)) return false;
    const [first, ...others] = values ?? [];
    selection.labels = {
      ...selection.labels,
      [ref.key]: first === undefined ? true : others.length === 0 ? first : [first, ...others],
    };
    return true;
  }
  if (ref.of !== 'origin' || values === undefined) return false;
  if (ref.name === 'namespace' && selection.namespaces === undefined) selection.namespaces = values;
  else if (ref.name === 'container' && selection.containers === undefined) selection.containers = values;
  else return false;
  return true;
}

export function podsSource(
  selection: Selection,
  except: Selection | undefined,
  maxLineBytes: number | undefined,
): Source {
  const options = {
    ...selection,
    ...(except === undefined ? {} : { except }),
    ...limited(maxLineBytes),
  } as PodsOptions;
  return Source.pods(options);
}

/** A source for each alternative of a glob. @throws Inexpressible where a pipeline has no such glob */
export function fileSources(
  glob: string,
  exclude: string | undefined,
  maxLineBytes: number | undefined,
  at: string,
): readonly Source[] {
  const options: FilesOptions = {
    ...(exclude === undefined ? {} : { exclude: globs(exclude) as `/${string}`[] }),
    ...limited(maxLineBytes),
  };
  return globs(glob).map((one) => {
    if (!one.startsWith('/')) throw new Inexpressible(at, `is ${one}; a pipeline reads absolute paths`);
    try {
      return Source.files(one as `/${string}`, options);
    } catch (error) {
      throw new Inexpressible(at, error instanceof Error ? error.message : String(error));
    }
  });
}

function limited(maxLineBytes: number | undefined): { readonly maxLineBytes?: Size } {
  return maxLineBytes === undefined ? {} : { maxLineBytes: Size.kibibytes(maxLineBytes / 1024) };
}

/** Globs without alternatives in braces, and with `**` as a whole part only: elsewhere it is a single `*`. */
function globs(glob: string): readonly string[] {
  const [, before = '', inner = '', after = ''] = /^((?:[^{\\]|\\.)*)\{([^{}]*)\}([^]*)$/.exec(glob) ?? [];
  const whole = glob.replace(/\/{2,}/g, '/');
  if (inner !== '') return inner.split(',').flatMap((one) => globs(`${before}${one}${after}`));
  return [
    whole
      .split('/')
      .map((part) => (part === '**' ? part : part.replace(/\*{2,}/g, '*')))
      .join('/'),
  ];
}
