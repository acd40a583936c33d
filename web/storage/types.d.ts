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
  /** the version this plan last was: named, written to a file, merged, or come from a file */
  versionId?: string;
  /** when it was last written to a file, or came from one; absent when never */
  filedAt?: string;
  /** changes made since then, or since the plan began */
  unfiled?: number;
  /** of a part of another plan: its units (orgUnits ids); absent for whole plans */
  part?: string[];
  /** when the manager last put the reminder of a backup aside, and at how many changes */
  reminded?: { at: string; unfiled: number };
}

/** Who made a change: a browser, by an id that stays, and the name its manager goes by there ('' when none was given). */
export interface Author {
  id: string;
  name: string;
}

/** A state of a plan that was named, saved as a file, sent, returned or merged: what two copies find their common ancestor by. */
export interface VersionNode {
  /** random, as `version.id` of plan files */
  id: string;
  parents: string[];
  kind: 'named' | 'file' | 'slice' | 'return' | 'merge';
  /** given by the manager, or the name of the file; '' when none */
  label: string;
  at: string;
  by: Author | null;
  revision: number;
  /** of the canonical text, as plan.serialize gives it; '' when only its place in the lineage is known */
  checksum: string;
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
  /** absent in entries of earlier versions of this page */
  by?: Author;
  from: number;
  to: number;
  revision: number;
}

/** What stays of a journal entry: who changed what, without the values. */
export interface Change {
  /** the same wherever it is told: instant, revision and author */
  id: string;
  at: string;
  by: Author | null;
  kind: JournalEntry['kind'];
  label: Label;
  /** the fact table that changed with it */
  facts?: string;
  revision: number;
  /** JSON pointers of what it touched: fields; records or whole collections where there are very many */
  paths: string[];
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
  /** the newest generations as far as they are intact, newest first */
  snapshots: Snapshot[];
  /** sequence numbers of the generations before them, newest first */
  earlier: number[];
  /** sequence numbers of damaged ones among the newest */
  damaged: number[];
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
