import { describe, expect, it } from 'vitest';

import { childText, parseXml, xmlDocument } from './xml.ts';

describe('writing', () => {
  it.each([
    ['plain', 'plain'],
    ['<a> & "b"', '&lt;a&gt; &amp; &quot;b&quot;'],
    ['a\r\nb\u0001', 'a&#xd;\nb&#x1;'],
    ['日本 🙂', '日本 🙂'],
  ])('%j is escaped', (text, expected) => {
    expect(xmlDocument(['Key', text], '')).toBe(
      `<?xml version="1.0" encoding="UTF-8"?>\n<Key>${expected}</Key>`,
    );
  });
});

describe('reading', () => {
  it.each([
    ['entities', '<K>&lt;&amp;&gt;&quot;&apos;&#65;&#x1F642;</K>', `<&>"'A\u{1F642}`],
    [
      'a declaration, comments and space around',
      '<?xml version="1.0"?>\n<!-- <K>no</K> -->\n<K>yes</K>\n',
      'yes',
    ],
    ['namespaces', '<s3:K xmlns:s3="http://s3.amazonaws.com/doc/2006-03-01/">yes</s3:K>', 'yes'],
    ['an empty element', '<K/>', ''],
  ])('understands %s', (_name, source, expected) => {
    expect(parseXml(source)).toMatchObject({ name: 'K', text: expected });
  });

  it('finds a child', () => {
    const document = parseXml('<A><B>one</B><C> two </C></A>');
    expect([childText(document, 'B'), childText(document, 'C'), childText(document, 'D')]).toEqual([
      'one',
      ' two ',
      undefined,
    ]);
  });

  it.each([
    ['nothing', ''],
    ['text only', 'text'],
    ['an unclosed element', '<A><B></A>'],
    ['a stray end', '<A></A></B>'],
    ['two documents', '<A/><B/>'],
    ['text behind the document', '<A/>text'],
    ['a document type', '<!DOCTYPE a SYSTEM "file:///etc/passwd"><A/>'],
    ['an unknown entity', '<A>&nbsp;</A>'],
    ['a character beyond Unicode', '<A>&#x110000;</A>'],
    ['a tag without an end', '<A'],
    ['a name that is none', '<1A></1A>'],
  ])('refuses %s', (_name, source) => {
    expect(() => parseXml(source)).toThrow(expect.objectContaining({ code: 'MalformedXML' }));
  });
});
