import type { YamlNode } from '../../languages/yaml/document';
import { itemsOf, pairsOf, startOf, stringScalar } from '../../languages/yaml/document';
import { alignScalar, placedScalar } from '../../languages/yaml/placed';
import { PlacedText } from '../../text/placed-text';
import type { Values } from './releases';

/** What a string at a path is once all have read it that read it on its way. */
export type ReadAt = (text: PlacedText, path: readonly (string | number)[]) => PlacedText;

interface Piece {
  /** Where it begins in what is printed. */
  readonly start: number;
  readonly origin: (index: number) => number;
}

/** An object in values as a file of its own, in JSON, which is YAML. */
export function printTree(
  values: Values,
  node: YamlNode,
  path: readonly (string | number)[],
  read: ReadAt,
): PlacedText {
  const printing = new Printing(values, read);
  printing.value(node, path);
  const { text, pieces } = printing;
  return PlacedText.from(text, (index) => {
    const piece = pieces.filter(({ start }) => start <= index).at(-1);
    return piece === undefined ? values.text.originOf(startOf(node)) : piece.origin(index - piece.start);
  });
}

class Printing {
  text = '';
  readonly pieces: Piece[] = [];

  constructor(
    private readonly values: Values,
    private readonly read: ReadAt,
  ) {}

  value(node: YamlNode, path: readonly (string | number)[]): void {
    const { document, text } = this.values;
    const scalar = stringScalar(node);
    if (scalar !== undefined) {
      this.string(this.read(placedScalar(text, scalar), path));
      return;
    }
    const pairs = pairsOf(document, node);
    const items = itemsOf(document, node);
    if (pairs.length > 0) {
      this.all('{', '}', pairs, ({ key, keyNode, value }) => {
        this.string(this.read(placedScalar(text, keyNode), [...path, key]));
        this.text += ': ';
        this.value(value, [...path, key]);
      });
    } else if (items.length > 0) this.all('[', ']', items, (item, index) => this.value(item, [...path, index]));
    else this.plain(node);
  }

  private all<T>(open: string, close: string, members: readonly T[], print: (member: T, index: number) => void): void {
    this.text += `${open}\n`;
    for (const [index, member] of members.entries()) {
      print(member, index);
      this.text += index + 1 < members.length ? ',\n' : '\n';
    }
    this.text += close;
  }

  private string(text: PlacedText): void {
    const written = JSON.stringify(text.text);
    let places: readonly number[] | undefined;
    this.pieces.push({
      start: this.text.length,
      origin: (index) => {
        places ??= alignScalar(text.text, written, 'QUOTE_DOUBLE');
        return text.originOf(places.filter((place) => place <= index).length - 1);
      },
    });
    this.text += written;
  }

  private plain(node: YamlNode): void {
    const start = this.values.text.originOf(startOf(node));
    this.pieces.push({ start: this.text.length, origin: () => start });
    const value: unknown = node === null || node === undefined ? null : node.toJS(this.values.document);
    this.text += JSON.stringify(value ?? null);
  }
}
