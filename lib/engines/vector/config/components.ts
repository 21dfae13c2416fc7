import { blackhole } from './blackhole';
import { console } from './console';
import { file } from './file';
import { filter } from './filter';
import { internalLogs } from './internal-logs';
import { internalMetrics } from './internal-metrics';
import { logToMetric } from './log-to-metric';
import { loki } from './loki';
import { prometheusExporter } from './prometheus-exporter';
import { reduce } from './reduce';
import { remap } from './remap';
import { sample } from './sample';
import { throttle } from './throttle';

/** Where events come from, in Vector's words. */
export const Source = Object.freeze({ file, internalLogs, internalMetrics });

/** What happens to events, in Vector's words. */
export const Transform = Object.freeze({ filter, logToMetric, reduce, remap, sample, throttle });

/** Where events go, in Vector's words. */
export const Sink = Object.freeze({ blackhole, console, loki, prometheusExporter });
