import { httpResource } from '@angular/common/http';
import { Service, computed, inject, linkedSignal, resource, signal } from '@angular/core';
import { isImpersonal } from '@waybill/contracts';
import type { Page, Run, RunRow } from '@waybill/contracts';
import { Permissions, cursorList, toProblem } from '@waybill/portal-core';
import type { WrittenRow } from '@waybill/rules';
import { firstValueFrom } from 'rxjs';
import { RuleSetDetail } from '../rule-set/rule-set-detail.ts';
import { RuleWorkspace } from '../workspace/rule-workspace.ts';
import { everyFieldAndFact, keyOf } from './everything.ts';
import { ReceivedRows } from './received-rows.ts';
import type { RowPlace } from './received-rows.ts';

const runsPerPage = '25';

/** The row that rules are tried on: one that a run met, with values written over it, or values by hand alone. */
@Service({ autoProvided: false })
export class PickedRow {
  private readonly workspace = inject(RuleWorkspace);
  private readonly received = inject(ReceivedRows);
  private readonly permissions = inject(Permissions);
  private readonly id = inject(RuleSetDetail).id;

  /** Nothing is fetched before. */
  readonly isWanted = signal(false);
  /** Null before one is picked, and for values by hand. */
  readonly place = linkedSignal<string | undefined, RowPlace | null>({
    source: this.id,
    computation: () => null,
  });
  readonly isByHand = linkedSignal({ source: this.id, computation: () => false });
  /** What was written over the values, by key of everything. */
  readonly edits = linkedSignal<unknown, WrittenRow>({
    source: () => [this.id(), this.place(), this.isByHand()],
    computation: () => ({}),
  });
  readonly isEdited = computed(() => Object.keys(this.edits()).length > 0);

  /** Those whose rows can be picked, the latest first. */
  readonly runs = cursorList<Run>(() => {
    const id = this.id();
    if (!this.isWanted() || id === undefined) return undefined;
    const params = { feed: id, state: 'succeeded,partial,repaired', limit: runsPerPage };
    return { url: '/bff/api/runs', params };
  });
  private readonly runAddress = computed(() => {
    const run = this.place()?.run;
    return run !== undefined && this.isWanted()
      ? `/bff/api/runs/${encodeURIComponent(run)}`
      : undefined;
  });
  private readonly runAnswer = httpResource<Run>(() => this.runAddress());
  readonly run = computed(() => (this.runAnswer.hasValue() ? this.runAnswer.value() : undefined));
  private readonly metAnswer = httpResource<Page<RunRow>>(() => {
    const [url, place] = [this.runAddress(), this.place()];
    if (url === undefined || place === null) return undefined;
    return { url: `${url}/rows`, params: { from: place.rowNo, limit: 1 } };
  });
  /** What became of the row in its run. */
  readonly met = computed(() => {
    const [row] = this.metAnswer.hasValue() ? this.metAnswer.value().items : [];
    return row?.rowNo === this.place()?.rowNo ? row : undefined;
  });

  private readonly dateInput = computed(() => this.workspace.document()?.dateInput);
  private readonly answer = resource({
    params: () => {
      const [id, place, slots] = [this.id(), this.place(), this.workspace.slots()];
      if (!this.isWanted() || id === undefined || place === null || slots.length === 0)
        return undefined;
      return { id, place, text: JSON.stringify(everyFieldAndFact(slots, this.dateInput())) };
    },
    loader: ({ params: { id, place, text } }) =>
      firstValueFrom(this.received.simulate(id, text, place)),
  });
  readonly isLoading = this.answer.isLoading;
  readonly problem = computed(() => {
    const error = this.answer.error();
    return error ? toProblem(error) : null;
  });
  /** All that is known of it, by key of everything; null while there is none. */
  readonly values = computed((): WrittenRow | null => {
    if (this.place() === null) return this.isByHand() ? this.edits() : null;
    return this.answer.hasValue() ? { ...this.answer.value().row, ...this.edits() } : null;
  });
  /** Keys of what the rules read and this person is not shown. */
  readonly hidden = computed((): ReadonlySet<string> => {
    const [values, edits, document] = [this.values(), this.edits(), this.workspace.document()];
    if (values === null || this.place() === null || this.permissions.can('payload:read'))
      return new Set();
    const personal = (document?.inputs ?? []).filter(
      ({ name, fact }) => fact === undefined && !isImpersonal(name),
    );
    return new Set(personal.map(keyOf).filter((key) => !(key in edits)));
  });

  pick(place: RowPlace): void {
    this.isByHand.set(false);
    this.place.set(place);
  }

  /** As many rows on or back; nothing beyond the ends of the run. */
  step(by: 1 | -1): void {
    const [place, run] = [this.place(), this.run()];
    const rowNo = (place?.rowNo ?? 0) + by;
    if (place && rowNo >= 1 && rowNo <= (run?.counts.read ?? 0)) this.pick({ ...place, rowNo });
  }

  writeByHand(): void {
    this.place.set(null);
    this.isByHand.set(true);
  }

  /** @param value Null for none */
  write(key: string, value: string | null): void {
    this.edits.update((edits) => ({ ...edits, [key]: value }));
  }

  /** As received, or empty. */
  restore(): void {
    this.edits.set({});
  }

  retry(): void {
    this.answer.reload();
  }
}
