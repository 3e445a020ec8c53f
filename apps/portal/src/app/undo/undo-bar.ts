import { LiveAnnouncer } from '@angular/cdk/a11y';
import { Component, ElementRef, effect, inject } from '@angular/core';
import { Icon } from '@waybill/portal-ui';
import { Undo } from '@waybill/portal-core';
import type { PendingUndo } from '@waybill/portal-core';

/** What can be taken back, at the foot of every screen. Ctrl+Z (⌘Z) takes back the latest, unless a text is being edited. */
@Component({
  selector: 'wb-undo-bar',
  imports: [Icon],
  templateUrl: './undo-bar.html',
  styleUrl: './undo-bar.scss',
  host: {
    role: 'region',
    'aria-label': 'What you can take back',
    '(mouseenter)': 'undo.hold()',
    '(mouseleave)': 'left()',
    '(focusin)': 'undo.hold()',
    '(focusout)': 'left()',
    '(document:keydown)': 'pressed($event)',
  },
})
export class UndoBar {
  private readonly announcer = inject(LiveAnnouncer);
  private readonly host: HTMLElement = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly told = new Map<number, PendingUndo['state']>();

  protected readonly undo = inject(Undo);

  constructor() {
    effect(() => {
      for (const entry of this.undo.pending()) this.tell(entry);
    });
  }

  protected pressed(event: KeyboardEvent): void {
    const isUndo =
      event.key.toLowerCase() === 'z' && (event.ctrlKey || event.metaKey) && !event.shiftKey;
    const latest = this.undo.latest();
    if (!isUndo || !latest || isEdited(event.target)) return;
    event.preventDefault();
    void this.undo.undo(latest.id);
  }

  protected left(): void {
    if (!this.host.matches(':hover, :focus-within')) this.undo.letGo();
  }

  /** The keyboard goes on from the page when what it stood on is gone. */
  protected dismiss(id: number): void {
    const hadFocus = this.host.matches(':focus-within');
    this.undo.dismiss(id);
    if (hadFocus) document.getElementById('main')?.focus();
    this.undo.letGo();
  }

  private tell({ id, state, done, problem }: PendingUndo): void {
    if (this.told.get(id) === state) return;
    this.told.set(id, state);
    if (state === 'offered') void this.announcer.announce(`${done}. To undo, press Control Z.`);
    if (state === 'undone') void this.announcer.announce(`Taken back: ${done}.`);
    if (state === 'failed' && problem)
      void this.announcer.announce(`Not taken back: ${done}. ${problem.title}`);
  }
}

function isEdited(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input, textarea, select'))
  );
}
