import { LiveText, livesOf } from '../text/live-text';
import { through } from '../text/reader';
import { readersOf } from '../text/route';
import { Unspellable } from '../text/unspellable';
import { isEscaped, markEscaped } from './escaped';
import { isHelmValues } from './helm-value';
import { unknownNames } from './unknown-names';
import { printPath } from './value-path';
import type { Finding } from '../findings/finding';
import type { Text } from '../text/live-text';
import type { Reader } from '../text/reader';
import type { HelmChart } from './helm-chart';
import type { HelmValue, HelmValues } from './helm-value';
import type { ValuePath } from './value-path';

/** Values as they must be written for a chart, and what has no way to it. */
export interface EscapedValues {
  readonly values: HelmValues;
  readonly findings: readonly Finding[];
}

/**
 * The values with each text, and each key, written for what the chart does to it. Parts that Flux fills in are left, for the
 * object that the values travel in.
 */
export function escapeValues(chart: HelmChart, values: HelmValues): EscapedValues {
  const walk = new Walk(chart);
  return {
    values: walk.branch(values, []) as HelmValues,
    findings: [...unknownNames(chart, values), ...walk.findings],
  };
}

class Walk {
  readonly findings: Finding[] = [];

  constructor(private readonly chart: HelmChart) {}

  branch(value: HelmValues | readonly HelmValue[], path: ValuePath): HelmValue {
    if (isEscaped(value)) {
      this.find('delivery/escaped-twice', path, {
        got: 'values that are escaped already',
        message: 'must be given as they are meant',
        remedy: 'write what helmValues() returned into a file, or give the release the values it was made of',
      });
      return value;
    }
    const copy = isHelmValues(value)
      ? Object.fromEntries(
          Object.entries(value).map(([key, item]) => [this.key(key, path), this.value(item, [...path, key])]),
        )
      : value.map((item, index) => this.value(item, [...path, index]));
    return markEscaped(Object.freeze(copy));
  }

  private value(value: HelmValue, path: ValuePath): HelmValue {
    if (typeof value === 'string' || value instanceof LiveText) return this.text(value, path);
    return typeof value === 'object' && value !== null ? this.branch(value, path) : value;
  }

  // A key is printed by the chart itself, unless toYaml writes the object that it is in.
  private key(key: string, path: ValuePath): string {
    const around = this.chart.pathOf(path);
    if (around.tpl === 0 || around.yaml !== true) return key;
    return this.pass(key, readersOf({ chart: around }), [...path, key]) as string;
  }

  private text(text: Text, path: ValuePath): Text {
    const written = this.pass(text, readersOf({ chart: this.chart.pathOf(path) }), path);
    for (const { reader, name } of livesOf(written)) {
      if (reader !== 'flux') this.unread(reader, name, path);
    }
    return written;
  }

  private pass(text: Text, readers: readonly Reader[], path: ValuePath): Text {
    try {
      return through(text, ...readers);
    } catch (error) {
      if (!(error instanceof Unspellable)) throw error;
      this.find('delivery/unspellable', path, {
        got: `${error.what} at character ${error.position}`,
        message: `must have a spelling for ${error.reader}`,
        remedy: error.remedy,
      });
      return '';
    }
  }

  private unread(reader: string, name: string, path: ValuePath): void {
    const { name: chart } = this.chart.data;
    if (reader === 'helm') {
      this.find('delivery/helm-unread', path, {
        got: `the action ${name}`,
        message: `must be without template actions, since the chart ${chart} does not pass it to tpl`,
        remedy: `write a plain string; passed to tpl are ${this.chart.templated.join(', ') || 'none of its values'}`,
      });
    } else {
      this.find('delivery/env-unread', path, {
        got: `the variable ${name}`,
        message: `must be without variables, since nothing in the chart ${chart} fills them in`,
        remedy: 'write a plain string; env() belongs into what an agent reads',
      });
    }
  }

  private find(rule: Finding['rule'], path: ValuePath, what: Pick<Finding, 'got' | 'message' | 'remedy'>): void {
    const at = printPath(['values', ...path]);
    this.findings.push({ rule, severity: 'error', at, ...what, message: `'${at}' ${what.message}` });
  }
}
