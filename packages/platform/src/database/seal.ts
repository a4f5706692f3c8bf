import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";

const CIPHER = "aes-256-gcm";
const NONCE_LENGTH = 12;
const TAG_LENGTH = 16;

/** Encrypts data at rest, each piece bound to the id that it is stored under. */
export interface Seal {
  seal(secret: Uint8Array, id: string): string;
  /** Throws if the master key is different, or if the text was changed. */
  open(sealed: string, id: string): Uint8Array;
}

/** @param masterKey text of high entropy, the same on all nodes of a platform */
export function createSeal(masterKey: string): Seal {
  const key = createHash("sha256").update("videoengager-platform seal\0").update(masterKey).digest();
  return {
    seal(secret, id) {
      const nonce = randomBytes(NONCE_LENGTH);
      const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(id));
      const body = Buffer.concat([cipher.update(secret), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString("base64url");
    },
    open(sealed, id) {
      const bytes = Buffer.from(sealed, "base64url");
      const nonce = bytes.subarray(0, NONCE_LENGTH);
      const tag = bytes.subarray(NONCE_LENGTH, NONCE_LENGTH + TAG_LENGTH);
      const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_LENGTH })
        .setAAD(Buffer.from(id))
        .setAuthTag(tag);
      return Buffer.concat([decipher.update(bytes.subarray(NONCE_LENGTH + TAG_LENGTH)), decipher.final()]);
    },
  };
}
