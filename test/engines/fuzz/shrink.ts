import type { FuzzInput } from './fuzz-input';
import { printInput } from './printed';
import { smaller } from './smaller';

/** Which of the inputs fail: all of them tried at once. */
export type Fails = (inputs: readonly FuzzInput[]) => Promise<readonly boolean[]>;

/** Inputs that are tried at once. */
const atOnce = 80;

/** The smallest input found that fails as well: of those tried at once the smallest is where it goes on. */
export async function shrink(input: FuzzInput, fails: Fails): Promise<FuzzInput> {
  let best: Sized = { input, size: sizeOf(input) };
  for (let next: Sized | undefined = best; next !== undefined; next = await smallest(best, fails)) best = next;
  return best.input;
}

interface Sized {
  readonly input: FuzzInput;
  readonly size: number;
}

async function smallest(than: Sized, fails: Fails): Promise<Sized | undefined> {
  for (const candidates of rounds(than)) {
    const failed = await fails(candidates.map(({ input }) => input));
    const found = candidates.filter((_, index) => failed[index]);
    const size = Math.min(...found.map((one) => one.size));
    if (found.length > 0) return found.find((one) => one.size === size);
  }
  return undefined;
}

function* rounds({ input, size }: Sized): Generator<readonly Sized[]> {
  let round: Sized[] = [];
  for (const one of smaller(input)) {
    const sized = { input: one, size: sizeOf(one) };
    if (sized.size < size) round.push(sized);
    if (round.length < atOnce) continue;
    yield round;
    round = [];
  }
  if (round.length > 0) yield round;
}

/** How much there is to read. */
export function sizeOf(input: FuzzInput): number {
  return printInput(input).length;
}
