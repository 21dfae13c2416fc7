import { Duration } from 'cdk8s';
import type { Node } from '../../../../languages/regex/node';
import { GO } from '../../../../languages/regex/dialects';
import { print } from '../../../../languages/regex/print';
import { firstOf, Ref } from '../../../../pipeline/ref';
import type { RefSpec } from '../../../../pipeline/ref-spec';
import { Stage } from '../../../../pipeline/stage';
import { milliseconds } from '../units';
import { Known } from '../known';
import { Inexpressible } from '../note';
import { parseRegex, patternOf } from '../tests';
import type { StageReader } from './context';
import { nativeRun } from './native-run';

/** `output`: a value becomes the line. */
export const output: StageReader = (options, { state }) => {
  const source = options.text('source') ?? '';
  const value = state.value(source, options.at);
  if (value === undefined) return;
  if (value.spec.of === 'constant') throw new Inexpressible(options.at, 'makes the same line of each');
  const ref = new Ref(value.use() as RefSpec);
  state.lineVersion += 1;
  if (value.traits.mayBeEmpty !== true) return state.add(Stage.line(ref));
  const { witness } = value.traits;
  if (witness === undefined)
    throw new Inexpressible(options.at, `makes an empty line where ${source} is empty; a pipeline keeps the line`);
  // A group that is empty is absent in a pipeline; what matched beside it says that there is one.
  state.add(Stage.when(new Ref(witness.use() as RefSpec).exists(), Stage.line(firstOf(ref, ''))));
};

/** `docker`: the JSON that Docker writes. */
export const docker: StageReader = (options, context) => {
  const { isPods, run } = context;
  if (isPods) {
    throw new Inexpressible(
      options.at,
      "reads Docker's own files; a source of pods reads those of CRI, as all nodes have since Kubernetes 1.24",
    );
  }
  run(
    [
      { json: { expressions: { output: 'log', stream: 'stream', timestamp: 'time' } } },
      { labels: { stream: null } },
      { timestamp: { source: 'timestamp', format: 'RFC3339Nano' } },
      { output: { source: 'output' } },
    ],
    options.at,
  );
};

/** `cri`: a source of pods reads it. */
export const cri: StageReader = (options, { state, isPods }) => {
  state.notes.push(
    ...options.leaveOut(
      'a source of pods joins partial lines up to its maxLineBytes',
      'max_partial_lines',
      'max_partial_line_size',
      'max_partial_line_size_truncate',
    ),
  );
  if (!isPods)
    throw new Inexpressible(
      options.at,
      'joins the parts of lines that a runtime wrote; Source.pods() does that, files do not',
    );
  if (state.steps.length > 0 || state.lineVersion > 0) throw new Inexpressible(options.at, 'comes after other stages');
  const stream = Known.origin('stream');
  state.labels.set('stream', stream);
  state.extracted.set('stream', stream);
  for (const name of ['time', 'flags', 'content']) state.extracted.set(name, undefined);
  state.lineVersion += 1;
};

/** `multiline`: lines up to the next first one are one entry. */
export const multiline: StageReader = (options, { state }) => {
  const at = options.path('firstline');
  const firstLine = options.text('firstline') ?? '';
  parseRegex(firstLine, at);
  const maxLines = Number(options.text('max_lines') ?? 128);
  const maxWait = milliseconds(options.text('max_wait_time') ?? '3s', options.path('max_wait_time'));
  if (state.isWithin) throw new Inexpressible(options.at, 'joins some lines only; a pipeline joins all, or none');
  if (
    state.joinAt !== undefined ||
    !state.steps.every((step) => step.kind === 'stage' && step.stage.spec.kind === 'replace')
  ) {
    throw new Inexpressible(options.at, 'joins lines after stages that read them one by one; a pipeline joins first');
  }
  state.add(Stage.joinLines({ firstLine: patternOf(firstLine), maxWait: Duration.millis(maxWait), maxLines }));
  state.joinAt = state.steps.length;
  state.lineVersion += 1;
};

