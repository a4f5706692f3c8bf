import { DomainError } from "../lib/errors.ts";
import type { KeyOwner } from "./sign-in.ts";

/** What the log line needs of a request. */
interface LoggingRequest {
  readonly ip: string;
  readonly log: { warn(fields: object, message: string): void };
}

/**
 * Runs a sign-in. Logs a refused one with its reason, the key's tenant if there is one, and the address; never the key, the
 * token or the e-mail.
 */
export async function logRefusedSignIn<Result>(
  request: LoggingRequest,
  signIn: (noteOwner: (owner: KeyOwner) => void) => Promise<Result>,
): Promise<Result> {
  const owners: KeyOwner[] = [];
  try {
    return await signIn((owner) => owners.push(owner));
  } catch (error) {
    if (error instanceof DomainError) {
      const [owner] = owners;
      request.log.warn(
        {
          reason: error.code,
          tenantId: owner?.tenant.id ?? null,
          keyId: owner?.keyId ?? null,
          address: request.ip,
        },
        "sign-in refused",
      );
    }
    throw error;
  }
}
