import { Component, computed, input } from '@angular/core';
import type { Run } from '@waybill/contracts';
import { isFinished, sharesOf } from '@waybill/portal-core';
import { ShareBar, figure } from '@waybill/portal-ui';

/** How many rows a run has read, how many went wrong, and the shares of their outcomes. */
@Component({
  selector: 'wb-run-figures',
  imports: [ShareBar],
  template: `
    <span class="figures">
      <span>{{ rows() }}</span>
      @if (troubled(); as text) {
        <span class="troubled">{{ text }}</span>
      }
    </span>
    <wb-share-bar [shares]="shares()" />
  `,
  styles: `
    :host {
      display: block;
    }
    .figures {
      display: flex;
      justify-content: space-between;
      gap: var(--wb-space-3);
      margin-bottom: 0.3rem;
    }
    .troubled {
      overflow: hidden;
      color: var(--wb-bad);
      text-overflow: ellipsis;
    }
  `,
})
export class RunFigures {
  readonly run = input.required<Run>();

  protected readonly shares = computed(() => sharesOf(this.run().counts));
  protected readonly rows = computed(() => {
    const { counts, rowsTotal, state } = this.run();
    if (!isFinished(state) && rowsTotal) return `${figure(counts.read)} of ${figure(rowsTotal)}`;
    return counts.read === 0 ? 'no rows' : figure(counts.read);
  });
  protected readonly troubled = computed(() => {
    const { rejected, conflict } = this.run().counts;
    const parts = [
      ...(rejected > 0 ? [`${figure(rejected)} rejected`] : []),
      ...(conflict > 0 ? [`${figure(conflict)} conflict`] : []),
    ];
    return parts.join(' · ');
  });
}
