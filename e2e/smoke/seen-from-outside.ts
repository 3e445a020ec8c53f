import { expect, type Page } from '@playwright/test';

export interface Deployed {
  /** Where people open the portal, without a slash at the end. */
  readonly portal: string;
  /** With /v1. */
  readonly api: string;
}

/** What anybody sees of an environment without an account: that it is there, closed, and in one piece. Writes nothing. */
export async function looksWell(page: Page, { portal, api }: Deployed): Promise<void> {
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && /Content Security Policy|Trusted/i.test(message.text()))
      problems.push(message.text());
  });

  const config = (await (await page.request.get(`${portal}/config.json`)).json()) as {
    issuer: string;
    apiUrl: string;
  };
  expect(config.apiUrl).toBe(api);

  // A deep link is a screen, and who is not signed in is sent to the issuer that config.json names.
  await page.goto(`${portal}/runs`);
  await page.waitForURL((url) => url.origin === new URL(config.issuer).origin);
  expect(problems).toEqual([]);

  const stranger = await page.request.get(`${api}/runs`);
  expect(stranger.status()).toBe(401);
  expect(stranger.headers()['content-type']).toContain('application/problem+json');
  const bff = await page.request.get(`${portal}/bff/api/runs`);
  expect([401, 403]).toContain(bff.status());
  const missing = await page.request.get(`${portal}/not-there.js`);
  expect(missing.status()).toBeGreaterThanOrEqual(400);
}
