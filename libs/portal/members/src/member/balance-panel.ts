import { httpResource } from '@angular/common/http';
import { Component, computed, inject, input, linkedSignal } from '@angular/core';
import { Router } from '@angular/router';
import { balanceBuckets } from '@waybill/contracts';
import type { Balance } from '@waybill/contracts';
import { toProblem } from '@waybill/portal-core';
import { DayField, ProblemPanel, Skeleton, figure } from '@waybill/portal-ui';

const bucketMeanings: Readonly<Record<(typeof balanceBuckets)[number], string>> = {
  available: 'can be spent',
  pending: 'booked, not yet free',
  held: 'kept for a redemption',
  expired: 'past their day',
  spent: 'redeemed',
};

/** A member's points by bucket and by the day they expire, now or at the end of a chosen day (UTC). */
@Component({
  selector: 'wb-balance-panel',
  imports: [DayField, ProblemPanel, Skeleton],
  templateUrl: './balance-panel.html',
  styleUrl: './balance-panel.scss',
})
export class BalancePanel {
  readonly member = input.required<string>();
  readonly asOf = input<string>();

  private readonly router = inject(Router);
  private readonly day = computed(() => {
    const day = this.asOf();
    return day && /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(day)) ? day : null;
  });

  protected readonly answer = httpResource<Balance>(() => {
    const day = this.day();
    return {
      url: `/bff/api/members/${encodeURIComponent(this.member())}/balance`,
      ...(day ? { params: { asOf: `${day}T23:59:59.999Z` } } : {}),
    };
  });
  private readonly loaded = computed(() =>
    this.answer.hasValue() ? this.answer.value() : undefined,
  );
  /** The last one stays until the one of another day is there. */
  protected readonly balance = linkedSignal<Balance | undefined, Balance | undefined>({
    source: this.loaded,
    computation: (loaded, previous) => loaded ?? previous?.value,
  });
  protected readonly problem = computed(() => {
    const error = this.answer.error();
    return error ? toProblem(error) : null;
  });
  protected readonly buckets = computed(() =>
    balanceBuckets.map((bucket) => ({
      name: bucket,
      meaning: bucketMeanings[bucket],
      points: this.balance()?.buckets[bucket],
    })),
  );
  protected readonly shownDay = computed(() => this.day() ?? '');
  protected readonly today = new Date().toISOString().slice(0, 10);
  protected readonly figure = figure;

  protected look(asOf: string | null): void {
    void this.router.navigate([], { queryParams: { asOf }, queryParamsHandling: 'merge' });
  }
}
