import { test } from '@playwright/test';
import { looksWell } from './seen-from-outside.ts';

test('the environment is there, closed to strangers, and in one piece', async ({ page }) => {
  const [portal, api] = ['WAYBILL_SMOKE_PORTAL', 'WAYBILL_SMOKE_API'].map(
    (name) => process.env[name],
  );
  if (!portal || !api)
    throw new Error('WAYBILL_SMOKE_PORTAL and WAYBILL_SMOKE_API say where it is');
  await looksWell(page, { portal, api });
});
