/** `npm run new:screen <area> <noun>`: page, template, style, spec and route of a new screen. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { areaFiles, screenFiles } from './screen-files.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const [area, noun] = process.argv.slice(2);
const word = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

if (!area || !noun || !word.test(area) || !word.test(noun)) {
  console.error(
    'Usage: npm run new:screen <area> <noun>\n' +
      'Both in lower case with hyphens, for example: npm run new:screen partners partner-list',
  );
  process.exit(1);
}

const folder = join(root, 'libs/portal', area);
const isNewArea = !existsSync(folder);
const files = { ...(isNewArea ? areaFiles(area, noun) : {}), ...screenFiles(noun) };
const taken = Object.keys(files).filter((file) => existsSync(join(folder, file)));
if (taken.length > 0) {
  console.error(`libs/portal/${area} has ${taken.join(', ')} already. Nothing was written.`);
  process.exit(1);
}
for (const [file, text] of Object.entries(files)) {
  const path = join(folder, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  console.log(`wrote ${relative(root, path)}`);
}
console.log(
  isNewArea
    ? `\nNew area. Next: npm install (it links @waybill/portal-${area}), then load its routes in\n` +
        `apps/portal/src/app/app.routes.ts and list it in shell/menu-entries.ts.`
    : `\nNext: add the route of src/${noun}/${noun}.route.ts to the area’s routes.`,
);
