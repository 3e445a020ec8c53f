import { S3Error } from './s3-error.ts';

/** Percent-encoding as SigV4 wants it: everything but `A-Z a-z 0-9 - _ . ~`. */
export function awsEncode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/gu,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** The same, with the slashes of a path left alone. */
export function awsEncodePath(path: string): string {
  return path.split('/').map(awsEncode).join('/');
}

/** Decodes percent-escapes of UTF-8; bytes that are no UTF-8 are refused as `InvalidURI`. */
export function percentDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new S3Error('InvalidURI', { URI: text });
  }
}

/**
 * Form encoding as S3 uses it for keys in events and in listings with `encoding-type=url`: a space
 * becomes `+`, slashes and `.-*_` stay.
 */
export function formEncodeKey(key: string): string {
  return awsEncodePath(key).replaceAll('%20', '+').replaceAll('%2A', '*').replaceAll('~', '%7E');
}
