import type { Routes } from '@angular/router';

export const galleryRoutes: Routes = [];
