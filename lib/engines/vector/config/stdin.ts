import { checkSettings, source } from './component';
import type { Output } from './component';
import { decoderFraming, decoding, decodingSince, emittedBy } from './decoding';
import type { DecoderFraming, Decoding } from './decoding';
import { unknownTo } from './release';
import { filled, maybe } from './shape';
import type { Checks } from './shape';

/**
 * What Vector reads from its own input. At its end Vector ends, once all is sent. Vector's own `max_length` limits nothing here;
 * that of `framing` does.
 */
export interface StdinOptions {
  /** Field for the host's name. @default 'host' */
  readonly hostKey?: string;
  /** How bytes become messages. @default - as `decoding` needs it: lines for text and JSON */
  readonly framing?: DecoderFraming;
  /** How a message becomes an event. @default { codec: 'bytes' } */
  readonly decoding?: Decoding;
}

const checks: Checks<StdinOptions> = {
  hostKey: maybe(filled),
  framing: maybe(decoderFraming),
  decoding: maybe(decoding),
};

/** @see https://vector.dev/docs/reference/configuration/sources/stdin/ */
export function stdin(name: string, options: StdinOptions = {}): Output {
  const settings = checkSettings(name, options, checks);
  return source('stdin', name, settings, {
    emits: emittedBy(settings.decoding),
    check: (version) => unknownTo(version, settings, decodingSince),
  });
}
