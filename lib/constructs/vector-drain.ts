import { settle } from '../text/reader';
import { shellWord } from '../text/shell-word';
import { printDrainSurvey } from './vector-drain-survey';
import type { Duration } from 'cdk8s';
import type { ReadFiles } from '../engines/vector/vector-config';

/** What a Vector has to have delivered before it may stop. */
export interface VectorDrainOptions {
  /** What it reads: `VectorConfig.reads`. */
  readonly files: readonly ReadFiles[];
  /** Vector's `data_dir`. */
  readonly dataDir: string;
  /** How long at most to wait for the last lines, in whole seconds. */
  readonly maxDrain: Duration;
}

/** How long Vector may take to end once it has been told to, in seconds; then it is killed. */
export const STOP_SECONDS = 5;

/**
 * A program for `/bin/sh` that starts Vector, and lets it deliver what was written before it stops: `run <command…>` is
 * process 1 of the container, `ready` its startup probe, which waits up to 5 s. It needs a shell, coreutils, awk, grep and GNU
 * find, which Vector's Debian images have.
 */
export function printVectorDrain(options: VectorDrainOptions): string {
  const { files, dataDir, maxDrain } = options;
  const sources = files.map(({ source }) => source);
  return `#!/bin/sh
# Starts Vector, and lets it deliver what was written before it stops.
#
# Told to stop, Vector reads no more, and it looks at idle files up to 10 s apart: a short task's last lines would stay
# behind. So the TERM comes here. Vector is stopped once its checkpoints, which it writes only for what its sinks have
# acknowledged, have reached the last line break of every file. One that has nothing under way is started anew, since it
# then reads at once.
set -u
export LC_ALL=C.UTF-8

max_drain=${maxDrain.toSeconds()}
state=${settle(shellWord(dataDir), 'the drain')}
sources='${sources.join(' ')}'
log=$state/vector.log
log_pipe=$state/vector.pipe
vector= log_copier=
newline='
'

${printDrainSurvey(files)}
# Hundredths of a second since the machine started.
clock() {
  read -r up _ </proc/uptime
  hundredths=\${up#*.}
  now_at=$((\${up%.*} * 100 + \${hundredths#0}))
}

running() {
  kill -0 "$1" 2>/dev/null
}

# Waits up to $2 hundredths of a second for a process to end.
ended_within() {
  clock
  limit_at=$((now_at + $2))
  while running "$1"; do
    clock
    [ "$now_at" -lt "$limit_at" ] || return 1
    sleep 0.02
  done
}

# Starts Vector, and keeps a copy of its log, in which it says what a sink has refused.
start() {
  mkdir -p "$state"
  if [ -p "$log_pipe" ] || mkfifo "$log_pipe"; then
    tee -a "$log" <"$log_pipe" >&2 &
    log_copier=$!
    "$@" 2>"$log_pipe" &
  else
    "$@" &
  fi
  vector=$!
}

# Waits until the log of a Vector that has ended is copied, up to 1 s.
end_log() {
  [ -z "$log_copier" ] || ended_within "$log_copier" 100 || kill "$log_copier"
}

# How many entries sinks have refused, as far as Vector's log says: it leaves out what it says too often.
refused_entries() {
  awk '
    /Events dropped/ && !/intentional"?[:=]true/ && match($0, /count"?[:=]/) { sum += substr($0, RSTART + RLENGTH) }
    END { printf "%.0f", sum }
  ' "$log" 2>/dev/null || echo 0
}

# How many lines are left.
left_lines() {
  printf '%s\\n' "$left" | while read -r how limit position end path; do
    case "$how" in waiting | under_way) lines_between "\${path%/}" "$position" "$end" ;; esac
  done | wc -l
}

# To the log, and to where Kubernetes keeps a container's last words.
say() {
  printf '%s\\n' "vector-drain: $1" >&2
  [ ! -w /dev/termination-log ] || printf '%s\\n' "vector-drain: $1" >/dev/termination-log
}

report() {
  clock
  took=$((now_at - started_at))
  said="delivered $((bytes - left_bytes - skipped_bytes)) of $bytes bytes of $files files"
  said="$said, waited $((took / 100)).$((took / 10 % 10)) s"
  [ "$left_files" -eq 0 ] ||
    said="$said; NOT delivered: $left_bytes bytes, $(left_lines) lines of $left_files files, such as $left_in"
  [ "$refused" -eq 0 ] || said="$said; REFUSED, as the log says: at least $refused entries"
  [ "$skipped_bytes" -eq 0 ] || said="$said; longer than a line may be: $skipped_bytes bytes"
  [ "$cut_bytes" -eq 0 ] || said="$said; not read again in files that were shortened: $cut_bytes bytes"
  [ "$rest_bytes" -eq 0 ] || said="$said; not sent, since its line is not finished: $rest_bytes bytes in \${rest_in%/}"
  [ "$unreadable" -eq 0 ] || said="$said; not readable: $unreadable files"
  [ -z "$had_ended" ] || said="$said; vector had ended"
  say "$said"
}

stop() {
  kill -TERM "$vector" 2>/dev/null
  ended_within "$vector" ${STOP_SECONDS * 100} || kill -KILL "$vector" 2>/dev/null
  wait "$vector" 2>/dev/null
  code=$?
  end_log
}

frozen() {
  ! cat "/proc/$vector/task/"*/stat 2>/dev/null | grep -qv ') [TZX] '
}

# Where all that was read is delivered, a Vector that has not read on is ended and started again. It is frozen for the
# look, so that nothing is read between that and its end: nothing is sent twice, and lines that belong together stay so.
start_anew() {
  kill -STOP "$vector" 2>/dev/null
  until frozen; do sleep 0.01; done
  if survey && [ "$under_way" -eq 0 ]; then
    kill -KILL "$vector" 2>/dev/null
    wait "$vector" 2>/dev/null
    end_log
    anew=1
    start "$@"
  else
    kill -CONT "$vector" 2>/dev/null
  fi
}

drain() {
  trap '' TERM INT
  vector=\${!:-}
  if [ "$vector" = "$log_copier" ]; then
    [ -z "$log_copier" ] || kill "$log_copier"
    exit 0
  fi
  clock
  started_at=$now_at deadline=$((now_at + max_drain * 100)) tell_at=$((now_at + 200))
  seen=none ends= left= unchanged=0 last_look=0 idle=0 anew=0 had_ended=
  opened_ends=$(add_ends "$(list_opened)")
  while survey; do
    running "$vector" || break
    clock
    [ "$now_at" -lt "$deadline" ] || break
    if [ "$now_at" -ge "$tell_at" ]; then
      # Who ends it earlier than it asked for finds this.
      say "not delivered so far: $left_bytes bytes of $left_files files, such as $left_in"
      tell_at=$((now_at + 500))
    fi
    # A start takes as long as a few looks: it may be reading on before that.
    if [ "$under_way" -eq 0 ]; then idle=$((idle + 1)); else idle=0; fi
    if [ "$anew" -eq 0 ] && [ "$idle" -ge 3 ]; then start_anew "$@"; fi
    sleep 0.05
  done
  running "$vector" || had_ended=1
  stop
  if [ "$left_files" -gt 0 ]; then
    # Ending, it may have delivered some of the rest. And lines that it skips are looked for this time.
    left= last_look=9
    survey
  fi
  refused=$(refused_entries)
  report
  [ "$left_files" -eq 0 ] && [ "$refused" -eq 0 ] || exit 1
  exit "$code"
}

case "\${1:-}" in
  ready)
    # Vector writes its checkpoints, empty ones too, once it has looked for files. Kubernetes asks once a second at most,
    # so the answer waits here: a task must not wait for a whole second.
    for source in $sources; do
      asked=0
      until [ -e "$state/$source/checkpoints.json" ]; do
        [ "$asked" -lt 100 ] || exit 1
        asked=$((asked + 1))
        sleep 0.05
      done
    done
    ;;
  run)
    shift
    for tool in awk cat cut find grep head mkdir mkfifo sleep tail tee wc; do
      command -v "$tool" >/dev/null && continue
      printf '%s\\n' "vector-drain: the image has no $tool: take one of Vector's Debian images" >&2
      exit 69
    done
    # Before the start: process 1 gets no signal that it has no handler for.
    trap 'drain "$@"' TERM INT
    start "$@"
    # Not in a function: the trap means these arguments.
    wait "$vector"
    code=$?
    trap '' TERM INT
    end_log
    exit "$code"
    ;;
  *)
    printf 'usage: %s run <command>... | ready\\n' "$0" >&2
    exit 64
    ;;
esac
`;
}
