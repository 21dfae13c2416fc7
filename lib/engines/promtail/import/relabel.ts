import { GO } from '../../../languages/regex/dialects';
import { print } from '../../../languages/regex/print';
import { Ref } from '../../../pipeline/ref';
import type { RefSpec } from '../../../pipeline/ref-spec';
import { Stage } from '../../../pipeline/stage';
import type { Text } from '../../../text/live-text';
import { Inexpressible } from './note';
import { Known } from './known';
import { controller, metaLabel } from './meta-labels';
import { Options } from './options';
import type { State } from './state';
import { all, parseRegex, patternOf, wholly } from './tests';
import type { Test } from './tests';
import { nameGroup } from './unnamed-groups';

/** What rules of relabelling make of targets. */
export class Relabelling {
  /** By name; what is absent is not there. */
  readonly labels: Map<string, Known>;
  /** Tests that targets pass, in their order. */
  readonly tests: { readonly test: Test; readonly keeps: boolean; readonly at: string }[] = [];
  /** Where files were looked for, as rules for `__path__` say. */
  readonly paths: string[] = [];

  constructor(
    private readonly state: State,
    labels: ReadonlyMap<string, Known>,
    private readonly isPods: boolean,
    private readonly textOf: (text: string) => Text,
  ) {
    this.labels = new Map(labels);
  }

  /** One rule more. @throws Inexpressible where a pipeline cannot say it */
  add(value: unknown, at: string): void {
    const rule = Options.of(at, value);
    const action = (rule.text('action') ?? 'replace').toLowerCase();
    const sources = rule.list('source_labels').map(String);
    const separator = rule.text('separator') ?? ';';
    const regex = rule.text('regex') ?? '(.*)';
    const target = rule.text('target_label');
    const replacement = rule.text('replacement') ?? '$1';
    this.state.notes.push(...rule.leaveOut('only hashmod has it', 'modulus'), ...rule.rest());
    switch (action) {
      case 'replace':
        if (target === undefined) throw new Inexpressible(at, 'has no target_label');
        return this.replace({ sources, separator, regex, target, replacement, at });
      case 'keep':
      case 'drop': {
        const test = this.test(sources, separator, regex, at);
        this.tests.push({ test, keeps: action === 'keep', at });
        return;
      }
      case 'labeldrop':
      case 'labelkeep': {
        const named = parseRegex(`^(?:${regex})$`, at);
        for (const name of [...this.labels.keys()]) {
          if (!name.startsWith('__') && named.test(name) === (action === 'labeldrop')) this.labels.delete(name);
        }
        return;
      }
      case 'labelmap':
        throw new Inexpressible(
          at,
          'makes labels of names that only the pods know (labelmap); a pipeline names each label',
        );
      default:
        throw new Inexpressible(at, `has the action ${action}, which no pipeline has`);
    }
  }

