import { httpResource } from '@angular/common/http';
import { HttpClient } from '@angular/common/http';
import { Component, Injector, computed, inject, input, linkedSignal, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { BulkReplay, BulkReplayPlan, BulkReplayProof } from '@waybill/contracts';
import { Permissions, toProblem, whileVisible } from '@waybill/portal-core';
import type { PortalProblem } from '@waybill/portal-core';
import { askForReason } from '@waybill/portal-core/reason';
import { RecordProblem } from '@waybill/portal-core/record-problem';
import {
  Icon,
  ProblemPanel,
  Refusal,
  Skeleton,
  StatusChip,
  Time,
  counted,
  figure,
} from '@waybill/portal-ui';
import { firstValueFrom } from 'rxjs';
import { bulkReplayWords, isBulkReplayOver } from '../data/replay-words.ts';
import { EffectsTable } from '../../replay/effects-table.ts';
import { BulkRuns } from '../ui/bulk-runs.ts';
import { BulkProof } from './bulk-proof.ts';
import { CanaryCard } from './canary-card.ts';

const lookEveryMs = 1200;

/** Many replays as one: the canary, how far the rest is, and when it has ended the proof for the whole. */
@Component({
  selector: 'wb-bulk-replay-page',
  imports: [
    BulkProof,
    BulkRuns,
    CanaryCard,
    EffectsTable,
    Icon,
    ProblemPanel,
    RecordProblem,
    Refusal,
    RouterLink,
    Skeleton,
    StatusChip,
    Time,
  ],
  templateUrl: './bulk-replay-page.html',
  styleUrl: '../ui/replay-screen.scss',
})
export class BulkReplayPage {
  /** From the address. */
  readonly id = input.required<string>();

  private readonly http = inject(HttpClient);
  private readonly injector = inject(Injector);
  private readonly permissions = inject(Permissions);
  private readonly address = computed(
    () => `/bff/api/bulk-replays/${encodeURIComponent(this.id())}`,
  );
  private readonly answer = httpResource<BulkReplay>(() => this.address());
  protected readonly bulk = linkedSignal<BulkReplay | null, BulkReplay | null>({
    source: () => (this.answer.hasValue() ? this.answer.value() : null),
    computation: (loaded, previous) =>
      loaded ?? (previous?.value?.id === this.id() ? previous.value : null),
  });
  private readonly planId = computed(() => this.bulk()?.plan ?? null);
  private readonly planAnswer = httpResource<BulkReplayPlan>(() => {
    const plan = this.planId();
    return plan === null ? undefined : `/bff/api/bulk-replay-plans/${encodeURIComponent(plan)}`;
  });
  protected readonly plan = computed(() =>
    this.planAnswer.hasValue() ? this.planAnswer.value() : null,
  );
  protected readonly isOver = computed(() => isBulkReplayOver(this.bulk()?.state ?? 'running'));
  private readonly proofAnswer = httpResource<BulkReplayProof>(() =>
    this.bulk() && this.isOver() ? `${this.address()}/proof` : undefined,
  );
  protected readonly proof = computed(() =>
    this.proofAnswer.hasValue() ? this.proofAnswer.value() : null,
  );
  protected readonly problem = computed(() => {
    const error = this.answer.error();
    return error ? toProblem(error) : null;
  });
  protected readonly deedProblem = signal<PortalProblem | null>(null);

  protected readonly word = computed(() => bulkReplayWords[this.bulk()?.state ?? 'canary']);
  protected readonly person = computed(() => this.bulk()?.requestedBy.replace(/^person:/, ''));
  /** Runs that were or will be replayed. */
  protected readonly total = computed(() => {
    const bulk = this.bulk();
    return bulk ? bulk.total - bulk.runs.refused : 0;
  });
  protected readonly settled = computed(() => {
    const runs = this.bulk()?.runs;
    return runs ? runs.done + runs.unexpected + runs.cancelled : 0;
  });
  protected readonly percent = computed(() =>
    this.total() === 0 ? 0 : Math.floor((this.settled() / this.total()) * 100),
  );
  protected readonly progress = computed(
    () => `${figure(this.settled())} of ${counted(this.total(), 'run')} replayed`,
  );
  /** The table is read again when something in it has changed. */
  protected readonly version = computed(() => JSON.stringify(this.bulk()?.runs));
  protected readonly refusal = computed(() => this.permissions.refusal('replays:run'));
  protected readonly mayGoOn = computed(() => {
    const bulk = this.bulk();
    return bulk?.state === 'waiting' || bulk?.problem?.code === 'job-ended';
  });

  constructor() {
    whileVisible(
      lookEveryMs,
      () => this.bulk() !== null && !this.isOver() && this.bulk()?.state !== 'waiting',
      () => {
        this.reload();
      },
    );
  }

  protected reload(): void {
    this.answer.reload();
  }

  protected async goOn({ id, job }: BulkReplay): Promise<void> {
    this.deedProblem.set(null);
    // Each job goes on once: pressing twice sets one going.
    const headers = { 'Idempotency-Key': `go-on-${id}-${job ?? ''}` };
    try {
      const url = `${this.address()}/continue`;
      this.bulk.set(await firstValueFrom(this.http.post<BulkReplay>(url, {}, { headers })));
    } catch (error) {
      this.deedProblem.set(toProblem(error));
    }
  }

  protected async cancel(): Promise<void> {
    await askForReason(this.injector, {
      heading: 'Cancel this bulk replay?',
      text: 'The run that is being replayed stops after its present batch, and no other begins. What was replayed stays so and is listed.',
      action: 'Cancel the bulk replay',
      stay: 'Keep replaying',
      danger: true,
      postTo: `${this.address()}/cancel`,
    });
    this.reload();
  }
}
