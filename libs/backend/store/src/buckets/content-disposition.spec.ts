import { expect, it } from 'vitest';

import { attachmentNamed } from './content-disposition.ts';

it.each([
  ['orders.csv', `attachment; filename="orders.csv"; filename*=UTF-8''orders.csv`],
  ['a b+c é.csv', `attachment; filename="a b+c _.csv"; filename*=UTF-8''a%20b%2Bc%20%C3%A9.csv`],
  [
    'x";evil="y.csv',
    `attachment; filename="x_;evil=_y.csv"; filename*=UTF-8''x%22%3Bevil%3D%22y.csv`,
  ],
  [
    'x\r\nSet-Cookie: a=b',
    `attachment; filename="x__Set-Cookie: a=b"; filename*=UTF-8''x__Set-Cookie%3A%20a%3Db`,
  ],
  [
    '../../etc/passwd',
    `attachment; filename=".._.._etc_passwd"; filename*=UTF-8''.._.._etc_passwd`,
  ],
  [
    "it's (1)*.csv",
    `attachment; filename="it's (1)*.csv"; filename*=UTF-8''it%27s%20%281%29%2A.csv`,
  ],
  ['\uD83D.csv', `attachment; filename="_.csv"; filename*=UTF-8''%EF%BF%BD.csv`],
])('%j downloads under a name that stays one header', (filename, expected) => {
  expect(attachmentNamed(filename)).toBe(expected);
});
