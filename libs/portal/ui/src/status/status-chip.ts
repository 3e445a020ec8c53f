import { Component, input } from '@angular/core';
import { Icon } from '../icon/icon.ts';
import type { IconName } from '../icon/glyphs.ts';
import type { Tone } from './tone.ts';

/** A state as symbol, word and tint. */
@Component({
  selector: 'wb-status-chip',
  imports: [Icon],
  template: `<wb-icon [name]="icon()" [class.turning]="turning()" />{{ label() }}`,
  styles: `
    :host {
      display: inline-flex;
      align-items: center;
      gap: 0.3rem;
      padding: 0.08rem 0.5rem 0.08rem 0.35rem;
      border-radius: 99px;
      background: var(--tint);
      color: var(--letter);
      font-size: var(--wb-text-xs);
      font-weight: 580;
      line-height: 1.4;
      white-space: nowrap;
      vertical-align: middle;
    }
    :host([data-tone='good']) {
      --tint: var(--wb-good-soft);
      --letter: var(--wb-good);
    }
    :host([data-tone='warn']) {
      --tint: var(--wb-warn-soft);
      --letter: var(--wb-warn);
    }
    :host([data-tone='bad']) {
      --tint: var(--wb-bad-soft);
      --letter: var(--wb-bad);
    }
    :host([data-tone='busy']) {
      --tint: var(--wb-busy-soft);
      --letter: var(--wb-busy);
    }
    :host([data-tone='calm']) {
      --tint: var(--wb-calm-soft);
      --letter: var(--wb-calm);
    }
    :host([data-tone='note']) {
      --tint: var(--wb-note-soft);
      --letter: var(--wb-note);
    }
    wb-icon {
      font-size: 0.95rem;
    }
    .turning {
      animation: turn 1.6s linear infinite;
    }
    @keyframes turn {
      to {
        rotate: 1turn;
      }
    }
  `,
  host: { '[attr.data-tone]': 'tone()' },
})
export class StatusChip {
  readonly label = input.required<string>();
  readonly icon = input.required<IconName>();
  readonly tone = input<Tone>('calm');
  readonly turning = input(false);
}
