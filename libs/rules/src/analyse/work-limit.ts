/**
 * How much an analysis may still look at. One unit is one comparison of two clauses, some ten nanoseconds. Whoever runs out gives up
 * and says so: a finding that is not certain is not given.
 */
export class WorkLimit {
  private left: number;

  constructor(units: number) {
    this.left = units;
  }

  get exhausted(): boolean {
    return this.left <= 0;
  }

  spend(units: number): void {
    this.left -= units;
  }
}
