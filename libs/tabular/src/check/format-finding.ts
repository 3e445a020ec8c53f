/** Something about a feed's format that makes no sense. */
export interface FormatFinding {
  /** RFC 6901 pointer into the `FeedFormat`. */
  pointer: string;
  /** Stable, for programs. */
  code: FormatFindingCode;
  /** What is wrong and what would be right. */
  message: string;
}

export type FormatFindingCode =
  | 'encoding-unknown'
  | 'character-unusable'
  | 'number-unusable'
  | 'name-empty'
  | 'name-forbidden'
  | 'name-twice'
  | 'position-missing'
  | 'position-overlap'
  | 'pattern-unusable'
  | 'time-zone-unknown'
  | 'bound-unusable'
  | 'list-unusable'
  | 'separator-clash'
  | 'trailer-unusable'
  | 'column-unknown'
  | 'value-map-unknown'
  | 'source-unclear'
  | 'type-clash'
  | 'value-unusable'
  | 'field-missing'
  | 'key-unusable';

/** Collects findings under one place of the document. */
export class Findings {
  readonly list: FormatFinding[];
  readonly #pointer: string;

  constructor(pointer = '', list: FormatFinding[] = []) {
    this.#pointer = pointer;
    this.list = list;
  }

  at(...keys: (string | number)[]): Findings {
    return new Findings(
      keys.reduce<string>((path, key) => `${path}/${escaped(String(key))}`, this.#pointer),
      this.list,
    );
  }

  add(code: FormatFindingCode, message: string): void {
    this.list.push({ pointer: this.#pointer, code, message });
  }
}

function escaped(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
