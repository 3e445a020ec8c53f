import { fileProblem } from '../problem.ts';
import { FileRejected } from './file-rejected.ts';

/** Drops the lines at the top of a file that belong to nobody. Physical lines: quotes mean nothing here. */
export class LineSkipper {
  /** Bytes dropped so far. */
  skipped = 0;
  #left: number;
  readonly #returnEndsLine: boolean;
  #afterReturn = false;
  #loneReturns = false;

  constructor(lines: number, returnEndsLine: boolean) {
    this.#left = lines;
    this.#returnEndsLine = returnEndsLine;
  }

  /** Returns what is left of the bytes, or null while lines are still to be skipped. */
  push(bytes: Uint8Array): Uint8Array | null {
    const lineEnd = this.#returnEndsLine ? 0x0d : 0x0a;
    for (let i = 0; i < bytes.length; i++) {
      if (this.#left === 0 && !(this.#returnEndsLine && this.#afterReturn && bytes[i] === 0x0a)) {
        this.skipped += i;
        return bytes.subarray(i);
      }
      if (bytes[i] === lineEnd && this.#left > 0) this.#left--;
      else if (this.#afterReturn && !this.#returnEndsLine) this.#loneReturns = true;
      this.#afterReturn = bytes[i] === 0x0d;
    }
    this.skipped += bytes.length;
    return this.#left === 0 && !this.#returnEndsLine ? new Uint8Array(0) : null;
  }

  /** @throws FileRejected LINE_ENDING when there were no lines to skip because all of them end with CR. */
  end(): void {
    if (this.#left === 0 || !this.#loneReturns) return;
    const expected = 'lines that end with LF or CRLF';
    throw new FileRejected([fileProblem('LINE_ENDING', { line: 1, found: 'lone CR', expected })]);
  }
}
