import { Component, input } from '@angular/core';

/** The outline of a text that is on its way, as wide as the text will be. */
@Component({
  selector: 'wb-skeleton',
  template: '',
  styles: `
    :host {
      display: inline-block;
      height: 0.8em;
      max-width: 100%;
      border-radius: 3px;
      background: linear-gradient(90deg, transparent, var(--wb-gleam), transparent) no-repeat
        var(--wb-pale-fill);
      background-size: 40% 100%;
      opacity: 0.55;
      animation: sweep 1.4s ease-in-out infinite;
    }
    @keyframes sweep {
      from {
        background-position: -60% 0;
      }
      to {
        background-position: 160% 0;
      }
    }
  `,
  host: { 'aria-hidden': 'true', '[style.width]': 'width()' },
})
export class Skeleton {
  readonly width = input('6rem');
}