  private replace(rule: Replace): void {
    const { sources, separator, regex, target, replacement, at } = rule;
    if (target === '__path__' && this.isPods) {
      this.paths.push(replacement);
      return;
    }
    // Promtail reads the pods of its own node alone, and so does a source of pods.
    if (target === '__host__' && this.isPods && sources.join() === '__meta_kubernetes_pod_node_name') return;
    const before = this.labels.get(target);
    const set = (value: Known | undefined, isWhole: boolean): void => {
      const next = isWhole ? value : Known.firstOf(value, before);
      if (next === undefined) this.labels.delete(target);
      else this.labels.set(target, next);
    };
    const isSame = /^\$(?:1|\{1\})$/.test(replacement) && /^\^?\((\.[*+]|\[\^;\][*+])\)\$?$/.test(regex);
    if (!/\$/.test(replacement)) {
      const text = Known.constant(this.textOf(replacement));
      const test = this.test(sources, separator, regex, at);
      if (test === false) return;
      if (test === true) return set(replacement === '' ? undefined : text, true);
      if (replacement === '') throw new Inexpressible(at, 'removes a label of some pods');
      const name = fieldName(target);
      this.state.claim(name, at);
      const field = Known.field([name], { isText: true });
      const { spec } = text;
      this.state.parse({
        sets: [[name, field]],
        make: () => Stage.when(test, Stage.set({ [name]: spec.of === 'constant' ? spec.text : '' })),
      });
      return set(field, false);
    }
    if (sources.length === 1 && sources[0] === controller) return set(this.controller(regex, replacement, at), false);
    const values = sources.map((name) => this.read(name, at));
    if (values.some((value) => value?.traits.isPresence === true)) {
      throw new Inexpressible(at, 'makes a label of whether another is there');
    }
    const [first] = values;
    if (isFirstFilled(rule)) return set(Known.firstOf(...values), false);
    if (isSame) return set(values.length === 1 ? first : joined(values, separator, at), !regex.includes('+'));
    if (sources.length !== 1)
      throw new Inexpressible(at, 'takes parts of several labels, which a pipeline reads one by one');
    return set(this.part(first, rule), false);
  }

  /** A group of the pattern, as a field. */
  private part(from: Known | undefined, { regex, replacement, target, at }: Replace): Known | undefined {
    const group = /^\$\{?(\w+)\}?$/.exec(replacement)?.[1];
    if (group === undefined)
      throw new Inexpressible(at, `puts together ${replacement}, of which a pipeline takes one part`);
    if (from === undefined) return undefined;
    const name = fieldName(target);
    const named = nameGroup(`^(?:${regex})$`, group, name);
    if (named === undefined) throw new Inexpressible(at, `has no group ${group}`);
    if (from.literal !== undefined) {
      const text = parseRegex(named, at).match(from.literal)?.[name];
      return text === undefined ? undefined : Known.constant(text);
    }
    parseRegex(named, at);
    this.state.claim(name, at);
    const field = Known.field([name], { isText: true });
    this.state.parse({
      sets: [[name, field]],
      make: () => Stage.parseRegex(patternOf(tidy(named)), { from: new Ref(from.use() as RefSpec) }),
    });
    return field;
  }

  /** What made a pod, from the name that it gave the pod. */
  private controller(regex: string, replacement: string, at: string): Known {
    if (!/^\$(?:1|\{1\})$/.test(replacement))
      throw new Inexpressible(at, `reads ${controller}, which a pipeline does not know`);
    const isWhole = /^\(\.[*+]\)$/.test(regex);
    if (!isWhole && regex.replace(/^\^|\$$/g, '') !== '([0-9a-z-.]+?)(-[0-9a-f]{8,10})?') {
      throw new Inexpressible(at, `reads ${controller}, which a pipeline does not know`);
    }
    const name = 'controller';
    this.state.claim(name, at);
    const field = Known.field([name], { isText: true });
    const made = String.raw`-(?:[bcdfghjklmnpqrstvwxz2456789]{5}|\d+)$`;
    const pattern = isWhole ? `^(?<${name}>.+)${made}` : `^(?<${name}>[0-9a-z-.]+?)(?:-[0-9a-f]{8,10})?${made}`;
    this.state.note({
      at,
      kind: 'differs',
      what: controller,
      why: "a pipeline does not know it, and takes it from the pod's name: another one for a pod without a controller whose name looks made by one",
    });
    this.state.parse({
      sets: [[name, field]],
      make: () => Stage.parseRegex(patternOf(pattern), { from: new Ref({ of: 'origin', name: 'pod' }) }),
    });
    return field;
  }

  private test(sources: readonly string[], separator: string, regex: string, at: string): Test {
    if (sources.length === 0) return wholly(undefined, regex, at);
    const values = sources.map((name) => this.read(name, at));
    if (values.length === 1) return wholly(values[0], regex, at);
    const parts = splitPattern(regex, separator);
    if (parts.length !== values.length) {
      throw new Inexpressible(at, 'tests several labels by one pattern, which is not one part for each');
    }
    return all(values.map((value, index) => wholly(value, parts[index] ?? '', at)));
  }

