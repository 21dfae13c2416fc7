import { settle } from '../text/reader';
import { shellWord } from '../text/shell-word';
import { globRegex, globRoot } from './vector-glob';
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
 * process 1 of the container, `ready` its startup probe, which waits up to 5 s. It needs a shell, coreutils, grep, sed and GNU find, which
 * Vector's Debian images have.
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
state=${word(dataDir)}
sources='${sources.join(' ')}'
newline='
'

# One line for each file of a source: source, longest line, device, inode, size, path and a slash.
listed() {
  fields=$1 root=$2
  shift 2
  # A line break in a name would break this list.
  find -L "$root" -regextype posix-extended -type f "$@" ! -path "*$newline*" \\
    \\( -readable -printf "$fields %D %i %s %p/\\n" -o -printf "unreadable 0 %D %i %s %p/\\n" \\) 2>/dev/null
}

# The same for files that Vector has open and that are deleted, or renamed to what no source looks for.
opened() {
  find "/proc/$vector/fd" -lname "$2*" 2>/dev/null | while read -r link; do
    file=$(find -L "$link" -type f -printf '%D %i %s' 2>/dev/null)
    case "$listed" in
      *" \${file% *} "*) ;;
      *) [ -z "$file" ] || printf '%s\\n' "opened $1 $file $link/" ;;
    esac
  done
}

list_files() {
${files.flatMap(listed).join('\n')}
}

list_opened() {
  listed=$(list_files)
${files.flatMap(opened).join('\n')}
}

# Adds to a list where the last line ends that has a line break.
add_ends() {
  while read -r source limit device inode size path; do
    [ -n "$source" ] || continue
    path=\${path%/}
    rest=0
    if [ "$source" != unreadable ] && [ "$(tail -c 1 -- "$path" 2>/dev/null | wc -l)" -eq 0 ]; then
      rest=$(tail -n 1 -- "$path" 2>/dev/null | wc -c)
    fi
    printf '%s\\n' "$source $limit $device $inode $size $((size - rest)) $path/"
  done <<LIST
$1
LIST
}

# " device inode position " of all that was delivered, after the source's name.
read_positions() {
  for source in $sources; do
    grep -o '"dev_inode":\\[[0-9]*,[0-9]*\\]},"position":[0-9]*' "$state/$source/checkpoints.json" 2>/dev/null |
      sed "s/[^0-9]\\{1,\\}/ /g; s/^/ $source/; s/\\$/ /; p; s/^ $source/ opened/"
  done
}

# " device inode offset " of all that Vector has open: how far it has read.
read_offsets() {
  find -L "/proc/$vector/fd" -type f -printf '%D %i %f\\n' 2>/dev/null | while read -r device inode number; do
    sed -n "s/^pos:[^0-9]*\\([0-9]*\\)\\$/ $device $inode \\1 /p" "/proc/$vector/fdinfo/$number" 2>/dev/null
  done
}

# Whether all lines between two positions are ones that Vector skips: longer than the source allows.
all_skipped() {
  fitting=$(tail -c "+$(($2 + 1))" -- "$1" | head -c "$(($3 - $2))" | LC_ALL=C cut -b "$(($4 + 1))-" | grep -c '^$')
  [ "$fitting" -eq 0 ]
}

