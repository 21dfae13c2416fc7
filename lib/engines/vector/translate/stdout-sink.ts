import { comment, Vrl, vrl } from '../../../languages/vrl';
import { console } from '../config/console';
import type { PreparedSink } from './loki-sink';
import { originPaths, podTexts } from './origins';
import type { Origins } from './origins';
import { event } from './program';

/** One JSON object a line: `{"time", "line", "fields", "origin"}`. */
export const stdoutSink = (origins: Origins): PreparedSink => ({
  prepare(program) {
    const { fields, line } = program;
    program.add(
      comment('Through nanoseconds, since a second 60 is the next minute'),
      vrl`time = from_unix_timestamp!(to_unix_timestamp!(${event.time}, unit: "nanoseconds"), unit: "nanoseconds")`,
      vrl`time = format_timestamp!(time, "%Y-%m-%dT%H:%M:%S%.fZ")`,
      comment('Put together by hand: an object of VRL sorts its keys'),
      vrl`json = ${'{"time":'} + encode_json(time) + ${',"line":'} + encode_json(${line})`,
      vrl`if length(${fields}) > 0 { json = json + ${',"fields":'} + encode_json(${fields}) }`,
      ...(origins.pods ? [vrl`origin = ${originOf(origins)}`] : []),
      origins.pods
        ? program.setLine(vrl`json + ${',"origin":'} + encode_json(origin) + "}"`)
        : program.setLine(vrl`json + ${',"origin":{"path":'} + encode_json(${event.path}) + "}}"`),
    );
  },
  make: (name, inputs) =>
    console(name, {
      inputs,
      target: 'stdout',
      encoding: { codec: 'text' },
      ...(origins.files ? { acknowledgements: { enabled: true } } : {}),
    }),
});

/** What is known of where a line was read; what is not known of it is left out. */
function originOf({ files }: Origins): Vrl {
  const { path, ...others } = originPaths;
  return vrl`
  compact({
    ${Vrl.join(
      [
        ...Object.entries(files ? { path, ...others } : others).map(([name, at]) => vrl`${name}: ${at}`),
        vrl`"podLabels": ${podTexts('podLabel')}`,
        vrl`"podAnnotations": ${podTexts('podAnnotation')}`,
      ],
      ',\n',
    )}
  }, recursive: false, string: false, object: false, array: false)`;
}
