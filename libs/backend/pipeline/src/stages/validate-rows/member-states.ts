import type { Member } from '@waybill/contracts';
import type { MemberStore } from '@waybill/store';

/**
 * States of the members a run meets, remembered for a bounded number of them, oldest out first. Unknown members are asked for
 * every time, since they may appear at any moment.
 */
export class MemberStates {
  readonly #members: Pick<MemberStore, 'states'>;
  readonly #partnerNo: number;
  readonly #most: number;
  readonly #known = new Map<string, Member['state']>();

  constructor(members: Pick<MemberStore, 'states'>, partnerNo: number, most: number) {
    this.#members = members;
    this.#partnerNo = partnerNo;
    this.#most = most;
  }

  /** States by member number; a member that does not exist is missing. */
  async of(memberNos: ReadonlySet<string>): Promise<Map<string, Member['state']>> {
    const states = new Map<string, Member['state']>();
    const missing: string[] = [];
    for (const memberNo of memberNos) {
      const state = this.#known.get(memberNo);
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
    if (this.#known.size >= this.#most) {
      const { value: oldest } = this.#known.keys().next();
      if (oldest !== undefined) this.#known.delete(oldest);
    }
    this.#known.set(memberNo, state);
  }
}
