import { Service, inject, signal } from '@angular/core';
import { TextHistory } from './text-history.ts';

/** The text that is written on, wherever that happens, and the way back through it. */
@Service({ autoProvided: false })
export class DraftText {
  private readonly history = inject(TextHistory);
  private readonly written = signal('');

  readonly text = this.written.asReadonly();
  readonly canUndo = this.history.canUndo;
  readonly canRedo = this.history.canRedo;

  write(text: string, step: 'typing' | 'edit'): void {
    const before = this.written();
    if (text === before) return;
    this.history.record(before, step, Date.now());
    this.written.set(text);
  }

  /** Another draft, with no way back to what stood here. */
  begin(text: string): void {
    this.history.forget();
    this.written.set(text);
  }

  undo(): void {
    const text = this.history.undo(this.written());
    if (text !== null) this.written.set(text);
  }

  redo(): void {
    const text = this.history.redo(this.written());
    if (text !== null) this.written.set(text);
  }
}
