/** The types of `install.mjs`, for tests. */
export function isInstalled(root: string): boolean;
export function markInstalled(root: string): void;
