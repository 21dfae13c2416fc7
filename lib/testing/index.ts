import './register';

export { checkExamples, differences } from './difference';
export type { Difference, ExampleDifference, ShowDifference } from './difference';
export { matchers } from './matchers';
export type { Judged, MatcherContext, MatcherResult, PipelineMatchers } from './matchers';
export { shipped } from './shipped';
export type { AnyPipeline, DroppedRecord, Shipped, ShippedEntry } from './shipped';
