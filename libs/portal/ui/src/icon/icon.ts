import { Component, computed, input } from '@angular/core';
import { glyphs } from './glyphs.ts';
import type { IconName } from './glyphs.ts';

/** A symbol beside words; it says nothing by itself, so assistive technology does not hear of it. */
@Component({
  selector: 'wb-icon',
  template: `<svg viewBox="0 -960 960 960" fill="currentColor"><path [attr.d]="outline()" /></svg>`,
  styles: `
    :host {
      display: inline-flex;
      flex: none;
      width: 1.15em;
      height: 1.15em;
      vertical-align: -0.2em;
    }
    svg {
      width: 100%;
      height: 100%;
    }
  `,
  host: { 'aria-hidden': 'true' },
})
export class Icon {
  readonly name = input.required<IconName>();
  protected readonly outline = computed(() => glyphs[this.name()]);
}
