import type { Member } from '@waybill/contracts';
import type { MemberStore } from '@waybill/store';
import type { MappedRow } from '../../../stages/map-rows/mapped-row.ts';
import { Column } from './column.ts';
import type { TextIndex } from './text-index.ts';

const notAsked = 0;
const unknown = 1;

/**
 * States of the members of a partner as they were when a backtest met them first, to be asked like a map. Unlike a run it remembers
 * all of them, those too that do not exist: every file is judged in one state of affairs.
 */
export class MemberRoll {
  readonly #members: Pick<MemberStore, 'states'>;
  readonly #partnerNo: number;
  readonly #numbers: TextIndex;
  /** By number of the member: one of the two above, or where the state is in the list. */
  readonly #state = new Column(Int32Array, notAsked);
  readonly #states: (Member['state'] | undefined)[] = [undefined, undefined];

  constructor(members: Pick<MemberStore, 'states'>, partnerNo: number, numbers: TextIndex) {
    this.#members = members;
    this.#partnerNo = partnerNo;
    this.#numbers = numbers;
  }

  /** Asks for those among the rows that were not met before. Returns the numbers of their members, -1 for a row without one. */
  async meet(rows: readonly MappedRow[]): Promise<Int32Array> {
    const numbers = this.#numbers.addAll(rows.map(({ memberNo }) => memberNo));
    const strangers: string[] = [];
    for (const [index, { memberNo }] of rows.entries()) {
      if (memberNo === null) continue;
      const number = numbers[index] as number;
      if (this.#state.get(number) !== notAsked) continue;
      this.#state.set(number, unknown);
      strangers.push(memberNo);
    }
    if (strangers.length === 0) return numbers;
    const found = await this.#members.states(this.#partnerNo, strangers.sort());
    for (const [memberNo, state] of found)
      this.#state.set(this.#numbers.add(memberNo), this.#placeOf(state));
    return numbers;
  }

  /** Of somebody who was met; undefined for a member that does not exist. */
  get(memberNo: string): Member['state'] | undefined {
    return this.#states[this.#state.get(this.#numbers.find(memberNo))];
  }

  #placeOf(state: Member['state']): number {
    const known = this.#states.indexOf(state);
    return known < 0 ? this.#states.push(state) - 1 : known;
  }
}
