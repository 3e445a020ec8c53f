import { reflectComponentType } from '@angular/core';
import type { Type } from '@angular/core';
import { openScreen } from '@waybill/portal-core/testing';
import * as ui from '@waybill/portal-ui';
import * as table from '@waybill/portal-ui/table';
import { exhibits } from '../exhibits.ts';
import { galleryRoutes } from '../gallery.routes.ts';

const components = Object.entries<unknown>({ ...ui, ...table }).filter(
  (entry): entry is [string, Type<unknown>] => {
    const [, exported] = entry;
    return (
      typeof exported === 'function' && reflectComponentType(exported as Type<unknown>) !== null
    );
  },
);

describe('the gallery', () => {
  it.each(components)('shows %s', (_name, component) => {
    expect(exhibits.filter(({ shows }) => shows.includes(component))).toHaveLength(1);
  });

  it('has every exhibit under a heading of its own, to be linked to', async () => {
    const screen = await openScreen([{ path: 'gallery', children: galleryRoutes }], '/gallery');

    const headings = screen.all('section > h2').map((heading) => heading.textContent);
    expect(headings).toEqual(exhibits.map(({ heading }) => heading));
    expect(screen.all('section').map(({ id }) => id)).toEqual(exhibits.map(({ id }) => id));
  });

  it.each(['Offline', '401', '403', '404', '409', '412', '428', '429', '500', '503'])(
    'shows what a person sees for %s',
    async (status) => {
      const screen = await openScreen([{ path: 'gallery', children: galleryRoutes }], '/gallery');

      expect(screen.all('#problems h3').map((heading) => heading.textContent)).toContain(status);
    },
  );
});
