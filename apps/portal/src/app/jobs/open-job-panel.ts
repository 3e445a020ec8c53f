import type { Injector } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { JobPanel } from '@waybill/portal-core/jobs';

/** Opens the notification centre at the edge of the screen; Escape closes it, and the focus goes back to the bell. */
export function openJobPanel(injector: Injector): void {
  injector.get(MatDialog).open(JobPanel, {
    width: '26rem',
    maxWidth: 'calc(100vw - 1rem)',
    height: 'calc(100dvh - 1rem)',
    position: { right: '0.5rem', top: '0.5rem' },
    ariaLabel: 'Notifications',
    autoFocus: 'first-tabbable',
  });
}
