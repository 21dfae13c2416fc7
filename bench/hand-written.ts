/** The simplest configuration of Vector that sends what `airflowPipeline` means, as one would write it who knows these logs. */
export function handWritten(url: string, glob: string, dataDir: string): string {
  return `data_dir: ${dataDir}
sources:
  files:
    type: file
    include: ['${glob}']
    read_from: beginning
    fingerprint: { strategy: device_and_inode }
    offset_key: offset
transforms:
  airflow:
    type: remap
    inputs: [files]
    source: |
      parsed = object(parse_json(string!(.message)) ?? {}) ?? {}
      if !exists(parsed.level) {
        parsed = parse_regex(string!(.message), r'^\\[(?P<timestamp>[^\\]]+)\\] \\{[^}]*\\} (?P<level>[A-Z]+) - ') ?? {}
      }
      .level = downcase(string(parsed.level) ?? "")
      if .level == "warning" { .level = "warn" }
      time, err = parse_timestamp(string(parsed.timestamp) ?? "", "%Y-%m-%dT%H:%M:%S%.f%#z")
      if err == null { .timestamp = time }
      . |= parse_regex(string!(.file), r'dag_id=(?P<dag_id>[^/]+)/run_id=(?P<run_id>[^/]+)/task_id=(?P<task_id>[^/]+)/attempt=(?P<attempt>[^/]+)\\.log$') ?? {}
sinks:
  loki:
    type: loki
    inputs: [airflow]
    endpoint: ${url}
    encoding: { codec: text }
    compression: gzip
    acknowledgements: { enabled: true }
    labels: { app: airflow, dag_id: '{{ dag_id }}', task_id: '{{ task_id }}', level: '{{ level }}' }
    structured_metadata: { run_id: '{{ run_id }}', attempt: '{{ attempt }}', offset: '{{ offset }}' }
    dangerously_allow_unconfined_template_resolution: true
`;
}
