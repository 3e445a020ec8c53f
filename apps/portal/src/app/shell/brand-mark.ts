import { Component } from '@angular/core';

@Component({
  selector: 'wb-brand-mark',
  template: `
    <svg viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8" />
      <path d="M8 10.5l3.6 11h1.2L16 13l3.2 8.5h1.2l3.6-11" />
    </svg>
    <span>{{ name }}</span>
  `,
  styles: `
    :host {
      display: inline-flex;
      align-items: center;
      gap: 0.55rem;
      color: var(--wb-ink);
      font-size: 1rem;
      font-weight: 660;
      letter-spacing: -0.01em;
    }
    svg {
      width: 1.5rem;
      height: 1.5rem;
    }
    rect {
      fill: var(--wb-brand);
    }
    path {
      fill: none;
      stroke: var(--wb-on-brand);
      stroke-width: 2.6;
      stroke-linecap: round;
      stroke-linejoin: round;
    }
  `,
})
export class BrandMark {
  protected readonly name = 'Waybill';
}
