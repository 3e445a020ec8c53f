import { S3Error } from './s3-error.ts';

/** An element to write: its name, then its text or its children. */
export type XmlNode = readonly [
  name: string,
  content: string | number | boolean | readonly XmlNode[],
];

const NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';

/** An S3 answer document. Error documents carry no namespace, all others do. */
export function xmlDocument([name, content]: XmlNode, namespace = NAMESPACE): string {
  const attribute = namespace === '' ? '' : ` xmlns="${namespace}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${name}${attribute}>${inner(content)}</${name}>`;
}

function inner(content: XmlNode[1]): string {
  if (typeof content !== 'object') return escapeText(String(content));
  return content.map(([name, child]) => `<${name}>${inner(child)}</${name}>`).join('');
}

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** Control characters become numeric references: illegal in XML 1.0, but it is what S3 sends. */
function escapeText(text: string): string {
  return text.replace(
    /[&<>"]|[^\P{Cc}\n\t]/gu,
    (char) => ESCAPES[char] ?? `&#x${char.charCodeAt(0).toString(16)};`,
  );
}

export interface XmlElement {
  readonly name: string;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

/**
 * Reads a request document. Knows elements, text, entities, comments and the XML declaration;
 * refuses a document type, which no S3 client sends. Throws `MalformedXML`.
 */
export function parseXml(source: string): XmlElement {
  const root: Open = { name: '', children: [], text: '' };
  const path: Open[] = [root];
  for (const token of tokens(source)) {
    const parent = path.at(-1) ?? malformed();
    if (token.kind === 'text') parent.text += token.text;
    else if (token.kind === 'close') {
      if (path.length < 2 || path.pop()?.name !== token.name) malformed();
    } else {
      const element: Open = { name: token.name, children: [], text: '' };
      parent.children.push(element);
      if (token.kind === 'open') path.push(element);
    }
  }
  const [document, ...others] = root.children;
  if (path.length !== 1 || !document || others.length > 0 || root.text.trim() !== '') malformed();
  return document;
}

export function childText(element: XmlElement, name: string): string | undefined {
  return element.children.find((child) => child.name === name)?.text;
}

interface Open {
  name: string;
  children: Open[];
  text: string;
}

type Token = { kind: 'open' | 'close' | 'empty'; name: string } | { kind: 'text'; text: string };

function* tokens(source: string): Generator<Token> {
  let at = 0;
  while (at < source.length) {
    const tag = source.indexOf('<', at);
    const textEnd = tag === -1 ? source.length : tag;
    if (textEnd > at) yield { kind: 'text', text: unescapeText(source.slice(at, textEnd)) };
    if (tag === -1) return;
    const [opening, closing] = source.startsWith('<!--', tag) ? ['<!--', '-->'] : ['<', '>'];
    const end = source.indexOf(closing, tag);
    if (end === -1) malformed();
    const body = source.slice(tag + opening.length, end);
    at = end + closing.length;
    if (opening === '<!--' || body.startsWith('?')) continue;
    yield tagToken(body);
  }
}

function tagToken(body: string): Token {
  if (body.startsWith('!')) malformed();
  if (body.startsWith('/')) return { kind: 'close', name: localName(body.slice(1)) };
  if (body.endsWith('/')) return { kind: 'empty', name: localName(body.slice(0, -1)) };
  return { kind: 'open', name: localName(body) };
}

/** Attributes (only namespaces occur) and a namespace prefix are dropped. */
function localName(tag: string): string {
  const [qualified = ''] = tag.trim().split(/\s/u);
  const name = qualified.slice(qualified.indexOf(':') + 1);
  return /^[A-Za-z_][\w.-]*$/u.test(name) ? name : malformed();
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescapeText(text: string): string {
  return text.replace(/&([^;]*);?/gu, (_match, name: string) => {
    const numeric = /^#(?:x([0-9a-f]{1,6})|([0-9]{1,7}))$/iu.exec(name);
    if (!numeric) return ENTITIES[name] ?? malformed();
    const code = numeric[1] === undefined ? Number(numeric[2]) : parseInt(numeric[1], 16);
    return code > 0x10ffff ? malformed() : String.fromCodePoint(code);
  });
}

function malformed(): never {
  throw new S3Error('MalformedXML');
}
