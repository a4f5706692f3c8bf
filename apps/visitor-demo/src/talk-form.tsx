import { Icon } from "@videoengager/ui-kit/icon";
import { TriangleAlert, Video } from "lucide";
import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { createVisitor, type Visitor, VisitorCallError, type VisitorState } from "videoengager-visitor";

export interface TalkFormProps {
  readonly tenantId: string;
  /** Null if the tenant is known; then the form has no field for it. */
  readonly onTenantId: ((tenantId: string) => void) | null;
}

type Progress = VisitorState | { readonly name: "wrong"; readonly message: string };

/** The company's form. It requests a call and opens the visitor's page in a new tab. */
export function TalkForm({ tenantId, onTenantId }: TalkFormProps): JSX.Element {
  const [progress, setProgress] = useState<Progress>({ name: "idle" });
  const visitor = useRef<Visitor | null>(null);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (!(event.currentTarget instanceof HTMLFormElement)) return;
    // The tenant can be another one than before.
    void visitor.current?.end();
    try {
      const current = createVisitor({ domain: location.origin, tenant: tenantId });
      visitor.current = current;
      current.onState((state) => {
        if (visitor.current === current) setProgress(state);
      });
      // Why there is no call is also a state.
      current.call({ ...readForm(event.currentTarget), open: "tab" }).catch(() => undefined);
    } catch (error) {
      if (error instanceof VisitorCallError) setProgress({ name: "wrong", message: error.message });
    }
  };
  const open = (): void => {
    try {
      visitor.current?.open();
    } catch {
      // Blocked again: the button stays.
    }
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
        disabled={progress.name === "requesting"}
      >
        <Icon node={Video} />
        {progress.name === "requesting" ? "Asking for a call" : "Talk to us on video"}
      </button>
      <Result progress={progress} onOpen={open} />
    </form>
  );
}

const WORDS: Partial<Record<Progress["name"], string>> = {
  opening: "Your call opens in the new tab.",
  preparing: "Your call is in the new tab. It rings at the desk once you are ready there.",
  waiting: "It rings at the desk.",
  connected: "You are in the call.",
  unreachable: "The connection was interrupted. Reconnecting…",
  ended: "The call has ended.",
};

interface ResultProps {
  readonly progress: Progress;
  /** Opens the page of a call whose tab was blocked. */
  readonly onOpen: () => void;
}

function Result({ progress, onOpen }: ResultProps): JSX.Element {
  const problem = problemOf(progress);
  const words = WORDS[progress.name];
  return (
    <div class="talk__result" role="status">
      {words !== undefined && <p>{words}</p>}
      {problem !== null && (
        <p class="talk__problem">
          <Icon node={TriangleAlert} />
          {problem}
        </p>
      )}
      {progress.name === "refused" && progress.reason === "popup-blocked" && (
        <button class="button" type="button" onClick={onOpen}>
          Open the call
        </button>
      )}
    </div>
  );
}

function problemOf(progress: Progress): string | null {
  if (progress.name === "wrong") return progress.message;
  return progress.name === "refused" ? progress.error.message : null;
}

interface FormValues {
  readonly name: string;
  readonly customData: { readonly subject: string };
}

function readForm(form: HTMLFormElement): FormValues {
  const data = new FormData(form);
  const read = (field: string): string => {
    const value = data.get(field);
    return typeof value === "string" ? value.trim() : "";
  };
  return { name: read("name"), customData: { subject: read("subject") } };
}
