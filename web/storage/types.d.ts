// Shapes of the browser store and of plan files.

export interface ErrorRecord {
  code: string;
  path?: string;
  params?: Record<string, unknown>;
  kind?: 'input' | 'version' | 'internal';
  detail?: string;
}

/** A text by message key; kept in the journal so that undo names follow the language. */
export interface Label {
  key: string;
  params?: Record<string, unknown>;
}

export type PatchOperation = { op: string; path: string; from?: string; value?: unknown };

/** One plan in the browser: what the start page lists. */
export interface PlanRecord {
  key: string;
  /** id inside the document; several local plans may stem from one document */
  id: string;
  name: string;
  kind: 'plan' | 'sample';
  /** meta.language of the document when it became a plan here */
  language: string;
  revision: number;
  createdAt: string;
  updatedAt: string;
  deletedAt: string | null;
  /** when a file took its place and it became an earlier version; absent for plans at work */
  archivedAt?: string;
  /** state id last written to a file (see JournalEntry.to), null when never */
  fileState: number | null;
  fileName: string | null;
  /** the version (container/header.js) that was last written to a file or came from one */
  versionId?: string;
}

/** One change. State ids name document states: 0 is the first snapshot, an apply makes state `seq`, undo returns to `from`. */
export interface JournalEntry {
  seq: number;
  kind: 'apply' | 'undo' | 'redo';
  /** seq of the apply that an undo or redo is about */
  target: number | null;
  patch: PatchOperation[];
  inverse: PatchOperation[];
  label: Label;
  /** the change goes with one of a fact table, which the journal does not hold */
  facts?: string;
  at: string;
  from: number;
  to: number;
  revision: number;
}

export interface Snapshot {
  key: string;
  seq: number;
  state: number;
  text: string;
  crc: string;
  at: string;
}

export interface LoadedPlan {
  record: PlanRecord;
  /** intact snapshots, newest first */
  snapshots: Snapshot[];
  /** every intact journal entry, oldest first */
  entries: JournalEntry[];
  /** highest sequence number ever used, intact or not */
  lastSeq: number;
  problems: ErrorRecord[];
}

export interface FactsRecord {
  key: string;
  table: string;
  generation: string;
  chunks: number;
  bytes: number;
  source: string;
  at: string;
}
