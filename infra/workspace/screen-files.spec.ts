import { format, resolveConfig } from 'prettier';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { areaFiles, screenFiles } from './screen-files.ts';

const files = { ...areaFiles('partners', 'partner-list'), ...screenFiles('partner-list') };

describe('a new screen', () => {
  it('has its page, template, style, spec and route in one folder named for it', () => {
    expect(Object.keys(screenFiles('partner-list'))).toEqual([
      'src/partner-list/partner-list-page.ts',
      'src/partner-list/partner-list-page.html',
      'src/partner-list/partner-list-page.scss',
      'src/partner-list/partner-list-page.spec.ts',
      'src/partner-list/partner-list.route.ts',
    ]);
  });

  it('is named the same everywhere', () => {
    expect(files['src/partner-list/partner-list-page.ts']).toContain('class PartnerListPage');
    expect(files['src/partner-list/partner-list-page.ts']).toContain("'wb-partner-list-page'");
    expect(files['src/partner-list/partner-list.route.ts']).toContain('const partnerListRoute');
    expect(files['src/partners.routes.ts']).toContain(
      'partnersRoutes: Routes = [partnerListRoute]',
    );
    expect(files['package.json']).toContain('"@waybill/portal-partners"');
  });

  it.each(Object.entries(files))('needs no formatter: %s', async (path, text) => {
    const place = fileURLToPath(new URL(`../../libs/portal/partners/${path}`, import.meta.url));
    const options = await resolveConfig(place);

    expect(await format(text, { ...options, filepath: path })).toBe(text);
  });
});
