import { transform } from 'esbuild';
import { expect, it } from 'vitest';
import { markedPure } from './pure-constants.ts';

/** What is left of a module when only `kept` is used, as text. */
async function leftOf(source: string): Promise<string> {
  const module = `${markedPure(source)} export { kept };`;
  const { code } = await transform(module, {
    loader: 'ts',
    format: 'esm',
    treeShaking: true,
    minifySyntax: true,
  });
  return code;
}

it('lets go of values that nobody uses, whatever they call', async () => {
  const left = await leftOf(`
    const shape = z.object({ id: z.string().min(1) });
    const both = z.union([shape, other({ [named]: shape })]), third = new Map([[shape, both]]);
    const kept = z.string();`);

  expect(left).toContain('z.string()');
  expect(left).not.toMatch(/object|union|Map/);
});

it('keeps what a used value is made of', async () => {
  expect(await leftOf('const part = z.string(); const kept = z.array(part);')).toContain(
    'z.string',
  );
});

it('keeps statements, and variables that change', async () => {
  const left = await leftOf('let count = begin(); register(count); const kept = 1;');

  expect(left).toMatch(/begin\(\)[^]*register\(/);
});
