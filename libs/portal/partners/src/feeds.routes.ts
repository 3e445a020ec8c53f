import type { Routes } from '@angular/router';

export const feedsRoutes: Routes = [];
