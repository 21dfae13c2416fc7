import type { Duration, Size } from 'cdk8s';
import type { PromtailConfigProps } from '../../engines/promtail/config/options';
import { LokiStage } from '../../engines/loki-stages/loki-stage';
import { bytesOf, isDuration, isSize } from '../../engines/loki-stages/quantity';
import { stageTypes } from '../../engines/loki-stages/stage-types';
import { LiveText } from '../../text/live-text';
import { SecretRef } from '../../text/secret-ref';
import { call, quoted } from './code';
import type { Code, Entry } from './code';
import type { ValuePrinter } from './print-values';

/** Promtail's own configuration, typed, as a user writes it. */
export class NativePrinter {
  constructor(private readonly values: ValuePrinter) {}

  config({ scrapeConfigs, ...props }: PromtailConfigProps, reasons: readonly string[]): Code {
    const items = scrapeConfigs.map((scrape, index) => ({
      value: this.code(scrape),
      comments: [`No pipeline: ${reasons[index] ?? ''}`],
    }));
    const { entries } = this.record(props);
    const all: readonly Entry[] = [...entries, { key: 'scrapeConfigs', value: { kind: 'list', items } }];
    return call(`new ${this.values.imports.use('PromtailConfig', 'cdk8s-logging/promtail')}`, {
      kind: 'object',
      entries: all,
    });
  }

  private code(value: unknown): Code {
    if (typeof value === 'string') return quoted(value);
    if (typeof value !== 'object' || value === null) return String(value);
    if (value instanceof LiveText) return this.values.text(value);
    if (SecretRef.is(value)) return this.values.secret(value);
    if (LokiStage.is(value)) return this.stage(value);
    if (Array.isArray(value)) return { kind: 'list', items: value.map((item) => ({ value: this.code(item) })) };
    if (isDuration(value)) return this.duration(value);
    if (isSize(value)) return this.size(value);
    return this.record(value);
  }

  private record(value: object): Extract<Code, { kind: 'object' }> {
    const entries = Object.entries(value).flatMap(([key, inner]: readonly [string, unknown]) =>
      inner === undefined ? [] : [{ key, value: this.code(inner) }],
    );
    return { kind: 'object', entries };
  }

  private stage({ type, settings }: LokiStage): Code {
    const name = Object.entries(stageTypes).find(([, one]) => one === type)?.[0] ?? type.alloy;
    const make = `${this.values.imports.use('LokiStage', 'cdk8s-logging/promtail')}.${name}`;
    if (name === 'metrics') return call(make, this.code(settings['metrics']));
    return Object.keys(settings).length === 0 ? call(make) : call(make, this.record(settings));
  }

  private duration(value: Duration): Code {
    const milliseconds = value.toMilliseconds();
    this.values.imports.use('Duration', 'cdk8s');
    if (milliseconds % 3_600_000 === 0) return `Duration.hours(${milliseconds / 3_600_000})`;
    if (milliseconds % 60_000 === 0) return `Duration.minutes(${milliseconds / 60_000})`;
    return milliseconds % 1000 === 0 ? `Duration.seconds(${milliseconds / 1000})` : `Duration.millis(${milliseconds})`;
  }

  private size(value: Size): Code {
    const bytes = bytesOf(value);
    this.values.imports.use('Size', 'cdk8s');
    return bytes % 1024 ** 2 === 0 ? `Size.mebibytes(${bytes / 1024 ** 2})` : `Size.kibibytes(${bytes / 1024})`;
  }
}
