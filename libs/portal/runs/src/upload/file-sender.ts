import { InjectionToken } from '@angular/core';

export interface Sending {
  /** Settles when the store has the file; rejects with SendFailed. */
  readonly done: Promise<void>;
  cancel(): void;
}

/** The store did not take the file. `status` is 0 when it was not reached, or the sending was cancelled. */
export class SendFailed extends Error {
  readonly status: number;
  readonly isCancelled: boolean;

  constructor(status: number, isCancelled: boolean) {
    super(isCancelled ? 'cancelled' : `the store answered ${status}`);
    this.status = status;
    this.isCancelled = isCancelled;
  }
}

export type SendFile = (url: string, file: File, onProgress: (share: number) => void) => Sending;

/**
 * Puts a file to a presigned address. Plain XMLHttpRequest, because `fetch` cannot tell how far an upload
 * has come; and no token goes along, because the address carries its own right.
 */
export const SEND_FILE = new InjectionToken<SendFile>('send file', {
  providedIn: 'root',
  factory: () => sendFile,
});

function sendFile(url: string, file: File, onProgress: (share: number) => void): Sending {
  const request = new XMLHttpRequest();
  const done = new Promise<void>((resolve, reject) => {
    request.upload.onprogress = ({ loaded, total }) => {
      if (total > 0) onProgress(loaded / total);
    };
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) resolve();
      else reject(new SendFailed(request.status, false));
    };
    request.onerror = () => {
      reject(new SendFailed(0, false));
    };
    request.onabort = () => {
      reject(new SendFailed(0, true));
    };
    request.open('PUT', url);
    request.send(file);
  });
  return {
    done,
    cancel: () => {
      request.abort();
    },
  };
}
