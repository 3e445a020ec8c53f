import { Component } from '@angular/core';
import { Icon } from '@waybill/portal-ui';
import type { IconName } from '@waybill/portal-ui';

const names: readonly IconName[] = [
  'check-circle',
  'warning',
  'error',
  'block',
  'hourglass-empty',
  'progress-activity',
  'do-not-disturb-on',
  'verified',
  'info',
  'lock',
  'search',
  'download',
  'upload-file',
  'replay',
  'history',
  'notifications',
  'sync',
  'close',
];

/** Symbols in the size of the text around them. */
@Component({
  selector: 'wb-icons-exhibit',
  imports: [Icon],
  template: `
    <ul>
      @for (name of names; track name) {
        <li><wb-icon [name]="name" /> {{ name }}</li>
      }
    </ul>
  `,
  styles: `
    ul {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(11rem, 1fr));
      gap: var(--wb-space-2);
    }
    li {
      display: flex;
      align-items: center;
      gap: var(--wb-space-2);
    }
    wb-icon {
      font-size: 1.2rem;
    }
  `,
})
export class IconsExhibit {
  protected readonly names = names;
}
