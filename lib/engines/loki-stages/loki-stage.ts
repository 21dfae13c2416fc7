import { checkFields } from './field';
import { frozen } from './setting';
import { settingsOf, stageTypes } from './stage-types';
import type { MatchOptions } from './stage-types';
import type { NonEmpty } from '../../pipeline/non-empty';
import type { StageData, StageSettings, StageType } from './stage-data';
import type * as Options from './stage-options';

/** A stage of `loki.process`, or of a pipeline of Promtail: the two are one family. */
export class LokiStage implements StageData {
  readonly type: StageType;
  readonly settings: StageSettings;
  // Makes the type nominal.
  readonly #stage = true;

  private constructor(name: keyof typeof stageTypes, options: object) {
    this.type = stageTypes[name];
    this.settings = frozen(settingsOf(checkFields(name, options, this.type.fields)));
    Object.freeze(this);
  }

  /** Whether a value is a stage. */
  static is(value: unknown): value is LokiStage {
    return typeof value === 'object' && value !== null && #stage in value;
  }

  /** Reads the lines that container runtimes write, and joins partial ones. */
  static cri(options: Options.CriOptions = {}): LokiStage {
    return new LokiStage('cri', options);
  }

  /** Reads the JSON that Docker writes. */
  static docker(): LokiStage {
    return new LokiStage('docker', {});
  }

  /** Extracts values of a line that is JSON. */
  static json(options: Options.JsonOptions): LokiStage {
    return new LokiStage('json', options);
  }

  /** Extracts values of a line of `key=value`. */
  static logfmt(options: Options.LogfmtOptions): LokiStage {
    return new LokiStage('logfmt', options);
  }

  /** Extracts the named groups of a regular expression. */
  static regex(options: Options.RegexOptions): LokiStage {
    return new LokiStage('regex', options);
  }

  /** Extracts the captures of a pattern. Alloy only. */
  static pattern(options: Options.PatternOptions): LokiStage {
    return new LokiStage('pattern', options);
  }

  /** Sets an extracted value to what a Go template prints. */
  static template(options: Options.TemplateOptions): LokiStage {
    return new LokiStage('template', options);
  }

  /** Sets labels from extracted values. */
  static labels(options: Options.LabelsOptions): LokiStage {
    return new LokiStage('labels', options);
  }

  /** Sets labels to fixed values. */
  static staticLabels(options: Options.StaticLabelsOptions): LokiStage {
    return new LokiStage('staticLabels', options);
  }

  /** Sets structured metadata from extracted values. */
  static structuredMetadata(options: Options.StructuredMetadataOptions): LokiStage {
    return new LokiStage('structuredMetadata', options);
  }

  /** Removes structured metadata. Alloy only. */
  static structuredMetadataDrop(options: Options.NamesOptions): LokiStage {
    return new LokiStage('structuredMetadataDrop', options);
  }

  /** Removes labels. */
  static labelDrop(options: Options.NamesOptions): LokiStage {
    return new LokiStage('labelDrop', options);
  }

  /** Removes all other labels. */
  static labelKeep(options: Options.NamesOptions): LokiStage {
    return new LokiStage('labelKeep', options);
  }

  /** Sets the entry's time from an extracted value. */
  static timestamp(options: Options.TimestampOptions): LokiStage {
    return new LokiStage('timestamp', options);
  }

  /** Makes an extracted value the line. */
  static output(options: Options.OutputOptions): LokiStage {
    return new LokiStage('output', options);
  }

  /**
   * Runs stages on the lines that a selector matches, or drops these lines.
   *
   * @throws if lines that are dropped have stages, or others have none
   */
  static match(options: MatchOptions): LokiStage {
    const stage = new LokiStage('match', options);
    const { stages = [], action = 'keep' } = options;
    if ((stages.length === 0) === (action === 'drop')) return stage;
    const rule = action === 'drop' ? 'be empty where lines are dropped' : 'have at least one stage';
    throw new TypeError(
      `'match.stages' must ${rule}, got ${stages.length}; ${action === 'drop' ? 'remove them' : 'add one'}`,
    );
  }

  /**
   * Drops lines for which all conditions hold.
   *
   * @throws if there is no condition, or `value` has no source or stands beside `expression`
   */
  static drop(options: Options.DropOptions): LokiStage {
    const stage = new LokiStage('drop', options);
    const { source, expression, value, olderThan, longerThan } = options;
    if ([source, expression, olderThan, longerThan].every((one) => one === undefined)) {
      throw new TypeError("'drop' must have a condition, got none; add source, expression, olderThan or longerThan");
    }
    if (value !== undefined && (source === undefined || expression !== undefined)) {
      throw new TypeError("'drop.value' must have a source and no expression beside it; write one of the two");
    }
    return stage;
  }

  /** Keeps a share of the lines, by chance. */
  static sampling(options: Options.SamplingOptions): LokiStage {
    return new LokiStage('sampling', options);
  }

  /**
   * Limits the rate of lines.
   *
   * @throws if a limit by label does not drop
   */
  static limit(options: Options.LimitOptions): LokiStage {
    const stage = new LokiStage('limit', options);
    if (options.byLabelName === undefined || options.drop === true) return stage;
    throw new TypeError("'limit.drop' must be true with byLabelName; the agents refuse to wait for one label alone");
  }

  /** Joins the lines of an entry. */
  static multiline(options: Options.MultilineOptions): LokiStage {
    return new LokiStage('multiline', options);
  }

  /** Packs labels into the line. */
  static pack(options: Options.PackOptions): LokiStage {
    return new LokiStage('pack', options);
  }

  /** Replaces text. */
  static replace(options: Options.ReplaceOptions): LokiStage {
    return new LokiStage('replace', options);
  }

  /** Removes ANSI colours. */
  static decolorize(): LokiStage {
    return new LokiStage('decolorize', {});
  }

  /** Sets Loki's tenant. @throws if it is not one of label, source and value */
  static tenant(options: Options.TenantOptions): LokiStage {
    const stage = new LokiStage('tenant', options);
    const given = Object.keys(options).length;
    if (given === 1) return stage;
    throw new TypeError(`'tenant' must have one of label, source and value, got ${given}; choose one`);
  }

  /** Counts and measures. */
  static metrics(metrics: NonEmpty<Options.Metric>): LokiStage {
    return new LokiStage('metrics', { metrics });
  }

  /** Reads the message of a Windows event. */
  static eventLogMessage(options: Options.EventLogMessageOptions = {}): LokiStage {
    return new LokiStage('eventLogMessage', options);
  }

  /** Cuts long text. Alloy only. */
  static truncate(rules: NonEmpty<Options.TruncateRule>): LokiStage {
    return new LokiStage('truncate', { rule: rules });
  }

  /** Replaces numbers of payment cards. Alloy only. */
  static luhn(options: Options.LuhnOptions = {}): LokiStage {
    return new LokiStage('luhn', options);
  }
}
