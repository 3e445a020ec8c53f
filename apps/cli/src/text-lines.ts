import type { Span } from '@waybill/rules/text';

/** A piece of a text by lines and columns, which count from 1; the end is behind the last character. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Turns offsets in a text into lines and columns. */
export class TextLines {
  /** The offset at which each line begins. */
  private readonly starts: readonly number[];

  constructor(text: string) {
    this.starts = [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map((end) => end.index + end[0].length)];
  }

  placeOf({ start, end }: Span): TextPlace {
    const [line, column] = this.at(start);
    const [endLine, endColumn] = this.at(end);
    return { line, column, endLine, endColumn };
  }

  private at(offset: number): [line: number, column: number] {
    let [first, last] = [0, this.starts.length - 1];
    while (first < last) {
      const middle = Math.ceil((first + last) / 2);
      if ((this.starts[middle] ?? 0) <= offset) first = middle;
      else last = middle - 1;
    }
    return [first + 1, offset - (this.starts[first] ?? 0) + 1];
  }
}
