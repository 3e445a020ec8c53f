import { httpResource } from '@angular/common/http';
import { Component, Injector, computed, effect, inject, input, linkedSignal } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { RouterLink } from '@angular/router';
import type { Replay, ReplayProof } from '@waybill/contracts';
import { Permissions, isFinished, stateWords, toProblem, whileVisible } from '@waybill/portal-core';
import { askForReason } from '@waybill/portal-core/reason';
import { RecordProblem } from '@waybill/portal-core/record-problem';
import { Icon, Refusal, Skeleton, StatusChip, Time, counted, figure } from '@waybill/portal-ui';
import { rowsWords } from '../data/replay-words.ts';
import { ProofPanel } from '../../replay/proof-panel.ts';

const lookEveryMs = 1000;

/** One replay: how far it is, and when it has ended its proof. */
@Component({
  selector: 'wb-replay-page',
  imports: [Icon, ProofPanel, RecordProblem, Refusal, RouterLink, Skeleton, StatusChip, Time],
  templateUrl: './replay-page.html',
  styleUrl: '../ui/replay-screen.scss',
})
export class ReplayPage {
  /** From the address. */
  readonly id = input.required<string>();

  private readonly injector = inject(Injector);
  private readonly permissions = inject(Permissions);
  private readonly address = computed(() => `/bff/api/replays/${encodeURIComponent(this.id())}`);
  private readonly answer = httpResource<Replay>(() => this.address());
  private readonly proofAnswer = httpResource<ReplayProof>(() =>
    this.isOver() ? `${this.address()}/proof` : undefined,
  );

  protected readonly replay = linkedSignal<Replay | null, Replay | null>({
    source: () => (this.answer.hasValue() ? this.answer.value() : null),
    computation: (loaded, previous) =>
      loaded ?? (previous?.value?.id === this.id() ? previous.value : null),
  });
  protected readonly isOver = computed(() => {
    const replay = this.replay();
    return replay !== null && isFinished(replay.state);
  });
  protected readonly proof = computed(() =>
    this.proofAnswer.hasValue() ? this.proofAnswer.value() : null,
  );
  protected readonly problem = computed(() => {
    const error = this.answer.error();
    return error ? toProblem(error) : null;
  });
  /** A replay that failed before it began has no proof. */
  protected readonly hasNoProof = computed(() => this.proofAnswer.error() !== undefined);
  protected readonly word = computed(() => stateWords[this.replay()?.state ?? 'queued']);
  protected readonly rows = computed(() => rowsWords[this.replay()?.rows ?? 'all']);
  protected readonly person = computed(
    () => this.replay()?.requestedBy.replace(/^person:/, '') ?? '',
  );
  protected readonly percent = computed(() => {
    const replay = this.replay();
    if (!replay?.rowsTotal) return null;
    return Math.min(100, Math.floor((replay.rowsRead / replay.rowsTotal) * 100));
  });
  protected readonly progress = computed(() => {
    const replay = this.replay();
    if (!replay?.rowsTotal) return 'Waiting for a worker';
    return `${figure(replay.rowsRead)} of ${counted(replay.rowsTotal, 'row')}`;
  });
  protected readonly cancelRefusal = computed(() => this.permissions.refusal('runs:operate'));

  constructor() {
    const title = inject(Title);
    effect(() => {
      const replay = this.replay();
      if (replay) title.setTitle(`Replay of ${replay.fileName} · Waybill`);
    });
    whileVisible(
      lookEveryMs,
      () => this.replay() !== null && !this.isOver(),
      () => {
        this.reload();
      },
    );
  }

  protected reload(): void {
    this.answer.reload();
  }

  protected async cancel({ run }: Replay): Promise<void> {
    await askForReason(this.injector, {
      heading: 'Cancel this replay?',
      text: 'It stops after its present batch. What was booked stays booked and is in the proof; the rest can be replayed again.',
      action: 'Cancel the replay',
      stay: 'Keep replaying',
      danger: true,
      postTo: `/bff/api/runs/${encodeURIComponent(run)}/cancel`,
    });
    this.reload();
  }
}
