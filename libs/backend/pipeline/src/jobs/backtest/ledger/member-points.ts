import { Column } from './column.ts';
import type { TextIndex } from './text-index.ts';

type PointsOfSides = Record<'base' | 'candidate', number>;

/** Points of members on either side, in the order in which they were met. */
export class MemberPoints implements Iterable<readonly [memberNo: string, PointsOfSides]> {
  readonly #numbers: TextIndex;
  /** Of the base at twice the number of a member, of the candidate behind it; NaN for who was not met. */
  readonly #points = new Column(Float64Array, NaN);
  readonly #met = new Column(Int32Array, 0);
  #size = 0;

  /** @param numbers of members, whoever else counts with them */
  constructor(numbers: TextIndex) {
    this.#numbers = numbers;
  }

  add(side: 'base' | 'candidate', memberNo: string, points: number): void {
    const member = this.#numbers.add(memberNo);
    const at = member * 2 + (side === 'base' ? 0 : 1);
    const before = this.#points.get(at);
    if (Number.isNaN(before)) this.#meet(member);
    this.#points.set(at, (Number.isNaN(before) ? 0 : before) + points);
  }

  *[Symbol.iterator](): Generator<readonly [memberNo: string, PointsOfSides]> {
    for (let at = 0; at < this.#size; at += 1) {
      const member = this.#met.get(at);
      const base = this.#points.get(member * 2);
      yield [this.#numbers.textOf(member), { base, candidate: this.#points.get(member * 2 + 1) }];
    }
  }

  #meet(member: number): void {
    this.#met.set(this.#size++, member);
    this.#points.set(member * 2, 0);
    this.#points.set(member * 2 + 1, 0);
  }
}
