import { test } from '../fixtures/portal.ts';
import { looksWell } from '../smoke/seen-from-outside.ts';

/** What is looked at in each environment after a release, on a hub of this machine, so that it does not rot. */
test('an environment looks well from outside', async ({ page, hub }) => {
  await looksWell(page, { portal: hub.portal, api: hub.api });
});
