/** With more texts than this a Map is used: its time does not depend on how alike the texts are. */
const tableMax = 16;

/**
 * Numbers of a few texts, from 1; 0 for every other. Finds a text by its length, first and last character and one comparison, which is
 * faster than a Map for the handful of texts that a column is compared with, because a row's text has no hash yet.
 */
export class TextClasses {
  readonly count: number;
  private readonly map: ReadonlyMap<string, number>;
  private readonly table: Uint8Array | null;
  private readonly texts: readonly string[];

  constructor(texts: readonly string[]) {
    this.count = texts.length;
    this.map = new Map(texts.map((text, index) => [text, index + 1]));
    this.texts = ['', ...texts];
    this.table = texts.length > tableMax ? null : new Uint8Array(64);
    for (const [index, text] of texts.entries()) this.place(index + 1, text);
  }

  private place(id: number, text: string): void {
    if (this.table === null) return;
    let at = slotOf(text);
    while (this.table[at] !== 0) at = (at + 1) & 63;
    this.table[at] = id;
  }

  idOf(text: string): number {
    const { table, texts } = this;
    if (table === null) return this.map.get(text) ?? 0;
    let at = slotOf(text);
    let id = table[at] as number;
    while (id !== 0 && texts[id] !== text) {
      at = (at + 1) & 63;
      id = table[at] as number;
    }
    return id;
  }
}

function slotOf(text: string): number {
  const { length } = text;
  if (length === 0) return 0;
  return (length * 31 + text.charCodeAt(0) * 7 + text.charCodeAt(length - 1)) & 63;
}
