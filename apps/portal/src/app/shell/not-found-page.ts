import { Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import { EmptyState } from '@waybill/portal-ui';

@Component({
  selector: 'wb-not-found-page',
  imports: [EmptyState, RouterLink],
  template: `
    <wb-empty-state [whole]="true" icon="search-off" heading="There is no such page">
      <p>The address may have been mistyped, or the page has moved.</p>
      <a class="wb-button" [routerLink]="home">Go to the runs</a>
    </wb-empty-state>
  `,
})
export class NotFoundPage {
  protected readonly home = '/runs';
}
