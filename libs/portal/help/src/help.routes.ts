import type { Routes } from '@angular/router';

export const helpRoutes: Routes = [];
