import { Component, computed, effect, inject, signal } from '@angular/core';
import { Freshness, signInAway } from '@waybill/portal-core';
import { Icon, Time } from '@waybill/portal-ui';
import { ReleaseWatch } from './release-watch.ts';

const restoredMs = 8000;
const sentences = {
  felt: signInAway,
  ahead: 'Your sign-in cannot be renewed right now. You can go on; it is tried again by itself.',
};

/** What concerns every screen: whether it can be believed, and whether it is the portal's newest. */
@Component({
  selector: 'wb-notices',
  imports: [Icon, Time],
  templateUrl: './notices.html',
  styleUrl: './notices.scss',
})
export class Notices {
  private readonly freshness = inject(Freshness);
  private readonly release = inject(ReleaseWatch);

  protected readonly online = this.freshness.online;
  protected readonly isOld = computed(() => this.freshness.standstill() !== null);
  protected readonly signInTrouble = computed(() => {
    const trouble = this.freshness.signInTrouble();
    return trouble && sentences[trouble];
  });
  protected readonly oldest = computed(() => {
    const at = this.freshness.oldest();
    return at === null ? null : new Date(at).toISOString();
  });
  protected readonly isReady = this.release.isReady;
  protected readonly isBroken = this.release.isBroken;
  /** Something was typed that a reload would lose. */
  protected readonly waits = signal(false);
  /** For a moment after everything is fresh again, so that somebody who cannot see the bar go hears of it. */
  protected readonly isRestored = signal(false);

  constructor() {
    let wasOld = false;
    effect((onCleanup) => {
      const isOld = this.isOld();
      this.isRestored.set(wasOld && !isOld);
      wasOld = isOld;
      const timer = setTimeout(() => {
        this.isRestored.set(false);
      }, restoredMs);
      onCleanup(() => {
        clearTimeout(timer);
      });
    });
  }

  /** Forms that would lose something say so to the browser's own question; ours comes before it. */
  protected reload(): void {
    const asked = new Event('beforeunload', { cancelable: true });
    dispatchEvent(asked);
    this.waits.set(asked.defaultPrevented);
    if (!asked.defaultPrevented) location.reload();
  }
}
