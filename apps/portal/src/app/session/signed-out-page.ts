import { Component } from '@angular/core';
import { BrandMark } from '../shell/brand-mark.ts';

@Component({
  selector: 'wb-signed-out-page',
  imports: [BrandMark],
  template: `
    <main>
      <wb-brand-mark />
      <h1>You are signed out</h1>
      <p>Every tab of this browser is signed out, too.</p>
      <a class="wb-button primary" [href]="start">Sign in again</a>
    </main>
  `,
  styleUrl: './door.scss',
})
export class SignedOutPage {
  /** A plain address and no router link: the next person starts with a fresh page. */
  protected readonly start = '/';
}
