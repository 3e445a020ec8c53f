import { Column } from './column.ts';
import { TextIndex } from './text-index.ts';

/** Points of members on either side, in the order in which they were met. */
export class MemberPoints implements Iterable<
  readonly [memberNo: string, { base: number; candidate: number }]
> {
  readonly #members = new TextIndex();
  readonly #points = {
    base: new Column(Float64Array, 0),
    candidate: new Column(Float64Array, 0),
  };

  add(side: 'base' | 'candidate', memberNo: string, points: number): void {
    const member = this.#members.add(memberNo);
    const column = this.#points[side];
    column.set(member, column.get(member) + points);
  }

  *[Symbol.iterator](): Generator<
    readonly [memberNo: string, { base: number; candidate: number }]
  > {
    const { base, candidate } = this.#points;
    for (let member = 0; member < this.#members.size; member += 1)
      yield [
        this.#members.textOf(member),
        { base: base.get(member), candidate: candidate.get(member) },
      ];
  }
}
