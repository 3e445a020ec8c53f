import { inject } from '@angular/core';
import type { Routes } from '@angular/router';
import { RUNTIME_CONFIG } from '@waybill/portal-core';

/** Not in production: there the address is as unknown as any other. */
export const galleryRoutes: Routes = [
  {
    path: '',
    title: 'Gallery',
    canMatch: [() => inject(RUNTIME_CONFIG).environment !== 'production'],
    loadComponent: async () => (await import('./page/gallery-page.ts')).GalleryPage,
  },
];
