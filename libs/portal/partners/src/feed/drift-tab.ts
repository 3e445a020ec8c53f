import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, input, signal } from '@angular/core';
import type { DriftEvent, ResponseOf, operations } from '@waybill/contracts';
import { Permissions, Undo, cursorList, toProblem } from '@waybill/portal-core';
import type { PortalProblem } from '@waybill/portal-core';
import { EmptyState, ProblemPanel, Skeleton } from '@waybill/portal-ui';
import { firstValueFrom } from 'rxjs';
import { DriftCard } from './drift-card.ts';
import { FeedDetail } from './feed-detail.ts';
import { WaitingFiles } from './waiting-files.ts';

type Decided = ResponseOf<typeof operations.decideDriftEvent>;

export interface DriftWish {
  readonly event: DriftEvent;
  readonly decision: 'alias' | 'ignore' | 'reject';
  /** The column that a new name belongs to, when a person chose it. */
  readonly column?: string;
}

/** How headers differ from the layout, and what is to be done about it; each decision is made at once and can be taken back. */
@Component({
  selector: 'wb-feed-drift-tab',
  imports: [DriftCard, EmptyState, ProblemPanel, Skeleton, WaitingFiles],
  templateUrl: './drift-tab.html',
  styleUrl: '../ui/section.scss',
})
export class DriftTab {
  readonly id = input.required<string>();

  private readonly http = inject(HttpClient);
  private readonly undo = inject(Undo);
  private readonly permissions = inject(Permissions);
  private readonly detail = inject(FeedDetail);
  /** Events as they stand after a decision here. */
  private readonly decided = signal<ReadonlyMap<string, DriftEvent>>(new Map());

  protected readonly list = cursorList<DriftEvent>(() => ({
    url: '/bff/api/drift-events',
    params: { feed: this.id(), limit: '50' },
  }));
  protected readonly events = computed(() => {
    const events = this.list.items().map((event) => this.decided().get(event.id) ?? event);
    return events.toSorted((a, b) => Number(b.state === 'open') - Number(a.state === 'open'));
  });
  protected readonly columns = computed(
    () => this.detail.feed.value()?.bundle.format.layout.columns.map(({ name }) => name) ?? [],
  );
  protected readonly refusal = computed(() => this.permissions.refusal('drift:decide'));
  protected readonly problem = signal<PortalProblem | null>(null);
  protected readonly deciding = signal<string | null>(null);
  protected readonly waiting = signal<Decided['waiting']>([]);

  protected async decide({ event, decision, column }: DriftWish): Promise<void> {
    this.deciding.set(event.id);
    this.problem.set(null);
    try {
      const reason = reasons[decision](event, column);
      const body = { decision, reason, ...(column === undefined ? {} : { column }) };
      this.took(await this.send(event, body));
      this.undo.offer({ done: done[decision](event), undo: () => this.reopen(event) });
    } catch (error) {
      this.problem.set(toProblem(error));
    } finally {
      this.deciding.set(null);
    }
  }

  private async reopen(event: DriftEvent): Promise<void> {
    this.took(await this.send(event, { decision: 'reopen', reason: 'Taken back' }));
  }

  private async send({ id }: DriftEvent, body: object): Promise<Decided> {
    const url = `/bff/api/drift-events/${encodeURIComponent(id)}/decision`;
    const headers = { 'Idempotency-Key': crypto.randomUUID() };
    return firstValueFrom(this.http.post<Decided>(url, body, { headers }));
  }

  private took({ event, waiting }: Decided): void {
    this.decided.update((known) => new Map(known).set(event.id, event));
    this.waiting.set(waiting);
    this.detail.feed.reload();
    this.detail.reloadFigures();
  }
}

const nameOf = ({ found }: DriftEvent) => `“${found ?? ''}”`;

const reasons = {
  alias: (event: DriftEvent, column: string | undefined) =>
    `${nameOf(event)} is another name of “${column ?? event.column ?? ''}”`,
  ignore: () => 'Found harmless',
  reject: () => 'The partner is to correct its header',
} as const;

const done = {
  alias: (event: DriftEvent) => `Alias ${nameOf(event)} added`,
  ignore: () => 'Difference found harmless',
  reject: () => 'Left to the partner to correct',
} as const;
