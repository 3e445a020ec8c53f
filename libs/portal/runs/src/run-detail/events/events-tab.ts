import {
  Component,
  ElementRef,
  computed,
  effect,
  inject,
  input,
  signal,
  untracked,
} from '@angular/core';
import { Router } from '@angular/router';
import type { RunEvent } from '@waybill/contracts';
import { cursorList, offerActions } from '@waybill/portal-core';
import { EmptyState, Icon, ProblemPanel, Skeleton, figure } from '@waybill/portal-ui';
import { RunDetail } from '../run-detail.ts';
import { EventList } from './event-list.ts';

const levels = [
  { value: null, label: 'Everything' },
  { value: 'warning,error', label: 'Warnings and errors' },
  { value: 'error', label: 'Errors' },
] as const;

/** What happened to the run, in order; grows while it is going on. */
@Component({
  selector: 'wb-events-tab',
  imports: [EmptyState, EventList, Icon, ProblemPanel, Skeleton],
  templateUrl: './events-tab.html',
  styleUrl: './events-tab.scss',
})
export class EventsTab {
  /** From the address. */
  readonly id = input.required<string>();
  readonly level = input<string>();
  readonly attempt = input<string>();

  private readonly router = inject(Router);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  protected readonly detail = inject(RunDetail);
  protected readonly figure = figure;
  protected readonly choices = computed(() =>
    levels.map((choice) => ({ ...choice, chosen: (this.level() ?? null) === choice.value })),
  );
  protected readonly attempts = computed(
    () => this.detail.page()?.attempts.map(({ attempt }) => String(attempt)) ?? [],
  );
  private readonly request = computed(
    () => ({
      url: `/bff/api/runs/${encodeURIComponent(this.id())}/events`,
      params: {
        limit: '200',
        ...(this.level() ? { level: this.level() ?? '' } : {}),
        ...(this.attempt() ? { attempt: this.attempt() ?? '' } : {}),
      },
    }),
    { equal: (a, b) => JSON.stringify(a) === JSON.stringify(b) },
  );
  protected readonly list = cursorList<RunEvent>(this.request);
  protected readonly bad = computed(() =>
    this.list.items().filter(({ level }) => level !== 'info'),
  );
  /** The event jumped to last. */
  private readonly at = signal(0);

  constructor() {
    offerActions(() => [
      {
        id: 'run.next-problem',
        label: 'Go to the next problem',
        key: 'n',
        icon: 'skip-next',
        refusal: this.bad().length === 0 ? 'No event here is a problem.' : null,
        run: () => this.jump(),
      },
    ]);
    effect(() => {
      // Each look at the run is a reason to look for what happened since.
      this.detail.page();
      untracked(() => {
        if (!this.list.waiting()) this.list.catchUp();
      });
    });
  }

  protected choose(params: { level?: string | null; attempt?: string | null }): void {
    void this.router.navigate([], { queryParams: params, queryParamsHandling: 'merge' });
  }

  /** Goes to the next event that is not merely information, and after the last to the first again. */
  protected jump(): void {
    const bad = this.bad();
    const next = bad.find(({ seq }) => seq > this.at()) ?? bad[0];
    if (!next) return;
    this.at.set(next.seq);
    this.host.querySelector<HTMLElement>(`#event-${String(next.seq)}`)?.focus();
  }
}
