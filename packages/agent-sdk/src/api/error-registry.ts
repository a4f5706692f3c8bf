/**
 * The rows of the error table, for the error class. The table registers itself, so that an application that imports the error class
 * alone doesn't download the table.
 */
let table: Readonly<Record<string, unknown>> = {};

export function registerErrorTable(rows: Readonly<Record<string, unknown>>): void {
  table = rows;
}

export function findErrorRow(code: string): unknown {
  return table[code];
}
