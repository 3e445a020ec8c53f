import type { Routes } from '@angular/router';

export const filesRoutes: Routes = [];
