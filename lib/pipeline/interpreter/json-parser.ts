import { floatValue } from './value';
import type { FieldValue } from './value';
import { wellFormed } from './well-formed';

/*
 * JSON.parse gives the same, and is many times faster, unless the text has an escape of a surrogate or a number that is: of
 * 16 digits, a long one with a fraction, a fraction of zeros or of 10 digits, with an exponent, or minus zero.
 */
const unusual =
  /[:,[][ \t\n\r]*-?(?:\d{16,}|\d{7,}\.\d+|\d+\.(?:0+|\d{10,})|\d+(?:\.\d+)?[eE][+-]?\d+|(?<=-)0)(?=[ \t\n\r,\]}])|\\u[dD][89a-fA-F]/;

/** Whether JSON.parse may read the text in another way than {@link readExactly}. */
export function isUnusual(text: string): boolean {
  return unusual.test(text);
}

/** The object that the text is, with whole numbers exact within 64 bits and floats told apart; undefined if it is none. */
export function readExactly(text: string, maxDepth: number): Record<string, FieldValue> | undefined {
  return new Parser(text, maxDepth).read();
}

const blank = /[ \t\n\r]*/y;
const number = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y;

const string = /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*"/y;
const word = /true|false|null/y;
const largest = 2n ** 63n - 1n;
const smallest = -(2n ** 63n);

class Unreadable extends Error {}

class Parser {
  private at = 0;

  constructor(
    private readonly text: string,
    private readonly maxDepth: number,
  ) {}

  read(): Record<string, FieldValue> | undefined {
    try {
      this.take(blank);
      const object = this.object(this.maxDepth);
      this.take(blank);
      return this.at === this.text.length ? object : undefined;
    } catch (error) {
      if (error instanceof Unreadable) return undefined;
      throw error;
    }
  }

  private value(depth: number): FieldValue {
    this.take(blank);
    switch (this.text[this.at]) {
      case '{':
        return this.object(depth);
      case '[':
        return this.list(depth);
      case '"':
        return this.string();
      case 't':
      case 'f':
      case 'n': {
        const found = this.take(word);
        return found === 'true' ? true : found === 'false' ? false : found === 'null' ? null : this.fail();
      }
      default:
        return this.number();
    }
  }

  private object(depth: number): Record<string, FieldValue> {
    const object = Object.create(null) as Record<string, FieldValue>;
    this.open('{', depth);
    for (let first = true; !this.closes('}'); first = false) {
      if (!first) this.expect(',');
      this.take(blank);
      const key = this.string();
      this.take(blank);
      this.expect(':');
      object[key] = this.value(depth - 1);
    }
    return object;
  }

  private list(depth: number): FieldValue[] {
    const list: FieldValue[] = [];
    this.open('[', depth);
    for (let first = true; !this.closes(']'); first = false) {
      if (!first) this.expect(',');
      list.push(this.value(depth - 1));
    }
    return list;
  }

  private number(): FieldValue {
    number.lastIndex = this.at;
    const found = number.exec(this.text);
    if (found === null) return this.fail();
    this.at = number.lastIndex;
    const [text, fraction, exponent] = found;
    const double = Number(text);
    if (!Number.isFinite(double)) return this.fail();
    if (fraction !== undefined || exponent !== undefined || text === '-0') return floatValue(double);
    if (Number.isSafeInteger(double)) return double;
    const whole = BigInt(text);
    return whole >= smallest && whole <= largest ? whole : floatValue(double);
  }

  private string(): string {
    const found = this.take(string);
    return found === '' ? this.fail() : wellFormed(JSON.parse(found) as string);
  }

  private open(bracket: string, depth: number): void {
    if (depth === 0) this.fail();
    this.expect(bracket);
  }

  private closes(bracket: string): boolean {
    this.take(blank);
    if (this.text[this.at] !== bracket) return false;
    this.at += 1;
    return true;
  }

  private expect(character: string): void {
    if (this.text[this.at] !== character) this.fail();
    this.at += 1;
  }

  private take(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? '';
    this.at += found.length;
    return found;
  }

  private fail(): never {
    throw new Unreadable();
  }
}
