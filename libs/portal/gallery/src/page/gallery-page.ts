import { NgComponentOutlet } from '@angular/common';
import { Component, afterRenderEffect, inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, RouterLink } from '@angular/router';
import { exhibits } from '../exhibits.ts';

/** Every widget in every state, for whoever builds screens or judges a change of the theme. */
@Component({
  selector: 'wb-gallery-page',
  imports: [NgComponentOutlet, RouterLink],
  templateUrl: './gallery-page.html',
  styleUrl: './gallery-page.scss',
})
export class GalleryPage {
  private readonly fragment = toSignal(inject(ActivatedRoute).fragment);

  protected readonly exhibits = exhibits;

  constructor() {
    afterRenderEffect(() => {
      document.getElementById(this.fragment() ?? '')?.scrollIntoView();
    });
  }
}
