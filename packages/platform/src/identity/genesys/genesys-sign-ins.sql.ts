import type { Write } from "../../database/commit-together.ts";
import type { Database } from "../../database/database.ts";
import type { TenantTables } from "../tenant-tables.ts";
import type { GenesysSignInStore, StoredSignIn } from "./genesys-sign-ins.ts";

export function createGenesysSignInStore({ db }: Database, write: Write): GenesysSignInStore {
  return {
    add: (signIn) =>
      write(async (trx) => {
        await trx.insertInto("genesys_sign_ins").values(toRow(signIn)).execute();
      }),

    async bindBrowser(stateHash, browserHash, nowMs) {
      const row = await write((trx) =>
        trx
          .updateTable("genesys_sign_ins")
          .set({ browser_hash: browserHash })
          .where("state_hash", "=", stateHash)
          .where("status", "=", "pending")
          .where("expires_at_ms", ">", nowMs)
          .returningAll()
          .executeTakeFirst(),
      );
      return row ? toSignIn(row) : null;
    },

    async startExchange(stateHash, browserHash, nowMs) {
      const row = await write((trx) =>
        trx
          .updateTable("genesys_sign_ins")
          .set({ status: "exchanging" })
          .where("state_hash", "=", stateHash)
          .where("browser_hash", "=", browserHash)
          .where("status", "=", "pending")
          .where("expires_at_ms", ">", nowMs)
          .returningAll()
          .executeTakeFirst(),
      );
      return row ? toSignIn(row) : null;
    },

    finish: (stateHash, status, agentId) =>
      write(async (trx) => {
        await trx
          .updateTable("genesys_sign_ins")
          .set({ status, agent_id: agentId })
          .where("state_hash", "=", stateHash)
          .where("status", "=", "exchanging")
          .execute();
      }),

    async findBySecret(secretHash) {
      const row = await db
        .selectFrom("genesys_sign_ins")
        .selectAll()
        .where("secret_hash", "=", secretHash)
        .executeTakeFirst();
      return row ? toSignIn(row) : null;
    },

    async takeAgent(secretHash) {
      const row = await write((trx) =>
        trx
          .deleteFrom("genesys_sign_ins")
          .where("secret_hash", "=", secretHash)
          .where("status", "=", "signed-in")
          .returning("agent_id")
          .executeTakeFirst(),
      );
      return row?.agent_id ?? null;
    },

    removeExpired: (beforeMs) =>
      write(async (trx) => {
        await trx.deleteFrom("genesys_sign_ins").where("expires_at_ms", "<", beforeMs).execute();
      }),
  };
}

function toRow(signIn: StoredSignIn): TenantTables["genesys_sign_ins"] {
  return {
    state_hash: signIn.stateHash,
    secret_hash: signIn.secretHash,
    tenant_id: signIn.tenantId,
    domain: signIn.domain,
    client_id: signIn.clientId,
    redirect_uri: signIn.redirectUri,
    sealed_verifier: signIn.sealedVerifier,
    browser_hash: null,
    status: signIn.status,
    agent_id: null,
    expires_at_ms: signIn.expiresAtMs,
  };
}

function toSignIn(row: TenantTables["genesys_sign_ins"]): StoredSignIn {
  return {
    stateHash: row.state_hash,
    secretHash: row.secret_hash,
    tenantId: row.tenant_id,
    domain: row.domain,
    clientId: row.client_id,
    redirectUri: row.redirect_uri,
    sealedVerifier: row.sealed_verifier,
    status: row.status,
    expiresAtMs: row.expires_at_ms,
  };
}
