/** Why the embedded database refuses writes, and what an operator can do. */
const REASONS: Readonly<Record<string, { readonly reason: string; readonly message: string }>> = {
  SQLITE_FULL: {
    reason: "the disk is full",
    message:
      "The disk that holds DATA_DIR is full. Free some space; the platform continues without a restart.",
  },
  SQLITE_IOERR: {
    reason: "the disk has errors",
    message: "The disk that holds DATA_DIR can't be read or written. Check the disk and the file system.",
  },
  SQLITE_READONLY: {
    reason: "the database is read-only",
    message: "The platform isn't allowed to write to its database. Check the owner and mode of DATA_DIR.",
  },
};

/** A write failed because of the disk. Its transaction was rolled back. */
export class StorageError extends Error {
  /** SQLite's name, such as `SQLITE_FULL`. */
  readonly code: string;
  /** Short text for `/readyz`. */
  readonly reason: string;

  constructor(code: string, { reason, message }: { reason: string; message: string }, cause: unknown) {
    super(message, { cause });
    this.name = "StorageError";
    this.code = code;
    this.reason = reason;
  }
}

/** SQLite's error code; empty for any other error. */
export function readSqliteCode(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}

/** The error as a `StorageError` if the disk is its cause; null otherwise. */
export function asStorageError(error: unknown): StorageError | null {
  if (error instanceof StorageError) return error;
  const code = readSqliteCode(error);
  const known = Object.keys(REASONS).find((name) => code === name || code.startsWith(`${name}_`));
  const reason = known === undefined ? undefined : REASONS[known];
  return reason ? new StorageError(code, reason, error) : null;
}
