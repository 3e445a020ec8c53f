import type { HeaderDrift } from '../header/header-drift.ts';
import type { Problem } from '../problem.ts';

/**
 * Thrown by a decoder when the file as a whole is not acceptable: nothing of it may be posted, rows that were already
 * handed out included. `problems` has at least one entry, all of scope `file`.
 */
export class FileRejected extends Error {
  override readonly name = 'FileRejected';
  readonly problems: readonly Problem[];
  /** How the header differs from the layout, when it was the header that was refused. */
  readonly drift: HeaderDrift | null;

  constructor(problems: readonly Problem[], drift: HeaderDrift | null = null) {
    super(
      problems.map((problem) => `${problem.code} ${problem.name}: ${problem.message}`).join(' '),
    );
    this.problems = problems;
    this.drift = drift;
  }
}
