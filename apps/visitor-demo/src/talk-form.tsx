import { Icon } from "@videoengager/ui-kit/icon";
import { TriangleAlert, Video } from "lucide";
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { openVisitorPage } from "./open-visitor-page.ts";

export interface TalkFormProps {
  readonly tenantId: string;
  /** Null if the tenant is known; then the form has no field for it. */
  readonly onTenantId: ((tenantId: string) => void) | null;
}

type Progress =
  | { readonly kind: "idle" | "busy" | "opened" }
  | { readonly kind: "failed"; readonly message: string };

/** The company's form. It requests a call and opens the visitor's page in a new tab. */
export function TalkForm({ tenantId, onTenantId }: TalkFormProps): JSX.Element {
  const [progress, setProgress] = useState<Progress>({ kind: "idle" });
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (!(event.currentTarget instanceof HTMLFormElement)) return;
    setProgress({ kind: "busy" });
    void request(event.currentTarget, tenantId).then(setProgress);
  };
  return (
    <form class="talk" onSubmit={submit}>
      {onTenantId && (
        <div class="field">
          <label htmlFor="tenant-id">Tenant ID</label>
          <input
            class="input"
            id="tenant-id"
            required
            autocomplete="off"
            spellcheck={false}
            value={tenantId}
            onInput={(event) => onTenantId(event.currentTarget.value.trim())}
          />
          <p class="field__hint">This platform has no demo tenant. Type the id of yours.</p>
        </div>
      )}
      <div class="field">
        <label htmlFor="name">Your name</label>
        <input class="input" id="name" name="name" autocomplete="name" placeholder="Ana Lopez" />
      </div>
      <div class="field">
        <label htmlFor="subject">What is it about?</label>
        <select class="input" id="subject" name="subject">
          <option>Choosing a bike</option>
          <option>Delivery of my order</option>
          <option>A repair</option>
        </select>
      </div>
      <button
        class="button"
        data-kind="primary"
        data-size="large"
        type="submit"
        disabled={progress.kind === "busy"}
      >
        <Icon node={Video} />
        {progress.kind === "busy" ? "Asking for a call" : "Talk to us on video"}
      </button>
      <Result progress={progress} />
    </form>
  );
}

function Result({ progress }: { readonly progress: Progress }): JSX.Element {
  return (
    <div class="talk__result" role="status">
      {progress.kind === "opened" && (
        <p>Your call is in the new tab. It rings at the desk once you are ready there.</p>
      )}
      {progress.kind === "failed" && (
        <p class="talk__problem">
          <Icon node={TriangleAlert} />
          {progress.message}
        </p>
      )}
    </div>
  );
}

async function request(form: HTMLFormElement, tenantId: string): Promise<Progress> {
  const data = new FormData(form);
  const read = (field: string): string => {
    const value = data.get(field);
    return typeof value === "string" ? value.trim() : "";
  };
  try {
    await openVisitorPage({
      platform: location.origin,
      tenantId,
      name: read("name"),
      customData: { subject: read("subject") },
    });
    return { kind: "opened" };
  } catch (error) {
    return { kind: "failed", message: explain(error) };
  }
}

function explain(error: unknown): string {
  // `fetch` rejects with a TypeError if the server is unreachable.
  if (error instanceof TypeError || !(error instanceof Error))
    return "The platform could not be reached. Check the connection, then try again.";
  return error.message;
}
