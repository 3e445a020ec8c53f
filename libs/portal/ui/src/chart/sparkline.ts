import { Component, computed, input } from '@angular/core';
import type { Tone } from '../status/tone.ts';

/** The course of a few figures in the height of a line of text; its name says what it shows. */
@Component({
  selector: 'wb-sparkline',
  template: `<svg viewBox="0 0 100 24" preserveAspectRatio="none" aria-hidden="true">
    <path [attr.d]="path()" />
  </svg>`,
  styles: `
    :host {
      display: inline-block;
      width: 6rem;
      height: 1.5rem;
      color: var(--wb-accent);
      vertical-align: middle;
    }
    svg {
      width: 100%;
      height: 100%;
      overflow: visible;
    }
    path {
      fill: none;
      stroke: currentcolor;
      stroke-width: 1.5;
      stroke-linejoin: round;
      vector-effect: non-scaling-stroke;
    }
    :host([data-tone='good']) {
      color: var(--wb-good-fill);
    }
    :host([data-tone='warn']) {
      color: var(--wb-warn-fill);
    }
    :host([data-tone='bad']) {
      color: var(--wb-bad-fill);
    }
    :host([data-tone='calm']) {
      color: var(--wb-calm-fill);
    }
  `,
  host: { role: 'img', '[attr.aria-label]': 'label()', '[attr.data-tone]': 'tone()' },
})
export class Sparkline {
  readonly values = input.required<readonly (number | null)[]>();
  /** What it shows and how it goes, such as "Rejected rows per day, 3 to 41, 12 today". */
  readonly label = input.required<string>();
  readonly tone = input<Tone | 'accent'>('accent');
  protected readonly path = computed(() => pathOf(this.values()));
}

/** Through every figure, from zero or the least to the greatest; a gap where there is none. */
export function pathOf(values: readonly (number | null)[]): string {
  const known = values.filter((value) => value !== null);
  const low = Math.min(0, ...known);
  const span = Math.max(0, ...known) - low || 1;
  const step = values.length > 1 ? 100 / (values.length - 1) : 0;
  let down = false;
  const parts = values.map((value, index) => {
    if (value === null) {
      down = false;
      return '';
    }
    const move = down ? 'L' : 'M';
    down = true;
    return `${move}${round(index * step)} ${round(23 - ((value - low) / span) * 22)}`;
  });
  return parts.join('');
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
