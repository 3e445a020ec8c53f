import type { Checked } from '../check/checked.ts';
import type { EvaluateBoolean, Frame } from '../evaluate/frame.ts';
import type { Value } from '../value.ts';
import type { ClassRuns } from './class-runs.ts';
import { intersectionOf } from './class-runs.ts';
import { FieldClasses } from './field-classes.ts';
import type { FieldCondition } from './field-condition.ts';
import { conjuncts, constantsOf, fieldCondition } from './field-condition.ts';

/** A field whose classes would need more words than this is tested row by row instead (8 MB). */
const wordsMax = 2_000_000;

interface IndexedField {
  readonly place: number;
  readonly classes: FieldClasses;
  /** Where the words of class 0 begin. */
  readonly base: number;
}

/**
 * Finds the clauses of a group whose conditions hold, without going through them. For every field there is a table: class of the
 * value → which clauses that allows, one bit each. The candidates for a row are the AND of one line of each table; so the cost grows
 * with the number of fields, and with the clauses only by the 32nd part.
 *
 * A clause's conditions are indexed up to the first that computes something. That one and the rest are run in order on candidates
 * only, so a computation fails here exactly when it would fail going from left to right, as the trace does.
 */
export class ClauseIndex {
  /** The clause whose remaining conditions were run last, for the error of a row. */
  trying = 0;
  private readonly words: number;
  private readonly fields: readonly IndexedField[];
  private readonly bits: Int32Array;
  /** For every field, where the words of the row's class begin. */
  private readonly lines: Int32Array;
  private readonly remaining: readonly (readonly EvaluateBoolean[])[];
  /** The bits of the clauses that there are in the last word. */
  private readonly lastWord: number;
  /** Where the search stands: a word, and what is left of its candidates. */
  private word = 0;
  private candidates = 0;

  constructor(clauses: readonly (readonly Checked[])[]) {
    this.words = Math.ceil(clauses.length / 32);
    this.lastWord = (-1 >>> (this.words * 32 - clauses.length)) | 0;
    const split = clauses.map((conditions) => splitConditions(conditions.flatMap(conjuncts)));
    const indexed = split.map((clause) => clause.indexed);
    const plan = planFields(indexed, this.words);
    this.fields = plan.fields;
    this.bits = new Int32Array(plan.size);
    this.lines = new Int32Array(plan.fields.length);
    for (const field of plan.fields) this.fillBits(field, indexed);
    this.remaining = split.map((clause) => {
      const left = clause.indexed.filter(({ condition }) => !plan.places.has(condition.place));
      return [...left.map(({ checked }) => checked), ...clause.rest].map(
        (checked) => checked.lower() as EvaluateBoolean,
      );
    });
  }

  /**
   * Writes which clauses each class of a field allows. It goes by words of 32 clauses, because the lines of neighbouring classes stand
   * far apart: setting bit by bit would wait for the memory every time.
   */
  private fillBits(
    { place, classes, base }: IndexedField,
    clauses: readonly (readonly Indexed[])[],
  ): void {
    const { words, bits } = this;
    const column = new Int32Array(classes.count);
    for (let word = 0; word < words; word += 1) {
      column.fill(0);
      for (const [bit, indexed] of clauses.slice(word * 32, word * 32 + 32).entries()) {
        const allowed = indexed
          .filter(({ condition }) => condition.place === place)
          .map(({ condition }) => classes.classesOf(condition.shape))
          .reduce(intersectionOf, [0, classes.count]);
        setBit(column, bit, allowed);
      }
      for (let at = 0; at < column.length; at += 1)
        bits[base + at * words + word] = column[at] as number;
    }
  }

  /** Takes up the values of a row, to look for clauses from `from` on. To be called again when the frame has changed. */
  begin(frame: Frame, from: number): void {
    const { fields, lines, words } = this;
    for (let at = 0; at < fields.length; at += 1) {
      const { place, classes, base } = fields[at] as IndexedField;
      lines[at] = base + classes.classOf(frame[place] as Value) * words;
    }
    this.word = from >>> 5;
    this.candidates = this.word < words ? this.candidatesIn(this.word) & (-1 << (from & 31)) : 0;
  }

  /** The index of the next clause whose conditions all hold, or -1. */
  next(frame: Frame): number {
    let { word, candidates } = this;
    for (;;) {
      while (candidates !== 0) {
        const clause = (word << 5) + 31 - Math.clz32(candidates & -candidates);
        candidates &= candidates - 1;
        if (!this.remainingHold(clause, frame)) continue;
        this.word = word;
        this.candidates = candidates;
        return clause;
      }
      if (word + 1 >= this.words) break;
      word += 1;
      candidates = this.candidatesIn(word);
    }
    this.word = word;
    this.candidates = 0;
    return -1;
  }

  /** The clauses of a word that the row's classes allow, one bit each. */
  private candidatesIn(word: number): number {
    const { lines, bits } = this;
    let candidates = word < this.words - 1 ? -1 : this.lastWord;
    for (const line of lines) candidates &= bits[line + word] as number;
    return candidates;
  }

  private remainingHold(clause: number, frame: Frame): boolean {
    const remaining = this.remaining[clause] as readonly EvaluateBoolean[];
    if (remaining.length === 0) return true;
    this.trying = clause;
    for (const test of remaining) if (!test(frame)) return false;
    return true;
  }
}

function setBit(column: Int32Array, bit: number, runs: ClassRuns): void {
  for (let run = 0; run < runs.length; run += 2) {
    const end = runs[run + 1] as number;
    for (let at = runs[run] as number; at < end; at += 1)
      column[at] = (column[at] as number) | (1 << bit);
  }
}

interface Indexed {
  readonly checked: Checked;
  readonly condition: FieldCondition;
}

/** The leading conditions on single fields, and all from the first that computes something. */
function splitConditions(conditions: readonly Checked[]): {
  indexed: Indexed[];
  rest: readonly Checked[];
} {
  const indexed: Indexed[] = [];
  for (const checked of conditions) {
    const condition = fieldCondition(checked);
    if (condition === undefined) break;
    indexed.push({ checked, condition });
  }
  return { indexed, rest: conditions.slice(indexed.length) };
}

/** Decides which fields get a table and where it stands. */
function planFields(
  clauses: readonly (readonly Indexed[])[],
  words: number,
): { fields: IndexedField[]; places: Set<number>; size: number } {
  const constants = new Map<number, (string | number | boolean)[]>();
  for (const { condition } of clauses.flat()) {
    const known = constants.get(condition.place) ?? [];
    known.push(...constantsOf(condition.shape));
    constants.set(condition.place, known);
  }
  const fields: IndexedField[] = [];
  let size = 0;
  for (const [place, values] of constants) {
    const classes = new FieldClasses(values);
    if (classes.count * words > wordsMax) continue;
    fields.push({ place, classes, base: size });
    size += classes.count * words;
  }
  return { fields, places: new Set(fields.map(({ place }) => place)), size };
}
