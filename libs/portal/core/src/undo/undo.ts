import { Service, computed, signal } from '@angular/core';
import type { PortalProblem } from '../problems/portal-problem.ts';
import { toProblem } from '../problems/to-problem.ts';

/** Something that was done and can be taken back. */
export interface Undoable {
  /** What was done, in the past tense and without a full stop: “Feed paused”. */
  readonly done: string;
  /** Takes it back with an ordinary call; rejects with what HttpClient rejects with. */
  readonly undo: () => Promise<unknown>;
}

export interface PendingUndo extends Undoable {
  readonly id: number;
  readonly state: 'offered' | 'undoing' | 'undone' | 'failed';
  readonly problem: PortalProblem | null;
}

/** How long an offer stands, and how long it is said that something was taken back, while nobody looks at it. */
const offeredMs = 12_000;
const undoneMs = 4_000;
/** More would hide the screen; the oldest offer makes room. */
const pendingMax = 3;

/**
 * Undo instead of a question beforehand: a reversible edit is made at once, told in the undo bar, and can be taken back from there. Lives
 * with the application, so that an offer outlasts the screen it came from.
 */
@Service()
export class Undo {
  private readonly entries = signal<readonly PendingUndo[]>([]);
  private readonly timers = new Map<number, ReturnType<typeof setTimeout>>();
  private ids = 0;
  private held = false;

  /** The newest last. */
  readonly pending = this.entries.asReadonly();
  readonly latest = computed(() => this.entries().findLast(({ state }) => state === 'offered'));

  /** Tells what was done and offers to take it back. */
  offer(undoable: Undoable): void {
    const id = (this.ids += 1);
    const entry: PendingUndo = { ...undoable, id, state: 'offered', problem: null };
    const [oldest] = this.entries().filter(({ state }) => state !== 'undoing');
    if (this.entries().length >= pendingMax && oldest) this.dismiss(oldest.id);
    this.entries.update((entries) => [...entries, entry]);
    this.expire(id, offeredMs);
  }

  /** Takes it back; one that is being taken back already, or was, is left alone. */
  async undo(id: number): Promise<void> {
    const entry = this.entries().find((each) => each.id === id);
    if (!entry || entry.state === 'undoing' || entry.state === 'undone') return;
    clearTimeout(this.timers.get(id));
    this.change(id, { state: 'undoing', problem: null });
    try {
      await entry.undo();
      this.change(id, { state: 'undone' });
      this.expire(id, undoneMs);
    } catch (error) {
      // Stays until it is dismissed: somebody believes that this was taken back.
      this.change(id, { state: 'failed', problem: toProblem(error) });
    }
  }

  dismiss(id: number): void {
    clearTimeout(this.timers.get(id));
    this.timers.delete(id);
    this.entries.update((entries) => entries.filter((entry) => entry.id !== id));
  }

  /** Nothing runs out while somebody reads or reaches for it. */
  hold(): void {
    this.held = true;
    for (const timer of this.timers.values()) clearTimeout(timer);
  }

  letGo(): void {
    this.held = false;
    for (const { id, state } of this.entries()) {
      if (state === 'offered') this.expire(id, offeredMs);
      if (state === 'undone') this.expire(id, undoneMs);
    }
  }

  private expire(id: number, ms: number): void {
    clearTimeout(this.timers.get(id));
    if (this.held) return;
    const timer = setTimeout(() => {
      this.dismiss(id);
    }, ms);
    this.timers.set(id, timer);
  }

  private change(id: number, change: Partial<PendingUndo>): void {
    this.entries.update((entries) =>
      entries.map((entry) => (entry.id === id ? { ...entry, ...change } : entry)),
    );
  }
}