  private read(name: string, at: string): Known | undefined {
    if (this.labels.has(name) || !name.startsWith('__meta_')) return this.labels.get(name);
    const state = this.state;
    const value = metaLabel(name, at, (key) =>
      state.notes.push({
        at,
        kind: 'supply',
        what: key,
        why: `it is written as Promtail shows it; Vector needs the pods' own spelling, where a _ may be another character`,
      }),
    );
    return value;
  }
}

interface Replace {
  readonly sources: readonly string[];
  readonly separator: string;
  readonly regex: string;
  readonly target: string;
  readonly replacement: string;
  readonly at: string;
}

/** `^;*([^;]+)(;.*)?$`: the first label that is not empty, since none holds a `;`. */
function isFirstFilled({ regex, separator, replacement }: Replace): boolean {
  return (
    separator === ';' &&
    /^\$(?:1|\{1\})$/.test(replacement) &&
    /^\^?;\*\(\[\^;\]\+\)\(?(?:\?:)?;?\.\*\)?\??\$?$/.test(regex)
  );
}

function joined(values: readonly (Known | undefined)[], separator: string, at: string): Known {
  const parts: (string | RefSpec)[] = [];
  for (const [index, value] of values.entries()) {
    if (index > 0) parts.push(separator);
    if (value === undefined) continue;
    if (value.traits.isAlways !== true) {
      throw new Inexpressible(
        at,
        'joins labels that some pods lack; a pipeline has no text then, and Promtail a part of it',
      );
    }
    if (value.spec.of !== 'constant') parts.push(value.spec);
    else if (value.literal !== undefined) parts.push(value.literal);
    else throw new Inexpressible(at, 'joins a text that only its variable knows');
  }
  const merged = parts.reduce<(string | RefSpec)[]>((all_, part) => {
    const last = all_.at(-1);
    return typeof part === 'string' && typeof last === 'string' ? [...all_.slice(0, -1), last + part] : [...all_, part];
  }, []);
  const [only] = merged;
  if (merged.length === 1 && typeof only === 'string') return Known.constant(only);
  return new Known(
    { of: 'text', parts: merged },
    { isAlways: true, isText: true },
    values.filter((value) => value !== undefined),
  );
}

/** A name that a group of a pattern can have. */
function fieldName(label: string): string {
  return label.replace(/^_+(?:tmp_)?/, '') || 'part';
}

/** Alternatives within one part stand in a group; a separator outside of groups ends a part. */
function splitPattern(regex: string, separator: string): readonly string[] {
  const parts = [''];
  let depth = 0;
  for (let at = 0; at < regex.length; at += 1) {
    const character = regex[at] ?? '';
    if (character === '\\') {
      parts.push(`${parts.pop() ?? ''}${character}${regex[at + 1] ?? ''}`);
      at += 1;
      continue;
    }
    if (character === '(' || character === '[') depth += 1;
    if (character === ')' || character === ']') depth -= 1;
    if (depth === 0 && separator !== '' && regex.startsWith(separator, at)) {
      parts.push('');
      at += separator.length - 1;
    } else parts.push(`${parts.pop() ?? ''}${character}`);
  }
  return parts;
}

/** Without what anchoring added where the pattern had it already. */
function tidy(pattern: string): string {
  const shorter = /^\^\(\?:([^]*)\)\$$/.exec(pattern)?.[1];
  if (shorter === undefined) return pattern;
  const plain = `^${shorter.replace(/^\^/, '').replace(/\$$/, '')}$`;
  const same = (one: string): string | undefined => {
    try {
      return print(parseRegex(one, '').root, GO);
    } catch {
      return undefined;
    }
  };
  return same(plain) === same(pattern) ? plain : pattern;
}