/** `replace`: what groups match becomes a text. */
export const replace: StageReader = (options, context) => {
  const { state } = context;
  const expression = options.text('expression') ?? '';
  const by = options.text('replace') ?? '';
  const source = options.text('source');
  const at = options.path('expression');
  const regex = parseRegex(expression, at);
  if (openings(expression).length === 0) {
    const why = 'its pattern has no group, and Promtail replaces what groups match: nothing';
    state.note({ at: options.at, kind: 'left out', what: 'replace', why });
    return;
  }
  if (source !== undefined && source !== '')
    return nativeRun({ replace: { expression, source, replace: by } }, options, context);
  const whole = by.includes('{{') ? undefined : wholeMatch(expression, by, at);
  if (whole === undefined) return nativeRun({ replace: { expression, replace: by } }, options, context);
  // Promtail extracts what it replaced, too.
  for (const name of regex.groups) state.extracted.set(name, undefined);
  state.lineVersion += 1;
  state.add(Stage.replace(patternOf(whole.source), whole.by));
};

/**
 * The same as a pattern whose whole match is replaced: what stands around the one group is text, which is written again.
 * Promtail replaces what groups match; where there is none, nothing.
 */
function wholeMatch(
  expression: string,
  by: string,
  at: string,
): { readonly source: string; readonly by: string } | undefined {
  // Groups without a name are none in our tree: give the only one of them a name.
  const opening = openings(expression);
  const [first] = opening;
  if (opening.length !== 1 || first === undefined) return undefined;
  const named = `${expression.slice(0, first.index ?? 0)}(?P<it>${expression.slice((first.index ?? 0) + first[0].length)}`;
  const { root } = parseRegex(named, at);
  const items = root.kind === 'sequence' ? root.items : [root];
  const index = items.findIndex((item) => item.kind === 'group');
  if (index < 0) return undefined;
  const textOf = (nodes: readonly Node[]): string | undefined =>
    nodes.every((node) => node.kind === 'text' || node.kind === 'assertion')
      ? nodes.map((node) => (node.kind === 'text' ? node.text : '')).join('')
      : undefined;
  const [before, after] = [textOf(items.slice(0, index)), textOf(items.slice(index + 1))];
  if (before === undefined || after === undefined) return undefined;
  if (before === '' && after === '' && (first.index ?? 0) === 0 && expression.endsWith(')')) {
    const inner = expression.slice(first[0].length, -1);
    try {
      if (print(parseRegex(inner, at).root, GO) === print(parseRegex(`(?:${inner})`, at).root, GO))
        return { source: inner, by };
    } catch {
      // The brackets held the alternatives together.
    }
  }
  const source = `${expression.slice(0, first.index ?? 0)}(?:${expression.slice((first.index ?? 0) + first[0].length)}`;
  return { source: unwrapped(source, at), by: before + by + after };
}

/** Where groups that remember begin. */
function openings(expression: string): readonly RegExpMatchArray[] {
  const tokens = expression.matchAll(/\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\((?!\?)|\(\?P?<\w+>/g);
  return [...tokens].filter(([text]) => text.startsWith('('));
}

/** Without brackets that group nothing. */
function unwrapped(source: string, at: string): string {
  const plain = source.replace(/\(\?:((?:\\.|\[(?:\\.|[^\]\\])*\][*+?]?|[^()|\\[\]])*)\)(?![*+?{])/, '$1');
  try {
    return print(parseRegex(plain, at).root, GO) === print(parseRegex(source, at).root, GO) ? plain : source;
  } catch {
    return source;
  }
}

/** Promtail's own pattern of ANSI's escapes. */
const escapes =
  '[\\x1b\\x9b][[\\]()#;?]*(?:(?:(?:[a-zA-Z\\d]*(?:;[a-zA-Z\\d]*)*)?\\x07)|(?:(?:\\d{1,4}(?:;\\d{0,4})*)?[\\dA-PRZcf-ntqry=><~]))';

/** `decolorize`: ANSI's escapes go. */
export const decolorize: StageReader = (_options, { state }) => {
  state.lineVersion += 1;
  state.add(Stage.replace(patternOf(escapes), ''));
};
