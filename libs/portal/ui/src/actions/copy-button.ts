import { Clipboard } from '@angular/cdk/clipboard';
import { LiveAnnouncer } from '@angular/cdk/a11y';
import { Component, DestroyRef, inject, input, signal } from '@angular/core';
import { MatTooltip } from '@angular/material/tooltip';
import { Icon } from '../icon/icon.ts';
import type { IconName } from '../icon/glyphs.ts';

/** Copies a text and says so, to the eye and to the ear. */
@Component({
  selector: 'wb-copy-button',
  imports: [Icon, MatTooltip],
  template: `<button
    type="button"
    [matTooltip]="done() ? 'Copied' : label()"
    [attr.aria-label]="label()"
    (click)="copy()"
  >
    <wb-icon [name]="done() ? 'check' : icon()" />
  </button>`,
  styles: `
    :host {
      display: inline-flex;
      position: relative;
      z-index: 1;
    }
    button {
      display: inline-flex;
      padding: 0.25rem;
      border: 0;
      border-radius: var(--wb-radius-s);
      background: none;
      color: var(--wb-ink-faint);
      cursor: pointer;
    }
    button:hover {
      background: var(--wb-hover);
      color: var(--wb-ink);
    }
  `,
})
export class CopyButton {
  readonly text = input.required<string>();
  readonly label = input('Copy');
  readonly icon = input<IconName>('content-copy');

  private readonly clipboard = inject(Clipboard);
  private readonly announcer = inject(LiveAnnouncer);
  private timer: ReturnType<typeof setTimeout> | undefined;
  protected readonly done = signal(false);

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      clearTimeout(this.timer);
    });
  }

  protected copy(): void {
    if (!this.clipboard.copy(this.text())) return;
    this.done.set(true);
    void this.announcer.announce('Copied', 'polite');
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.done.set(false);
    }, 1600);
  }
}
