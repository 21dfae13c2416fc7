import { awsS3 } from './aws-s3';
import { blackhole } from './blackhole';
import { console } from './console';
import { dedupe } from './dedupe';
import { demoLogs } from './demo-logs';
import { dockerLogs } from './docker-logs';
import { exclusiveRoute } from './exclusive-route';
import { file } from './file';
import { fileSink } from './file-sink';
import { filter } from './filter';
import { fluent } from './fluent';
import { httpServer } from './http-server';
import { httpSink } from './http-sink';
import { internalLogs } from './internal-logs';
import { internalMetrics } from './internal-metrics';
import { journald } from './journald';
import { kubernetesLogs } from './kubernetes-logs';
import { logToMetric } from './log-to-metric';
import { loki } from './loki';
import { opentelemetry } from './opentelemetry';
import { opentelemetrySink } from './opentelemetry-sink';
import { prometheusExporter } from './prometheus-exporter';
import { reduce } from './reduce';
import { remap } from './remap';
import { route } from './route';
import { sample } from './sample';
import { socket } from './socket';
import { stdin } from './stdin';
import { tagCardinalityLimit } from './tag-cardinality-limit';
import { throttle } from './throttle';
import { vector } from './vector';
import { vectorSink } from './vector-sink';

/** Where events come from, in Vector's words. */
export const Source = Object.freeze({
  demoLogs,
  dockerLogs,
  file,
  fluent,
  httpServer,
  internalLogs,
  internalMetrics,
  journald,
  kubernetesLogs,
  opentelemetry,
  socket,
  stdin,
  vector,
});

/** What happens to events, in Vector's words. */
export const Transform = Object.freeze({
  dedupe,
  exclusiveRoute,
  filter,
  logToMetric,
  reduce,
  remap,
  route,
  sample,
  tagCardinalityLimit,
  throttle,
});

/** Where events go, in Vector's words. */
export const Sink = Object.freeze({
  awsS3,
  blackhole,
  console,
  file: fileSink,
  http: httpSink,
  loki,
  opentelemetry: opentelemetrySink,
  prometheusExporter,
  vector: vectorSink,
});
