/** Memory that remembered combinations may take, in entries of eight bytes (16 MB). */
const entriesMax = 2_000_000;

/**
 * The clauses that contributed to a row, as `base/r1+bonus/r2`. Each combination is joined once and remembered, because a file has
 * millions of rows and few combinations. Clauses are counted through the whole rule set, so that finding one takes no hashing.
 */
export class ClauseTrail {
  readonly text: string;
  private readonly next: (ClauseTrail | undefined)[] = [];
  private readonly budget: { left: number };

  private constructor(text: string, budget: { left: number }) {
    this.text = text;
    this.budget = budget;
  }

  /** The empty trail of a rule set with so many clauses. */
  static of(clauses: number): ClauseTrail {
    return new ClauseTrail('', { left: Math.floor(entriesMax / Math.max(1, clauses)) });
  }

  /** The trail with one more clause, the `ordinal`-th of its rule set. */
  with(ordinal: number, label: string): ClauseTrail {
    return this.next[ordinal] ?? this.add(ordinal, label);
  }

  private add(ordinal: number, label: string): ClauseTrail {
    const trail = new ClauseTrail(this.text === '' ? label : `${this.text}+${label}`, this.budget);
    if (this.budget.left > 0) {
      this.budget.left -= 1;
      this.next[ordinal] = trail;
    }
    return trail;
  }
}
