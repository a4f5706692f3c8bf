/**
 * The version of the contract between SDK, widget and platform. It changes when an older SDK and a newer platform (or the reverse)
 * no longer understand each other. New optional fields and message types don't change it: unknown ones are ignored.
 */
export const PROTOCOL_VERSION: number = 1;