# Compares files with positions; true while something is left to deliver.
survey() {
  now=$(list_files)
  if [ "$now" != "$seen" ]; then
    seen=$now
    ends=$(add_ends "$now")
  fi
  # In this order: what is read later than the positions were noted counts as under way.
  positions=$(read_positions)
  offsets=$(read_offsets)
  waiting=0 under_way=0
  files=0 bytes=0 left_files=0 left_bytes=0 left_in= rest_bytes=0 rest_in= skipped_bytes=0 cut_bytes=0 unreadable=0
  while read -r source limit device inode size end path; do
    [ -n "$source" ] || continue
    path=\${path%/}
    if [ "$source" = unreadable ]; then
      unreadable=$((unreadable + 1))
      continue
    fi
    position=\${positions#*" $source $device $inode "}
    if [ "$position" = "$positions" ]; then position=0; else position=\${position%% *}; fi
    if [ "$position" -gt "$size" ]; then
      # Vector reads on only once the file is longer again.
      cut_bytes=$((cut_bytes + size))
      continue
    fi
    files=$((files + 1)) bytes=$((bytes + end))
    if [ "$end" -lt "$size" ]; then
      rest_bytes=$((rest_bytes + size - end)) rest_in=$path
    fi
    if [ "$position" -lt "$end" ]; then
      # Reads what is left, so not each time.
      if [ $((surveys % 20)) -eq 19 ] && all_skipped "$path" "$position" "$end" "$limit"; then
        skipped_bytes=$((skipped_bytes + end - position))
      else
        left_files=$((left_files + 1)) left_bytes=$((left_bytes + end - position)) left_in=$path
      fi
      offset=\${offsets#*" $device $inode "}
      offset=\${offset%% *}
      if [ "$source" = opened ] || [ "$offset" != "$position" ]; then
        under_way=$((under_way + 1))
      else
        waiting=$((waiting + 1))
      fi
    fi
  done <<ENDS
$ends
$opened_ends
ENDS
  surveys=$((surveys + 1))
  [ "$left_files" -gt 0 ]
}

# Hundredths of a second since the machine started.
clock() {
  read -r up _ </proc/uptime
  hundredths=\${up#*.}
  now_at=$((\${up%.*} * 100 + \${hundredths#0}))
}

running() {
  kill -0 "$vector" 2>/dev/null
}

# Waits up to $1 hundredths of a second for Vector to end.
ended_within() {
  clock
  limit_at=$((now_at + $1))
  while running; do
    clock
    [ "$now_at" -lt "$limit_at" ] || return 1
    sleep 0.05
  done
}

report() {
  clock
  took=$((now_at - started_at))
  said="vector-drain: delivered $((bytes - left_bytes - skipped_bytes)) of $bytes bytes of $files files"
  said="$said, waited $((took / 100)).$((took / 10 % 10)) s"
  [ "$left_files" -eq 0 ] || said="$said; NOT delivered: $left_bytes bytes of $left_files files, such as $left_in"
  [ "$skipped_bytes" -eq 0 ] || said="$said; longer than a line may be: $skipped_bytes bytes"
  [ "$cut_bytes" -eq 0 ] || said="$said; not read again in files that were shortened: $cut_bytes bytes"
  [ "$rest_bytes" -eq 0 ] || said="$said; not sent, since its line is not finished: $rest_bytes bytes in $rest_in"
  [ "$unreadable" -eq 0 ] || said="$said; not readable: $unreadable files"
  running || said="$said; vector had ended"
  printf '%s\\n' "$said" >&2
  [ ! -w /dev/termination-log ] || printf '%s\\n' "$said" >/dev/termination-log
}

stop() {
  kill -TERM "$vector" 2>/dev/null
  ended_within ${STOP_SECONDS * 100} || kill -KILL "$vector" 2>/dev/null
  wait "$vector"
}

drain() {
  trap '' TERM INT
  vector=\${!:-}
  [ -n "$vector" ] || exit 0
  clock
  started_at=$now_at deadline=$((now_at + max_drain * 100))
  seen=none ends='' surveys=0 anew=0
  opened_ends=$(add_ends "$(list_opened)")
  while survey; do
    running || break
    clock
    [ "$now_at" -lt "$deadline" ] || break
    if [ "$waiting" -gt 0 ] && [ "$under_way" -eq 0 ] && [ "$anew" -eq 0 ]; then
      # All that was read is delivered: nothing is sent twice, and no lines that belong together are parted.
      anew=1
      stop
      "$@" &
      vector=$!
    fi
    sleep 0.05
  done
  report
  stop
  code=$?
  [ "$left_files" -eq 0 ] || exit 1
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
    # Before the start: process 1 gets no signal that it has no handler for.
    trap 'drain "$@"' TERM INT
    "$@" &
    wait "$!"
    ;;
  *)
    printf 'usage: %s run <command>... | ready\\n' "$0" >&2
    exit 64
    ;;
esac
`;
}

function listed({ source, include, exclude, maxLineBytes }: ReadFiles): readonly string[] {
  const not = exclude.map((glob) => ` ! -regex ${word(globRegex(glob, 'path'))}`).join('');
  return include.map(
    (glob) =>
      `  listed '${source} ${maxLineBytes}' ${word(globRoot(glob))} -regex ${word(globRegex(glob, 'segment'))}${not}`,
  );
}

function opened({ include, maxLineBytes }: ReadFiles): readonly string[] {
  const roots = new Set(include.map(globRoot));
  return [...roots].map((root) => `  opened ${maxLineBytes} ${word(root.replace(/[\\*?[]/g, '\\$&'))}`);
}

function word(text: string): string {
  return settle(shellWord(text), 'the drain');
}
