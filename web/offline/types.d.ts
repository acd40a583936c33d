// What the service worker and the page tell each other, and the part of the worker's global scope that is used here: the types of
// pages and of workers cannot be loaded side by side.

/** A file of a build. path: below the worker's scope, '' is the page itself; sha256: in hex. */
export interface BuildFile {
  path: string;
  sha256: string;
}

/** id: of all files together. */
export interface Build {
  id: string;
  files: BuildFile[];
}

/** What a window answers: whether all of its work is on disk, and the script it runs, relative to the page, which tells its build. */
export interface WindowAnswer {
  saved: boolean;
  script: string;
}

/** ask: worker → window; replace, tidy: window → worker. */
export interface OfflineMessage {
  type: 'sandtable:ask' | 'sandtable:replace' | 'sandtable:tidy';
}

/** Whether the waiting worker takes over, or why not: work that is not saved, a window that does not answer. */
export type ReplaceAnswer = 'done' | 'unsaved' | 'silent';

export interface WindowClient {
  url: string;
  postMessage(message: OfflineMessage, transfer: Transferable[]): void;
}

interface ExtendableEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}

interface WorkerEvents {
  install: ExtendableEvent;
  activate: ExtendableEvent;
  fetch: ExtendableEvent & { request: Request; respondWith(response: Promise<Response>): void };
  message: ExtendableEvent & { data: OfflineMessage; ports: readonly MessagePort[] };
}

export interface WorkerScope {
  sandtableBuild: Build;
  registration: { scope: string; installing: unknown; waiting: unknown };
  clients: {
    claim(): Promise<void>;
    matchAll(options: { type: 'window'; includeUncontrolled: boolean }): Promise<WindowClient[]>;
  };
  skipWaiting(): Promise<void>;
  addEventListener<K extends keyof WorkerEvents>(type: K, listener: (event: WorkerEvents[K]) => void): void;
}
