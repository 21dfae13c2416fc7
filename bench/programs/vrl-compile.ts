/** `vrl-compile.js` prints the milliseconds of a first compilation, loading included, and of one of those that follow. */
const program = (number: number): string => `parsed = object(parse_json(string!(.message)) ?? {}) ?? {}
.level = downcase(string(parsed.level) ?? "info")
if .level == "warning" { .level = "warn" }
if .level == "critical" { .level = "fatal" }
.attempt = to_int(parsed.try_number) ?? ${number}
.dag = string(parsed.dag_id) ?? "none"
.task = string(parsed.task_id) ?? "none"
time, err = parse_timestamp(parsed.timestamp, "%+")
if err == null { .timestamp = time }
found, err = parse_regex(.file, r'run_id=(?P<run>[^/]+)/')
if err == null { .run = found.run }
if exists(parsed.error_detail) {
  .error = encode_json(parsed.error_detail)
}
del(.host)`;
const later = 20;

async function main(): Promise<void> {
  const start = performance.now();
  const { compileVrl } = await import('cdk8s-logging/vector');
  const compile = (number: number): void => {
    const { ok, diagnostics } = compileVrl(program(number));
    if (!ok) throw new Error(diagnostics.map(({ text }) => text).join('\n'));
  };
  compile(0);
  const first = performance.now() - start;
  const restart = performance.now();
  for (let number = 1; number <= later; number += 1) compile(number);
  process.stdout.write(JSON.stringify([first, (performance.now() - restart) / later]));
}

void main();
