import packageJson from "../../package.json" with { type: "json" };

/** The platform's version, as its package names it. */
export const VERSION: string = packageJson.version;

/** The commit that the production artefact was built from, which its build writes here; empty otherwise. */
export const COMMIT: string = process.env.PLATFORM_COMMIT ?? "";

/** As `--version` prints it. */
export const VERSION_AND_COMMIT: string = COMMIT === "" ? VERSION : `${VERSION} (${COMMIT})`;
