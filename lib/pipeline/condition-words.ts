import type { ConditionSpec } from './condition-spec';
import type { RefSpec } from './ref-spec';

/** A condition as people would say it: `line contains "GET /health"`. */
export function conditionWords(spec: ConditionSpec): string {
  switch (spec.test) {
    case 'is': {
      const values = spec.values.map((value) => JSON.stringify(value)).join(', ');
      return `${refWords(spec.ref)} is ${spec.values.length > 1 ? `one of ${values}` : values}`;
    }
    case 'contains':
      return `${refWords(spec.ref)} contains ${JSON.stringify(spec.part)}`;
    case 'startsWith':
      return `${refWords(spec.ref)} starts with ${JSON.stringify(spec.part)}`;
    case 'matches':
      return `${refWords(spec.ref)} matches /${spec.regex.source}/`;
    case 'atLeast':
      return `${refWords(spec.ref)} is at least ${spec.limit}`;
    case 'below':
      return `${refWords(spec.ref)} is below ${spec.limit}`;
    case 'exists':
      return `${refWords(spec.ref)} exists`;
    case 'not':
      return `not ${within(spec.condition)}`;
    case 'allOf':
      return spec.conditions.map(within).join(' and ');
    case 'anyOf':
      return spec.conditions.map(within).join(' or ');
  }
}

function within(spec: ConditionSpec): string {
  const isList = (spec.test === 'allOf' || spec.test === 'anyOf') && spec.conditions.length > 1;
  return isList ? `(${conditionWords(spec)})` : conditionWords(spec);
}

function refWords(ref: RefSpec): string {
  switch (ref.of) {
    case 'line':
      return 'line';
    case 'field':
      return ref.path.reduce<string>((words, step) => {
        if (typeof step === 'number') return `${words}[${step}]`;
        return words === '' ? step : `${words}.${step}`;
      }, '');
    case 'origin':
      return ref.name;
    case 'podLabel':
      return `pod label ${ref.key}`;
    case 'podAnnotation':
      return `pod annotation ${ref.key}`;
    case 'text':
      return ref.parts
        .map((part) => (typeof part === 'string' ? part : 'of' in part ? `<${refWords(part)}>` : `\${${part.name}}`))
        .join('');
    case 'firstOf':
      return `first of ${ref.values.map((value) => (value.of === 'constant' ? 'a text' : refWords(value))).join(', ')}`;
  }
}
