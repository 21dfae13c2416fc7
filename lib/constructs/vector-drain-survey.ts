import { settle } from '../text/reader';
import { shellWord } from '../text/shell-word';
import { globRegex, globRoot } from './vector-glob';
import type { ReadFiles } from '../engines/vector/vector-config';

/**
 * The part of the drain that looks: `survey` compares files with what Vector has delivered and read. It wants `$state`,
 * `$sources`, `$newline` and `$vector`, and sets what the drain decides and reports by.
 */
export function printDrainSurvey(files: readonly ReadFiles[]): string {
  return `# One line for each file of a source: source, longest line, device, inode, size, path and a slash.
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

# Compares files with what was delivered, which is where a checkpoint stands, and with what was read: the offsets of what
# Vector has open. Prints sums, then a line for each file of which something is left.
compare='
  $1 == "checkpoints" {
    count = split($0, parts, /"dev_inode":\\[/)
    for (i = 2; i <= count; i++) {
      split(parts[i], number, /[^0-9]+/)
      delivered[$2, number[1], number[2]] = number[3]
      delivered["opened", number[1], number[2]] = number[3]
    }
    next
  }
  $1 == "descriptor" { file[$4] = $2 SUBSEP $3; next }
  $1 ~ /^\\/proc/ {
    split($1, part, /[\\/:]/)
    name = file[part[5]]
    if (name != "" && $2 + 0 > offset[name] + 0) offset[name] = $2
    next
  }
  $1 == "unreadable" { unreadable++; next }
  NF > 6 {
    position = delivered[$1, $3, $4] + 0
    # Vector reads on only once the file is longer again.
    if (position > $5 + 0) { cut += $5; next }
    # The rest of the line, its spaces as they are.
    path = substr($0, length($1 $2 $3 $4 $5 $6) + 7)
    files++; bytes += $6
    if ($6 + 0 < $5 + 0) { rest += $5 - $6; rest_in = path }
    if (position >= $6 + 0) next
    under_way = $1 == "opened" || offset[$3, $4] + 0 > position
    left[++lefts] = sprintf("%s %s %.0f %s %s", under_way ? "under_way" : "waiting", $2, position, $6, path)
  }
  END {
    printf "%d %.0f %.0f %.0f %d %s\\n", files, bytes, cut, rest, unreadable, rest_in
    for (i = 1; i <= lefts; i++) print left[i]
  }
'

# What the comparison is made of, in this order: what is read later than the positions were noted counts as under way.
observe() {
  for source in $sources; do
    printf '%s ' checkpoints "$source"
    cat "$state/$source/checkpoints.json" 2>/dev/null
    echo
  done
  find -L "/proc/$vector/fd" -type f -printf 'descriptor %D %i %f\\n' 2>/dev/null
  grep '^pos:' "/proc/$vector/fdinfo/"* /dev/null 2>/dev/null
  printf '%s\\n' "$ends" "$opened_ends"
}

# The lines between two positions.
lines_between() {
  tail -c "+$(($2 + 1))" -- "$1" 2>/dev/null | head -c "$(($3 - $2))"
}

# Whether all lines between two positions are ones that Vector skips: longer than the source allows.
all_skipped() {
  [ "$(lines_between "$1" "$2" "$3" | LC_ALL=C cut -b "$(($4 + 1))-" | grep -c '^$')" -eq 0 ]
}

# Compares files with positions; true while something is left to deliver.
survey() {
  now=$(list_files)
  if [ "$now" != "$seen" ]; then
    seen=$now
    ends=$(add_ends "$now")
  fi
  waiting=0 under_way=0 left_files=0 left_bytes=0 left_in= skipped_bytes=0
  left_before=$left
  left=$(observe | LC_ALL=C awk "$compare")
  if [ "$left" = "$left_before" ]; then unchanged=$((unchanged + 1)); else unchanged=$last_look; fi
  {
    read -r files bytes cut_bytes rest_bytes unreadable rest_in
    while read -r how limit position end path; do
      path=\${path%/}
      # Reads what is left, so only where that has not changed for a while.
      if [ $((unchanged % 10)) -eq 9 ] && all_skipped "$path" "$position" "$end" "$limit"; then
        skipped_bytes=$((skipped_bytes + end - position))
        continue
      fi
      left_files=$((left_files + 1)) left_bytes=$((left_bytes + end - position)) left_in=$path
      if [ "$how" = waiting ]; then waiting=$((waiting + 1)); else under_way=$((under_way + 1)); fi
    done
  } <<LEFT
$left
LEFT
  [ "$left_files" -gt 0 ]
}
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
