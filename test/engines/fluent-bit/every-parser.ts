import { Duration } from 'cdk8s';
import { MultilineParser, Parser } from '../../../lib/engines/fluent-bit';

export const json = Parser.json('json_time', {
  timeKey: 'time',
  timeFormat: '%Y-%m-%dT%H:%M:%S.%L%z',
  timeKeep: true,
  timeStrict: true,
  types: { status: 'integer', took: 'float' },
});
export const words = Parser.regex('words', {
  regex: '^(?<first>\\S+) (?<rest>.*)$',
  skipEmptyValues: false,
  timeOffset: '+0900',
  timeKey: 'first',
  timeFormat: '%s',
  decodeField: 'json rest',
  decodeFieldAs: 'escaped_utf8 rest do_next',
});
export const pairs = Parser.logfmt('pairs', { logfmtNoBareKeys: true, timeSystemTimezone: true });
export const tabs = Parser.ltsv('tabs');

export const traces = MultilineParser.regex('traces', {
  flushTimeout: Duration.seconds(1),
  keyContent: 'log',
  keyGroup: 'stream',
  keyPattern: 'log',
  rules: [
    { state: 'start_state', regex: '/^\\S/', nextState: 'cont' },
    { state: 'cont', regex: '/^\\s+/', nextState: 'cont' },
  ],
});
export const ends = MultilineParser.endswith('ends', { matchString: ';', negate: true, parser: words });
export const equal = MultilineParser.equal('equals', { matchString: '\\' });
