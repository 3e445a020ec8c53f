import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { menuEntries } from '../../apps/portal/src/app/shell/menu-entries.ts';
import { tours } from '../../libs/portal/core/src/tours/tour-steps.ts';

const templates = globSync('{apps/portal/src,libs/portal/*/src}/**/*.{html,ts}')
  .filter((path) => !path.endsWith('.spec.ts'))
  .map((path) => readFileSync(path, 'utf8'))
  .join('\n');
const steps = Object.entries(tours).flatMap(([role, each]) =>
  each.map((step): [string, string, string] => [role, step.anchor, step.link]),
);

describe('a tour', () => {
  it.each(steps)('of %s points at “%s”, which is in a template', (_role, anchor) => {
    expect(templates).toContain(`data-tour="${anchor}"`);
  });

  it.each(steps)('of %s (%s) goes to %s, where the menu goes, too', (_role, _anchor, link) => {
    expect(menuEntries.map((entry) => entry.link)).toContain(link);
  });
});
