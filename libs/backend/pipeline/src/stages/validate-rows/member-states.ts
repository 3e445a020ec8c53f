import type { Member } from '@waybill/contracts';
import type { MemberStore } from '@waybill/store';

type States = Map<string, Member['state']>;

/**
 * States of the members a run meets, remembered for a bounded number of them. Unknown members are asked for every time, since
 * they may appear at any moment.
 *
 * Two generations instead of "oldest out first": a Map that loses its first key again and again is searched from the start
 * each time, past everything that was deleted.
 */
export class MemberStates {
  readonly #members: Pick<MemberStore, 'states'>;
  readonly #partnerNo: number;
  readonly #most: number;
  #young: States = new Map();
  #old: States = new Map();

  /** @param most members remembered */
  constructor(members: Pick<MemberStore, 'states'>, partnerNo: number, most: number) {
    this.#members = members;
    this.#partnerNo = partnerNo;
    this.#most = most;
  }

  /** States by member number; a member that does not exist is missing. */
  async of(memberNos: ReadonlySet<string>): Promise<States> {
    const states: States = new Map();
    const missing: string[] = [];
    for (const memberNo of memberNos) {
      const state = this.#young.get(memberNo) ?? this.#old.get(memberNo);
      if (state === undefined) missing.push(memberNo);
      else states.set(memberNo, state);
    }
    if (missing.length === 0) return states;
    const found = await this.#members.states(this.#partnerNo, missing.sort());
    for (const [memberNo, state] of found) {
      states.set(memberNo, state);
      this.#remember(memberNo, state);
    }
    return states;
  }

  /** Call after the transaction that created them. */
  created(memberNos: Iterable<string>): void {
    for (const memberNo of memberNos) this.#remember(memberNo, 'active');
  }

  #remember(memberNo: string, state: Member['state']): void {
    if (this.#young.size >= this.#most / 2) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(memberNo, state);
  }
}
