/**
 * A `Content-Disposition` that downloads under any name: quotes, line ends and path separators
 * cannot break out of it, and other alphabets travel in the RFC 5987 form beside a plain one.
 */
export function attachmentNamed(filename: string): string {
  // Lone surrogates and control characters have no place in a file name, whoever chose it.
  const clean = filename.toWellFormed().replace(/[\p{Cc}/\\]/gu, '_');
  const plain = clean.replace(/[^\x20-\x7E]|["%]/gu, '_');
  const encoded = encodeURIComponent(clean).replace(
    /['()*]/gu,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
