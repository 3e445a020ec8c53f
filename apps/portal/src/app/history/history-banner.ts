import { Component, computed, inject, signal } from '@angular/core';
import { RUNTIME_CONFIG, loadRuntimeConfig, whileVisible } from '@waybill/portal-core';

const lookEveryMs = 2000;

/** Says how much of the first start's history is there, until all of it is: lists and totals grow meanwhile. */
@Component({
  selector: 'wb-history-banner',
  templateUrl: './history-banner.html',
  styleUrl: './history-banner.scss',
  host: { role: 'status' },
})
export class HistoryBanner {
  protected readonly history = signal(inject(RUNTIME_CONFIG).history);
  protected readonly dismissed = signal(false);
  protected readonly percent = computed(() => {
    const { told, days } = this.history() ?? { told: 1, days: 1 };
    return Math.round((told / days) * 100);
  });

  constructor() {
    whileVisible(
      lookEveryMs,
      () => this.history() !== undefined,
      () => void this.look(),
    );
  }

  protected reload(): void {
    location.reload();
  }

  private async look(): Promise<void> {
    try {
      this.history.set((await loadRuntimeConfig()).history);
    } catch {
      // The next look tells.
    }
  }
}
