import { httpResource } from '@angular/common/http';
import { Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import { Router } from '@angular/router';
import { Store } from '@ngrx/store';
import type { OverviewPage as Answer } from '@waybill/contracts';
import { sessionFeature, toProblem, whileVisible } from '@waybill/portal-core';
import { Names } from '@waybill/portal-core/names';
import { NOW, ProblemPanel, Time } from '@waybill/portal-ui';
import type { ChartRange } from '@waybill/portal-ui';
import { homeOf } from '../data/homes.ts';
import type { Section } from '../data/homes.ts';
import { instantsOfDays, isSpan, readOverview, spanLabels } from '../data/overview-query.ts';
import { Arrivals } from './arrivals.ts';
import { FeedBoard } from './feed-board.ts';
import { IntegrityPanel } from './integrity-panel.ts';
import { Trends } from './trends.ts';
import { WaitingList } from './waiting-list.ts';

const lookEveryMs = 30_000;

/** Where everybody starts: what arrived, what waits, what is late, and how it goes. Each figure leads to the list behind it. */
@Component({
  selector: 'wb-overview-page',
  imports: [Arrivals, FeedBoard, IntegrityPanel, ProblemPanel, Time, Trends, WaitingList],
  templateUrl: './overview-page.html',
  styleUrl: './overview-page.scss',
})
export class OverviewPage {
  /** From the address. */
  readonly partner = input<string>();
  readonly range = input<string>();
  readonly from = input<string>();
  readonly to = input<string>();

  private readonly router = inject(Router);
  private readonly now = inject(NOW);
  private readonly roles = inject(Store).selectSignal(sessionFeature.selectRoles);
  private readonly today = computed(() => Math.floor(this.now() / 86_400_000) * 86_400_000);

  protected readonly names = inject(Names);
  protected readonly spans = Object.entries(spanLabels);
  protected readonly sections = computed(() => homeOf(this.roles()));
  protected readonly query = computed(() => {
    const address = {
      partner: this.partner(),
      range: this.range(),
      from: this.from(),
      to: this.to(),
    };
    return readOverview(address, this.today());
  });
  protected readonly answer = httpResource<Answer>(() => {
    const { partner } = this.query();
    const params = { ...instantsOfDays(this.query()), ...(partner ? { partner } : {}) };
    return { url: '/bff/overview-page', params };
  });
  /** The last one stays, dimmed, until the next is there. */
  protected readonly page = linkedSignal<Answer | undefined, Answer | undefined>({
    source: () => (this.answer.hasValue() ? this.answer.value() : undefined),
    computation: (loaded, previous) => loaded ?? previous?.value,
  });
  protected readonly problem = computed(() => {
    const error = this.answer.error();
    return error ? toProblem(error) : null;
  });
  /** Sections that ask for themselves and have their answer; the others come with the page. */
  private readonly settled = signal<Partial<Record<Section, boolean>>>({
    board: false,
    integrity: false,
  });
  /** From above down to the first that is not as high as it will be, so that nothing moves under a reader's eyes. */
  protected readonly shown = computed(() => {
    const sections = this.sections();
    const waitsFor = sections.findIndex(
      (section) => !(this.settled()[section] ?? this.page() !== undefined),
    );
    return waitsFor === -1 ? sections : sections.slice(0, waitsFor + 1);
  });

  constructor() {
    whileVisible(
      lookEveryMs,
      () => this.answer.hasValue(),
      () => {
        this.answer.reload();
      },
    );
  }

  protected settle(section: Section): void {
    this.settled.update((settled) => ({ ...settled, [section]: true }));
  }

  protected choosePartner(event: Event): void {
    this.navigate({ partner: valueOf(event) || null });
  }

  protected chooseSpan(event: Event): void {
    const range = valueOf(event);
    if (isSpan(range)) this.navigate({ range, from: null, to: null });
  }

  protected chooseDays({ from, to }: ChartRange): void {
    this.navigate({ range: 'dates', from, to });
  }

  private navigate(queryParams: Record<string, string | null>): void {
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge' });
  }
}

function valueOf({ target }: Event): string {
  return target instanceof HTMLSelectElement ? target.value : '';
}
