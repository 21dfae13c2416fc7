import { livePlaceholder } from './live-placeholder';
import { partsOf } from '../../text/live-text';
import type { RefSpec, ValueSpec } from '../ref-spec';
import { isObject, textOf } from './value';
import type { FieldValue } from './value';
import type { WorkingRecord } from './working-record';

/** Reads a value from a record; undefined where it is absent. */
export type Reader = (record: WorkingRecord) => FieldValue | undefined;

/** Reads a value as text; undefined where it is absent or has no text. */
export type TextReader = (record: WorkingRecord) => string | undefined;

/** What a reference or a constant reads. */
export function valueReader(spec: ValueSpec): Reader {
  switch (spec.of) {
    case 'constant': {
      const text = partsOf(spec.text).map(livePlaceholder).join('');
      return () => text;
    }
    case 'line':
      return (record) => record.line;
    case 'field':
      return fieldReader(spec.path);
    case 'origin': {
      const { name } = spec;
      return ({ origin }) => origin[name];
    }
    case 'podLabel':
    case 'podAnnotation': {
      const { key } = spec;
      const kind = spec.of === 'podLabel' ? 'podLabels' : 'podAnnotations';
      return ({ origin }) => {
        const held = origin[kind];
        return held !== undefined && Object.hasOwn(held, key) ? held[key] : undefined;
      };
    }
    case 'text':
      return joinedReader(spec.parts.map((part) => partReader(part)));
    case 'firstOf': {
      const readers = spec.values.map(valueReader);
      return (record) => {
        for (const read of readers) {
          const value = read(record);
          if (value !== undefined) return value;
        }
        return undefined;
      };
    }
  }
}

/** What a reference or a constant reads, as text. */
export function textReader(spec: ValueSpec): TextReader {
  const read = valueReader(spec);
  return (record) => {
    const value = read(record);
    return typeof value === 'string' ? value : value === undefined ? undefined : textOf(value);
  };
}

function fieldReader(path: readonly [string, ...(string | number)[]]): Reader {
  const [name, ...inner] = path;
  const absentIfNull = (value: FieldValue | undefined): FieldValue | undefined => (value === null ? undefined : value);
  if (inner.length === 0) return ({ fields }) => absentIfNull(fields.get(name));
  return ({ fields }) => {
    let value = fields.get(name);
    for (const step of inner) {
      if (typeof step === 'number') value = Array.isArray(value) ? (value as readonly FieldValue[])[step] : undefined;
      else value = isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
    }
    return absentIfNull(value);
  };
}

type Part = Extract<RefSpec, { of: 'text' }>['parts'][number];

function partReader(part: Part): TextReader {
  if (typeof part === 'object' && 'of' in part) return textReader(part);
  const text = livePlaceholder(part);
  return () => text;
}

function joinedReader(readers: readonly TextReader[]): Reader {
  return (record) => {
    let joined = '';
    for (const read of readers) {
      const text = read(record);
      if (text === undefined) return undefined;
      joined += text;
    }
    return joined;
  };
}
