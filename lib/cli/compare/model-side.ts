import { createReadStream } from 'node:fs';
import type { EngineName } from '../../pipeline/engine-name';
import type { Entry } from '../../pipeline/entry';
import { Interpreter } from '../../pipeline/interpreter/interpreter';
import { LineSplitter } from '../../pipeline/line-splitter';
import type { LogPipeline } from '../../pipeline/log-pipeline';
import type { Origin } from '../../pipeline/record';
import { sidecarLabel } from '../../pipeline/sidecar-label';
import type { SinkOf } from '../../pipeline/sink-spec';
import type { PodSelection, SourceSpec } from '../../pipeline/source-spec';
import { SourceGlob } from '../source-glob';
import type { ContainerLog } from './container-log';
import { CriLines } from './cri-lines';
import type { PlacedFile } from './log-input';
import { namedUrl } from './named-url';
import { receivedEntry } from './received-entry';
import type { ReceivedEntry } from './received-entry';
import type { Side } from './side';
import { filled } from './variables';
import { now } from './now';

/** What the pipelines mean, by the interpreter. */
export function modelSide(pipelines: readonly LogPipeline<EngineName>[]): Side {
  const specs = pipelines.flatMap(({ sources }) => sources.map(({ spec }) => spec));
  return {
    name: 'interpreter',
    about: "the model itself, by the pipeline's interpreter",
    globs: specs.flatMap((spec) => (spec.kind === 'files' ? [new SourceGlob(spec.glob)] : [])),
    readsPods: specs.some(({ kind }) => kind === 'pods'),
    async run(input, { progress }) {
      const from = now();
      const entries: { readonly entry: Entry; readonly sink: SinkOf<'loki'> }[] = [];
      for (const pipeline of pipelines) {
        for (const file of input.files) {
          await readFile(pipeline, file, (entry, sink) => entries.push({ entry, sink }));
          progress(entries.length);
        }
      }
      const during = [from, now()] as const;
      const others = pipelines.flatMap(({ sinks }) =>
        sinks.filter(({ kind }) => kind !== 'loki').map(({ kind }) => kind),
      );
      return {
        entries: entries.flatMap(({ entry, sink }): readonly ReceivedEntry[] => {
          if (!('labels' in entry)) return [];
          const tenant = sink.to.tenant === undefined ? '' : filled(sink.to.tenant);
          return [
            receivedEntry(withVariables(entry), tenant, namedUrl(filled(sink.to.url)), { during, tieBreaks: [] }),
          ];
        }),
        leftOut: others.map((kind) => `a sink of ${kind}: compare shows what Loki is sent`),
        notes: [],
      };
    },
  };
}

async function readFile(
  pipeline: LogPipeline<EngineName>,
  { file, path, container }: PlacedFile,
  onEntry: (entry: Entry, sink: SinkOf<'loki'>) => void,
): Promise<void> {
  const source = pipeline.sources.map(({ spec }) => spec).find((spec) => reads(spec, path, container));
  if (source === undefined) return;
  const sinks = pipeline.sinks.map(({ spec }) => spec);
  const interpreter = new Interpreter(pipeline, {
    onEntry: (entry, index) => {
      const sink = sinks[index];
      if (sink?.kind === 'loki') onEntry(entry, sink);
    },
  });
  const isRuntimes = source.kind === 'pods' && container !== undefined;
  // A runtime's time and marks stand before each line, and are no part of its length.
  const splitter = new LineSplitter(isRuntimes ? source.maxLineBytes + 128 : source.maxLineBytes);
  const runtime = new CriLines();
  const origin: Origin = isRuntimes ? { ...originOf(container), path } : { path };
  for await (const chunk of createReadStream(file)) {
    for (const line of splitter.push(chunk as Buffer)) {
      if (!isRuntimes) interpreter.push({ line, origin });
      else {
        const written = runtime.push(line);
        if (written === 'part' || written === 'no line of a runtime') continue;
        if (Buffer.byteLength(written.line) > source.maxLineBytes) continue;
        interpreter.push({ line: written.line, time: written.time, origin: { ...origin, stream: written.stream } });
      }
    }
  }
  interpreter.flush();
}

function reads(spec: SourceSpec, path: string, container: ContainerLog | undefined): boolean {
  if (spec.kind === 'files') return new SourceGlob(spec.glob, spec.exclude).matches(path);
  if (spec.kind !== 'pods' || container === undefined || Object.hasOwn(container.labels, sidecarLabel)) return false;
  return selects(spec.select, container) && !(spec.except !== undefined && selects(spec.except, container));
}

function selects({ namespaces, containers, labels = {} }: PodSelection, container: ContainerLog): boolean {
  return (
    namespaces?.includes(container.namespace) !== false &&
    containers?.includes(container.container) !== false &&
    Object.entries(labels).every(([key, wanted]) => {
      const value = Object.hasOwn(container.labels, key) ? container.labels[key] : undefined;
      return value !== undefined && (wanted === true || [wanted].flat().includes(value));
    })
  );
}

function originOf({ namespace, pod, container, node, labels, annotations }: ContainerLog): Origin {
  return { namespace, pod, container, node, podLabels: labels, podAnnotations: annotations };
}

function withVariables<E extends Extract<Entry, { labels: unknown }>>(entry: E): E {
  const all = (texts: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
    Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, filled(text)]));
  return { ...entry, labels: all(entry.labels), structuredMetadata: all(entry.structuredMetadata) };
}
