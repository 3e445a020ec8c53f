/** More combinations than this are not kept, so that a large collect table cannot fill the memory. */
const kept = 10_000;

/**
 * The clauses that contributed to a row, as `base/r1+bonus/r2`. Each combination is joined once and remembered, because a file has
 * millions of rows and few combinations.
 */
export class ClauseTrail {
  readonly text: string;
  private readonly next = new Map<string, ClauseTrail>();
  private readonly budget: { left: number };

  constructor(text = '', budget = { left: kept }) {
    this.text = text;
    this.budget = budget;
  }

  /** The trail with one more clause. */
  with(label: string): ClauseTrail {
    const known = this.next.get(label);
    if (known !== undefined) return known;
    const joined = this.text === '' ? label : `${this.text}+${label}`;
    const trail = new ClauseTrail(joined, this.budget);
    if (this.budget.left > 0) {
      this.budget.left -= 1;
      this.next.set(label, trail);
    }
    return trail;
  }
}
