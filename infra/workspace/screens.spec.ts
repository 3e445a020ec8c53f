import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { screens } from '../../e2e/screens/screens.ts';

const routeFiles = globSync([
  'apps/portal/src/app/app.routes.ts',
  'apps/portal/src/app/**/*.routes.ts',
  'libs/portal/*/src/*.routes.ts',
]);
const listsByName = new Map([...new Set(routeFiles)].flatMap(routeListsIn));

describe('the table of screens', () => {
  it.each(pagesOf('routes', ''))('has one of %s', (route) => {
    expect(screens.map((screen) => screen.route)).toContain(route);
  });

  it('has no screen whose route is gone', () => {
    const known = pagesOf('routes', '');

    expect(screens.map(({ route }) => route).filter((route) => !known.includes(route))).toEqual([]);
  });

  it('gives each screen a name of its own, since its pictures are called so', () => {
    const names = screens.map(({ name }) => name);

    expect(names).toEqual([...new Set(names)]);
  });
});

/** The routes of the portal that show a page, as one would read them off the tree. */
function pagesOf(list: string, under: string): string[] {
  const routes = listsByName.get(list);
  if (routes === undefined) throw new Error(`no route file has ${list}`);
  return routes.elements.flatMap((route) => pagesUnder(route, under));
}

function pagesUnder(route: ts.Expression, under: string): string[] {
  if (!ts.isObjectLiteralExpression(route)) return [];
  const property = (name: string) =>
    route.properties.filter(ts.isPropertyAssignment).find((each) => each.name.getText() === name)
      ?.initializer;
  const path = property('path');
  const here = path && ts.isStringLiteral(path) ? joined(under, path.text) : under;
  const children = property('children');
  if (children && ts.isArrayLiteralExpression(children))
    return children.elements.flatMap((child) => pagesUnder(child, here));
  const loaded = /\.(\w+Routes)$/.exec(property('loadChildren')?.getText() ?? '')?.[1];
  if (loaded) return pagesOf(loaded, here);
  return (property('loadComponent') ?? property('component')) ? [here] : [];
}

function joined(under: string, path: string): string {
  if (path === '**') return path;
  return path === '' ? under : `${under}/${path}`;
}

function routeListsIn(file: string): [string, ts.ArrayLiteralExpression][] {
  const source = ts.createSourceFile(
    file,
    readFileSync(file, 'utf8'),
    ts.ScriptTarget.Latest,
    true,
  );
  return source.statements
    .filter(ts.isVariableStatement)
    .flatMap(({ declarationList }) => declarationList.declarations)
    .flatMap(({ name, initializer }): [string, ts.ArrayLiteralExpression][] =>
      initializer && ts.isArrayLiteralExpression(initializer)
        ? [[name.getText(), initializer]]
        : [],
    );
}
