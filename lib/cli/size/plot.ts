import { shownDecimal } from '../../backends/loki/shown-quantity';

/** A bar of a plot. */
export interface Bar {
  /** Below the bar, where there is room. */
  readonly label: string;
  readonly bytes: number;
  readonly isChosen: boolean;
}

/** A line across a plot, where something is full. */
export interface Mark {
  readonly name: string;
  readonly bytes: number;
}

const eighths = ['', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;
const height = 10;
const axis = 9;

/** Bars for a terminal of so many columns; the chosen one is marked below. */
export function plot(bars: readonly Bar[], marks: readonly Mark[], columns: number): string {
  const most = Math.max(...bars.map(({ bytes }) => bytes), 1);
  const top = nice(most);
  const shownMarks = marks.filter(({ bytes }) => bytes <= top);
  const wide = Math.max(1, Math.floor((columns - axis - 2) / bars.length) - 1);
  const rows = Array.from({ length: height }, (_, index) => {
    const row = height - 1 - index;
    const here = shownMarks.filter(({ bytes }) => Math.min(height - 1, Math.floor((bytes / top) * height)) === row);
    const cells = bars.map(({ bytes }) => {
      const eighth = Math.max(0, Math.min(8, Math.round((bytes / top) * height * 8) - row * 8));
      const [cell = ''] = [eighths[eighth]];
      return cell === '' ? (here.length > 0 ? '╌' : ' ').repeat(wide) : cell.repeat(wide);
    });
    const gap = here.length > 0 ? '╌' : ' ';
    const line = cells.join(gap);
    return `${label(row, top)}┤${gap}${here.length > 0 ? named(line, here) : line}`.trimEnd();
  });
  const places = bars.map((_, index) => 1 + index * (wide + 1));
  return [
    ...rows,
    `${label(-1, top)}└${'─'.repeat(bars.length * (wide + 1))}`,
    `${' '.repeat(axis + 1)}${below(bars, places, wide)}`,
    `${' '.repeat(axis + 1)}${chosen(bars, places, wide)}`,
  ]
    .map((line) => line.trimEnd())
    .filter((line, index, all) => line !== '' || index < all.length - 1)
    .join('\n');
}

/** At every other row, the value at its upper edge; at the foot nothing. */
function label(row: number, top: number): string {
  const text = row < 0 ? '0' : row % 2 === 1 ? shownDecimal((top * (row + 1)) / height) : '';
  return `${text.padStart(axis - 1)} `;
}

/** The name stands over the beginning of the line, where the bars are low. */
function named(line: string, marks: readonly Mark[]): string {
  const name = `${marks.map((mark) => mark.name).join(', ')} `;
  return name.length < line.length ? name + line.slice(name.length) : line;
}

function below(bars: readonly Bar[], places: readonly number[], wide: number): string {
  const chosenAt = bars.findIndex(({ isChosen }) => isChosen);
  let text = '';
  bars.forEach(({ label: name, isChosen }, index) => {
    const from = (places[index] ?? 0) + Math.max(0, Math.floor((wide - name.length) / 2));
    const next = chosenAt > index ? (places[chosenAt] ?? 0) : Infinity;
    // The chosen one is always told, and another gives way to it.
    if (from < text.length + (text === '' ? 0 : 1) || (!isChosen && from + name.length >= next)) return;
    text = text.padEnd(from) + name;
  });
  return text;
}

function chosen(bars: readonly Bar[], places: readonly number[], wide: number): string {
  const index = bars.findIndex(({ isChosen }) => isChosen);
  return index < 0 ? '' : `${' '.repeat((places[index] ?? 0) + Math.floor((wide - 1) / 2))}▲ chosen`;
}

/** The next of 1, 1.5, 2, 3, 4, 5, 6, 8 and 10 of its power. */
function nice(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 1.5, 2, 3, 4, 5, 6, 8, 10].find((one) => one * power >= value) ?? 10;
  return step * power;
}
