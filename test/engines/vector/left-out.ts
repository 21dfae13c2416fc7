/** Options of Vector's that are not typed, by `section.type` and their paths, with all below; and why. */
export const reasons: readonly (readonly [at: RegExp, option: RegExp, reason: string])[] = [
  [
    /^globals/,
    /^schema\b/,
    'another place for what sources set, for every component: the VRL here means the usual one',
  ],
  [/^globals/, /^wildcard_matching$/, 'inputs are components, not patterns'],
  [/^globals/, /^expire_metrics\b/, 'given up for expire_metrics_secs'],
  [
    /^globals/,
    /^expire_metrics_per_metric_set\b/,
    'for many metrics of components by tag; one time for all is enough here',
  ],
  [
    /^globals/,
    /^(?:buffer_utilization_ewma|latency_ewma|metrics_storage)/,
    'how Vector averages and keeps its own metrics',
  ],
  [/^globals/, /^provider\b/, 'configuration by HTTP, which nothing here would have judged'],
  [/^globals/, /^tests\b/, 'printed from the examples of a pipeline'],
  [
    /^secret\.exec/,
    /^protocol\b/,
    'what a program is told of the backend behind it, for one vendor; it takes arguments',
  ],
  [/^secret\.test/, /./, "of Vector's own tests"],
  [
    /^enrichment_tables\.memory/,
    /^source_config\b/,
    'a table that is a source as well: events that come back without acknowledgement',
  ],
  [/^enrichment_tables\.memory/, /^reload_behavior$/, 'a configuration is changed by a restart'],
  [/^(?:sources|transforms|sinks)/, /^(?:\w+\.)?graph\b/, "of the picture that 'vector graph' draws"],
  [/^(?:sources|transforms|sinks)/, /^inputs$/, 'said by components, and printed as their names'],
  [/^sources/, /^proxy\b/, 'of sources that fetch, which are not typed'],
  [/^transforms/, /^measure_cpu_usage$/, 'for finding out why Vector is slow'],
  [/^sinks/, /^healthcheck\.timeout$/, 'of a try at the start, which is only logged or ends the start'],
  [/^sinks/, /^healthcheck_uri$/, 'given up for healthcheck.uri'],
  [/./, /^log_namespace$/, 'as for schema'],
  [/^sources/, /^acknowledgements\b/, 'given up for those of sinks'],
  [
    /^sources\.file/,
    /^(?:message_start_indicator|multi_line_timeout|start_at_beginning)$/,
    'given up for multiline, read_from',
  ],
  [/^sources\.http_server/, /^encoding$/, 'given up for framing and decoding'],
  [/^sources\.stdin/, /^max_length$/, 'given up for framing'],
  [/^sources/, /^(?:(?:grpc|http)\.)?tls\.(?:server_name|verify_hostname)$/, 'of a client, which a server is not'],
  [/^(?:sources|sinks)\.vector/, /^version$/, 'the only one is the default'],
  [/^transforms/, /(?:^|\.)(?:condition|exclude|starts_when|ends_when)\.\w+$/, 'a condition is printed as VRL alone'],
  [/^transforms\.remap/, /^files?$/, 'programs in files, which nothing here could compile'],
  [/^transforms\.remap/, /^runtime$/, 'the only one is the default'],
  [/^(?:sinks|transforms)/, /(?:^|\.)metric_tag_values$/, 'of metrics; logs have no such tags'],
  [
    /^sinks/,
    /^(?:protocol\.)?encoding\.(?:avro|cef|protobuf)\b/,
    'needs a schema beside the configuration, or is of one vendor',
  ],
  [
    /^sinks/,
    /^(?:protocol\.)?framing\.(?:length_delimited|max_frame_length)\b/,
    'of binary streams; log receivers read lines',
  ],
  [/^sinks\.loki/, /^compression\.(?:algorithm|level)$/, 'what has levels is refused, or has none in earlier versions'],
  [/^sinks\.vector/, /^address$/, 'typed, and printed as routing.endpoints for the version with this schema'],
];

/** The reason why an option, or what it stands in, is not typed. */
export function leftOut(section: string, type: string, path: string): string | undefined {
  return reasons.find(([at, option]) => at.test(`${section}.${type}`) && option.test(path))?.[2];
}
