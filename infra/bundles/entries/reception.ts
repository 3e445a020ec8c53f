import type { Doors } from '@waybill/api';
import { createReception } from '@waybill/pipeline';

export const reception: Doors['reception'] = ({ database: db, settings, ...ports }) => {
  const { landingBucket, quarantineBucket } = settings;
  return createReception({ ...ports, db, landingBucket, quarantineBucket });
};
