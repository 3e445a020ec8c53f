import { Component, computed, input, linkedSignal, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { DriftEvent } from '@waybill/contracts';
import { driftKindWords, driftStateWords } from '@waybill/portal-core/words';
import { Icon, Refusal, StatusChip, Time, figure } from '@waybill/portal-ui';
import type { DriftWish } from './drift-tab.ts';

/** One difference: what it is, why it is taken for that, and what can be done. */
@Component({
  selector: 'wb-drift-card',
  imports: [Icon, Refusal, RouterLink, StatusChip, Time],
  templateUrl: './drift-card.html',
  styleUrls: ['../ui/section.scss', '../ui/form.scss', './drift-card.scss'],
})
export class DriftCard {
  readonly event = input.required<DriftEvent>();
  readonly columns = input.required<readonly string[]>();
  readonly refusal = input.required<string | null>();
  readonly busy = input(false);
  readonly wished = output<DriftWish>();

  protected readonly kinds = driftKindWords;
  protected readonly states = driftStateWords;
  protected readonly figure = figure;
  /** The column that the found name is to belong to: the suggested one, or what a person chooses. */
  protected readonly column = linkedSignal(() => this.event().column ?? '');
  protected readonly mayAlias = computed(() => this.event().found !== null);

  protected choose(event: Event): void {
    if (event.target instanceof HTMLSelectElement) this.column.set(event.target.value);
  }

  protected alias(): void {
    const column = this.column();
    const event = this.event();
    if (column === '') return;
    const isSuggested = column === event.column;
    this.wished.emit({ event, decision: 'alias', ...(isSuggested ? {} : { column }) });
  }

  protected wish(decision: 'ignore' | 'reject'): void {
    this.wished.emit({ event: this.event(), decision });
  }
}
