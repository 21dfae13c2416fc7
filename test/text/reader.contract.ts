import fc from 'fast-check';

import { concat, LiveText, livesOf } from '../../lib/text/live-text';
import { settle, through } from '../../lib/text/reader';
import { Unspellable } from '../../lib/text/unspellable';
import { anyText, asciiText, megabyte, plainValue } from './texts';
import type { Live, Text } from '../../lib/text/live-text';
import type { Reader } from '../../lib/text/reader';

interface Case {
  /** Least share of the random texts that must have a spelling. */
  readonly share: number;
  /** What no text can hold for this reader; left out of the long text. */
  readonly without?: RegExp;
  /** Brings a random text to the shape that the reader asks for. @default - as it is */
  readonly shape?: (text: string) => string;
  /** Whether the reader refuses to stand beside the live parts of others. @default false */
  readonly alone?: boolean;
  /** Names that its live parts can have. @default A and B */
  readonly names?: readonly [string, string];
  /** Texts with a spelling, with that spelling. */
  readonly spellings: Readonly<Record<string, string>>;
  /** Texts without one. */
  readonly refused?: readonly string[];
}

/** The law for one reader: `read(escape(t)) = t` for every text that has a spelling, live parts filled in. */
export function keepsTheLaw(
  reader: Reader,
  { share, without, shape = (text) => text, alone = false, names = ['A', 'B'], spellings, refused = [] }: Case,
): void {
  const write = (text: Text): string | undefined => {
    try {
      return settle(through(text, reader), 'here');
    } catch (error) {
      if (error instanceof Unspellable) return undefined;
      throw error;
    }
  };

  describe(`${reader.name} keeps the law`, () => {
    it('gives back every text that has a spelling', () => {
      let spelled = 0;
      const runs = 600;
      fc.assert(
        fc.property(fc.oneof(anyText(), asciiText()).map(shape), (text) => {
          const written = write(text);
          if (written === undefined) return;
          spelled += 1;
          expect(reader.read(written, { X: 'expanded', x: 'expanded' })).toBe(text);
        }),
        { numRuns: runs, seed: 1 },
      );
      expect(spelled / runs).toBeGreaterThanOrEqual(share);
    });

    it('gives back a text of a megabyte', () => {
      const text = shape(megabyte(without));
      expect(reader.read(write(text) ?? 'refused', {}) === text).toBe(true);
    });

    it.each(Object.entries(spellings))('writes %j as %j', (text, written) => {
      expect(write(text)).toBe(written);
    });

    if (refused.length > 0) {
      it.each(refused)('fails for %j, which it cannot spell', (text) => {
        expect(() => through(text, reader)).toThrow(`text must have a spelling for ${reader.name}`);
      });
    }

    const { fills } = reader;
    if (fills !== undefined) {
      it('fills its live parts in and leaves what is beside them', () => {
        let spelled = 0;
        const part = fc.oneof(asciiText(4), fc.constantFrom<Live>(...names.map((name) => ({ reader: fills, name }))));
        fc.assert(
          fc.property(fc.array(part, { maxLength: 6 }), plainValue(), plainValue(), (parts, A, B) => {
            const text = concat(...parts.map((item) => (typeof item === 'string' ? item : new LiveText([item]))));
            const written = write(text);
            if (written === undefined) return;
            spelled += 1;
            const values: Record<string, string> = { [names[0]]: A, [names[1]]: B };
            const meant = parts.map((item) => (typeof item === 'string' ? item : values[item.name])).join('');
            expect(reader.read(written, values)).toBe(meant);
          }),
          { numRuns: 400, seed: 2 },
        );
        expect(spelled).toBeGreaterThan(50);
      });
    }

    it('leaves the live parts of others', () => {
      const other: Live = { reader: 'another', name: 'X' };
      const text = concat('a', new LiveText([other]), shape('b'));
      if (alone) {
        expect(() => through(text, reader)).toThrow('got a live part');
        return;
      }
      const written = through(text, reader);
      expect(livesOf(written)).toEqual([other]);
      expect(() => settle(written, 'values.x')).toThrow("'values.x' must be read by another, which fills X in");
    });
  });
}
