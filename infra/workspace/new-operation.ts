import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { planOperation, whatIsLeft } from './operation/plan-operation.ts';
import { readWish } from './operation/wish.ts';

/** `npm run new:operation <verb-noun> -- --method GET --path /things/{thingId}`, from the repository's root. */
const root = process.cwd();

try {
  const wish = readWish(process.argv.slice(2));
  const plan = planOperation(wish, (path) => {
    const file = join(root, path);
    return existsSync(file) ? readFileSync(file, 'utf8') : null;
  });
  const style = await resolveConfig(join(root, 'package.json'));
  for (const [path, text] of plan) {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, await format(text, { ...style, filepath: file }));
    console.log(`wrote ${path}`);
  }
  console.log(`\n${whatIsLeft(wish)}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
