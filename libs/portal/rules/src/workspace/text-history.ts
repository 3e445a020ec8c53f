import { computed, signal } from '@angular/core';

/** Typing without a pause longer than this is one step. */
const pauseMs = 1_000;
const stepsMax = 200;
/** Of all steps together, so that a large rule set does not fill the memory of the browser. */
const charactersMax = 20_000_000;

/** What a text was before each step, to go back and forth in. */
export class TextHistory {
  private readonly past = signal<readonly string[]>([]);
  private readonly future = signal<readonly string[]>([]);
  private typedAt = -Infinity;

  readonly canUndo = computed(() => this.past().length > 0);
  readonly canRedo = computed(() => this.future().length > 0);

  /** @param at Now, in epoch ms */
  record(before: string, step: 'typing' | 'edit', at: number): void {
    const goesOn = step === 'typing' && at - this.typedAt < pauseMs;
    this.typedAt = step === 'typing' ? at : -Infinity;
    this.future.set([]);
    if (!goesOn) this.past.update((past) => withinBounds([...past, before]));
  }

  /** The text to show instead of `now`; null when there is no step to take back. */
  undo(now: string): string | null {
    return this.move(this.past, this.future, now);
  }

  redo(now: string): string | null {
    return this.move(this.future, this.past, now);
  }

  forget(): void {
    this.past.set([]);
    this.future.set([]);
    this.typedAt = -Infinity;
  }

  private move(from: typeof this.past, to: typeof this.past, now: string): string | null {
    const text = from().at(-1);
    if (text === undefined) return null;
    from.update((texts) => texts.slice(0, -1));
    to.update((texts) => [...texts, now]);
    this.typedAt = -Infinity;
    return text;
  }
}

function withinBounds(texts: readonly string[]): readonly string[] {
  let characters = 0;
  const tooOld = texts.findLastIndex((text, index) => {
    characters += text.length;
    return characters > charactersMax || index < texts.length - stepsMax;
  });
  return texts.slice(tooOld + 1);
}
