import type { ConnectedPosition } from '@angular/cdk/overlay';

/** Panels hang from the end of their button: they are placed before their content is loaded, and grow towards the middle. */
export const belowAtTheEnd: ConnectedPosition[] = [
  { originX: 'end', originY: 'bottom', overlayX: 'end', overlayY: 'top' },
  { originX: 'start', originY: 'bottom', overlayX: 'start', overlayY: 'top' },
];
