import { Service, inject, signal } from '@angular/core';
import { RUNTIME_CONFIG, loadRuntimeConfig, whileVisible } from '@waybill/portal-core';

const lookEveryMs = 5 * 60_000;

/** Whether the host serves another version than the one that runs here: its answers may have changed shape. */
@Service()
export class NewVersion {
  private readonly own = inject(RUNTIME_CONFIG).version;
  private readonly found = signal<string | null>(null);
  /** The other version, null while it is the same. */
  readonly version = this.found.asReadonly();

  constructor() {
    whileVisible(
      lookEveryMs,
      () => this.found() === null,
      () => void this.look(),
    );
  }

  private async look(): Promise<void> {
    try {
      const { version } = await loadRuntimeConfig();
      if (version !== this.own) this.found.set(version);
    } catch {
      // Offline, or the host is being replaced at this very moment: the next look tells.
    }
  }
}
