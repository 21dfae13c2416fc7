import { comment, vrl } from '../../../languages/vrl';
import { console } from '../config/console';
import type { PreparedSink } from './loki-sink';
import { event } from './program';

/** One JSON object a line: `{"time", "line", "fields", "origin"}`. */
export const stdoutSink: PreparedSink = Object.freeze({
  prepare(program) {
    const { fields, line } = program;
    program.add(
      comment('Through nanoseconds, since a second 60 is the next minute'),
      vrl`time = from_unix_timestamp!(to_unix_timestamp!(${event.time}, unit: "nanoseconds"), unit: "nanoseconds")`,
      vrl`time = format_timestamp!(time, "%Y-%m-%dT%H:%M:%S%.fZ")`,
      comment('Put together by hand: an object of VRL sorts its keys'),
      vrl`json = ${'{"time":'} + encode_json(time) + ${',"line":'} + encode_json(${line})`,
      vrl`if length(${fields}) > 0 { json = json + ${',"fields":'} + encode_json(${fields}) }`,
      program.setLine(vrl`json + ${',"origin":{"path":'} + encode_json(${event.path}) + "}}"`),
    );
  },
  make: (name, inputs) =>
    console(name, { inputs, target: 'stdout', encoding: { codec: 'text' }, acknowledgements: { enabled: true } }),
} satisfies PreparedSink);
