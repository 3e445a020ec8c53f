import type { Doors } from '@waybill/api';
import { createReception } from '@waybill/pipeline';

export const reception: Doors['reception'] = ({ database: db, settings, ...ports }) =>
  createReception({ ...ports, db, landingBucket: settings.landingBucket });
