/** The types of `programs.mjs`, for tests. */
export function findNpm(from?: {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly execPath: string;
}): string;
export function npm(...args: readonly string[]): readonly [program: string, args: readonly string[]];
export function programOf(packageName: string, program?: string): string;
