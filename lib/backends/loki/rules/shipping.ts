import type { Finding } from '../../../findings/finding';
import { bytesOf } from '../../../engines/loki-stages/quantity';
import type { EngineName } from '../../../pipeline/engine-name';
import type { LogPipeline } from '../../../pipeline/log-pipeline';
import { shownBytes } from '../shown-quantity';
import { finding, limitDefaults } from './rule';
import type { Limits } from './rule';

/** Sinks of these pipelines that ship here; every Loki sink where it is not said which. */
type ShipsHere = (sink: LogPipeline<EngineName>['sinks'][number]) => boolean;

/** What agents send and this Loki would refuse. */
export function checkShipping(
  pipelines: readonly LogPipeline<EngineName>[],
  limits: Limits,
  shipsHere: ShipsHere = () => true,
): readonly Finding[] {
  const labels = limits.maxLabelNamesPerSeries ?? limitDefaults.maxLabelNamesPerSeries;
  const metadata = limits.maxStructuredMetadataEntriesCount ?? limitDefaults.maxStructuredMetadataEntriesCount;
  const line = limits.maxLineSize === undefined ? limitDefaults.maxLineBytes : bytesOf(limits.maxLineSize);
  return pipelines.flatMap(({ name, sources, sinks }) => {
    const found: Finding[] = [];
    sinks.forEach((sink, index) => {
      const { spec } = sink;
      if (spec.kind !== 'loki' || !shipsHere(sink)) return;
      const at = `${name}: sinks[${index}]`;
      const count = (what: string, most: number, got: number, option: string, remedy: string): void => {
        if (got <= most) return;
        const message = `'${what}' must be at most ${most}, Loki's '${option}': it drops entries with more`;
        found.push(finding('loki/label-limit', `${at}.${what}`, String(got), message, remedy));
      };
      const fewer = "move some to structuredMetadata, or raise 'limits.maxLabelNamesPerSeries'";
      count('labels', labels, spec.labels.length, 'maxLabelNamesPerSeries', fewer);
      if (limits.allowStructuredMetadata === false) {
        const message =
          'structured metadata must be allowed where agents of this library send to: each entry of theirs has some, and Loki refuses it';
        const remedy =
          'let them send once a period of TSDB v13 has begun; write limits: { allowStructuredMetadata: true } then';
        found.push(finding('loki/structured-metadata', at, 'allowStructuredMetadata: false', message, remedy));
      } else {
        const option = 'maxStructuredMetadataEntriesCount';
        count('structuredMetadata', metadata, spec.structuredMetadata.length, option, 'send fewer');
      }
      const { maxLabelValueLength = limitDefaults.maxLabelValueLength } = limits;
      if (maxLabelValueLength < limitDefaults.maxLabelValueLength) {
        const message = `'maxLabelValueLength' must be at least ${limitDefaults.maxLabelValueLength}, to which agents cut values: Loki drops entries with longer ones`;
        found.push(finding('loki/label-limit', at, String(maxLabelValueLength), message, 'leave it out'));
      }
      if (line === 0 || limits.maxLineSizeTruncate === true) return;
      for (const [place, { spec: source }] of sources.entries()) {
        const most = 'maxLineBytes' in source ? source.maxLineBytes : undefined;
        if (most === undefined || most <= line) continue;
        const message = `'maxLineBytes' must be at most Loki's 'maxLineSize' (${shownBytes(line)}): it drops longer lines`;
        const where = `${name}: sources[${place}]`;
        found.push(
          finding('loki/line-size', where, shownBytes(most), message, "lower it, or raise 'maxLineSize'", 'warning'),
        );
      }
    });
    return found;
  });
}
