import { discoveryKubernetes } from './discovery-kubernetes';
import { discoveryRelabel } from './discovery-relabel';
import { localFileMatch } from './local-file-match';
import { lokiEcho } from './loki-echo';
import { lokiProcess } from './loki-process';
import { lokiRelabel } from './loki-relabel';
import { lokiRulesKubernetes } from './loki-rules-kubernetes';
import { lokiSourceApi } from './loki-source-api';
import { lokiSourceFile } from './loki-source-file';
import { lokiSourceKubernetes } from './loki-source-kubernetes';
import { lokiSourcePodlogs } from './loki-source-podlogs';
import { lokiWrite } from './loki-write';
import { prometheusRemoteWrite } from './prometheus-remote-write';
import { prometheusScrape } from './prometheus-scrape';

/** Components that find what is to be read: `discovery.kubernetes`, `discovery.relabel`. */
export const discovery = Object.freeze({ kubernetes: discoveryKubernetes, relabel: discoveryRelabel });

/** Components for what is on the node's disk: `local.file_match`. */
export const local = Object.freeze({ fileMatch: localFileMatch });

/** Components for logs, by Alloy's names: `loki.source.file`, `loki.process`, `loki.write` and others. */
export const loki = Object.freeze({
  source: Object.freeze({
    file: lokiSourceFile,
    kubernetes: lokiSourceKubernetes,
    podlogs: lokiSourcePodlogs,
    api: lokiSourceApi,
  }),
  process: lokiProcess,
  relabel: lokiRelabel,
  write: lokiWrite,
  echo: lokiEcho,
  rules: Object.freeze({ kubernetes: lokiRulesKubernetes }),
});

/** Components for metrics: `prometheus.scrape`, `prometheus.remote_write`. */
export const prometheus = Object.freeze({ scrape: prometheusScrape, remoteWrite: prometheusRemoteWrite });
