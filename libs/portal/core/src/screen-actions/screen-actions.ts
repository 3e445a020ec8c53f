import { Service, computed, effect, inject, signal, untracked } from '@angular/core';
import { STANDSTILL } from '@waybill/portal-ui';
import type { IconName } from '@waybill/portal-ui';

/** Something the screen that is shown can do: a verb for the command palette, the keyboard and the help sheet. */
export interface ScreenAction {
  readonly id: string;
  /** Begins with a verb: “Replay failed rows”. */
  readonly label: string;
  /** A single key, as `KeyboardEvent.key` says it; not `g`, `t`, `?` or `/`, which are the frame's. */
  readonly key?: string;
  readonly icon?: IconName;
  /** Why it cannot be done now, in a sentence; null or absent when it can. */
  readonly refusal?: string | null;
  readonly run: () => void;
}

/** The verbs of everything on the screen, in the order in which they were offered. */
@Service()
export class ScreenActions {
  private readonly offers = signal<readonly (() => readonly ScreenAction[])[]>([]);
  private readonly standstill = inject(STANDSTILL);
  readonly actions = computed(() => this.offers().flatMap((offer) => offer().map(this.now)));

  /** What may be refused is, while everything stands still. */
  private readonly now = (action: ScreenAction): ScreenAction =>
    action.refusal === null ? { ...action, refusal: this.standstill() } : action;

  /** @internal Use `offerActions`. */
  offer(offer: () => readonly ScreenAction[]): () => void {
    this.offers.update((offers) => [...offers, offer]);
    return () => {
      this.offers.update((offers) => offers.filter((each) => each !== offer));
    };
  }

  /** Does what that key stands for; false when it stands for nothing that can be done now. */
  press(key: string): boolean {
    const action = untracked(this.actions).find((each) => each.key === key);
    if (!action || action.refusal) return false;
    action.run();
    return true;
  }
}

/**
 * Offers what this screen, or part of a screen, can do for as long as it is there. The function may read
 * signals. Must be called in an injection context.
 */
export function offerActions(actions: () => readonly ScreenAction[]): void {
  const screenActions = inject(ScreenActions);
  effect((onCleanup) => {
    onCleanup(screenActions.offer(actions));
  });
}
