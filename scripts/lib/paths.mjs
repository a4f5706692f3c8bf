import { fileURLToPath } from "node:url";

/** The project's root folder. */
export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** An installed command's path. */
export const bin = (name) => `${ROOT}node_modules/.bin/${name}`;
