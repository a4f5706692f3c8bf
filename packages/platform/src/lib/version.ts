import packageJson from "../../package.json" with { type: "json" };

/** The platform's version, as its package names it. */
export const VERSION: string = packageJson.version;
