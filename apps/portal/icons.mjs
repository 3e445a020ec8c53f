/**
 * Draws the icons of the installed application from the portal's mark (public/favicon.svg), in Chromium:
 * `node apps/portal/icons.mjs`. A maskable icon fills its square, and keeps the mark in the middle that no mask cuts.
 */
import { chromium } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('public/', import.meta.url));
const mark = readFileSync(`${folder}favicon.svg`, 'utf8');
const [, brand] = /<rect[^>]*fill="(#[0-9a-f]+)"/.exec(mark) ?? [];

const icons = [
  { file: 'any-192', size: 192 },
  { file: 'any-512', size: 512 },
  { file: 'maskable-192', size: 192, safe: 0.72 },
  { file: 'maskable-512', size: 512, safe: 0.72 },
  { file: 'touch-180', size: 180, safe: 0.86 },
];

const browser = await chromium.launch({
  executablePath: process.env.CHROME_BIN ?? '/usr/bin/chromium',
});
for (const { file, size, safe } of icons) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  const scaled = Math.round(size * (safe ?? 1));
  const drawn = mark.replace('<svg ', `<svg width="${scaled}" height="${scaled}" `);
  await page.setContent(
    `<body style="margin:0;height:100vh;display:grid;place-items:center;background:${safe ? brand : 'transparent'}">${drawn}`,
  );
  await page.screenshot({ path: `${folder}icons/${file}.png`, omitBackground: true });
}
await browser.close();
