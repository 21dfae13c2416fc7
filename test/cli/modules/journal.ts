import { LogPipeline, Sink, Source } from 'cdk8s-logging';

export const pipeline = new LogPipeline('journal', { sources: [Source.journal()], sinks: [Sink.stdout()] });
