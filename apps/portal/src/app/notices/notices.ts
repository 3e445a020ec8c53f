import { Component, computed, effect, inject, input, signal } from '@angular/core';
import { signInAway } from '@waybill/portal-core';
import { Icon } from '@waybill/portal-ui';
import { ReleaseWatch } from './release-watch.ts';
import { SeenAt } from './seen-at.ts';

const restoredMs = 8000;
const sentences = {
  felt: signInAway,
  ahead: 'Your sign-in cannot be renewed right now. You can go on; it is tried again by itself.',
};

/** What concerns every screen: whether it can be believed, and whether it is the portal's newest. */
@Component({
  selector: 'wb-notices',
  imports: [Icon, SeenAt],
  templateUrl: './notices.html',
  styleUrl: './notices.scss',
})
export class Notices {
  private readonly release = inject(ReleaseWatch);

  /** Whether the browser believes that it has a network. */
  readonly online = input.required<boolean>();
  /** When the oldest answer that is not fresh came, epoch ms; null while all are. */
  readonly oldest = input.required<number | null>();
  /** Whether the sign-in service is away: felt by calls already, or ahead of them. */
  readonly signInTrouble = input<'felt' | 'ahead' | null>(null);

  protected readonly troubleWords = computed(() => {
    const trouble = this.signInTrouble();
    return trouble && sentences[trouble];
  });
  protected readonly isOld = computed(() => !this.online() || this.oldest() !== null);
  protected readonly seenAt = computed(() => {
    const at = this.oldest();
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
