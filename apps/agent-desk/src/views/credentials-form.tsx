import type { ComponentChildren, JSX } from "preact";
import type { Credentials } from "../storage/keep-credentials.ts";
import { useText } from "./text-context.ts";

export interface CredentialsFormProps {
  /** Prefills the fields. */
  readonly known: Credentials | null;
  readonly isBusy: boolean;
  readonly onSignIn: (credentials: Credentials) => void;
}

/** The form for an agent's credentials. */
export function CredentialsForm({ known, isBusy, onSignIn }: CredentialsFormProps): JSX.Element {
  const { signIn } = useText();
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (event.currentTarget instanceof HTMLFormElement) onSignIn(readCredentials(event.currentTarget));
  };
  return (
    <form class="form" onSubmit={submit}>
      <Field label={signIn.email} name="agentEmail">
        <input {...attributesOf("agentEmail")} type="email" required defaultValue={known?.agentEmail ?? ""} />
      </Field>
      <div class="form__pair">
        <Field label={signIn.firstName} name="firstName" isOptional>
          <input {...attributesOf("firstName")} type="text" />
        </Field>
        <Field label={signIn.lastName} name="lastName" isOptional>
          <input {...attributesOf("lastName")} type="text" />
        </Field>
      </div>
      <Field label={signIn.apiKey} name="apiKey">
        <input {...attributesOf("apiKey")} type="password" required defaultValue={known?.apiKey ?? ""} />
      </Field>
      <Field label={signIn.externalId} name="externalId" isOptional hint={signIn.externalIdHint}>
        <input
          {...attributesOf("externalId")}
          type="text"
          defaultValue={known?.externalId ?? ""}
          aria-describedby="externalId-hint"
        />
      </Field>
      <button class="button" data-kind="primary" data-size="large" type="submit" disabled={isBusy}>
        {isBusy ? signIn.signingIn : signIn.signIn}
      </button>
      <p class="sign-in__hint">{signIn.keptHint(location.host)}</p>
    </form>
  );
}

interface FieldProps {
  readonly label: string;
  readonly name: keyof Credentials;
  readonly hint?: string;
  readonly isOptional?: boolean;
  readonly children: ComponentChildren;
}

function Field({ label, name, hint, isOptional = false, children }: FieldProps): JSX.Element {
  const { optional } = useText();
  return (
    <div class="field">
      <label class="field__label" htmlFor={name}>
        {label}
        {isOptional && <span class="field__optional">{optional}</span>}
      </label>
      {children}
      {hint && (
        <p class="field__hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

interface SharedAttributes {
  readonly class: string;
  readonly id: string;
  readonly name: string;
  readonly autocomplete: "off";
  readonly spellcheck: false;
}

function attributesOf(name: keyof Credentials): SharedAttributes {
  return { class: "input", id: name, name, autocomplete: "off", spellcheck: false };
}

function readCredentials(form: HTMLFormElement): Credentials {
  const data = new FormData(form);
  const read = (name: keyof Credentials): string => {
    const value = data.get(name);
    return typeof value === "string" ? value.trim() : "";
  };
  return {
    apiKey: read("apiKey"),
    externalId: read("externalId"),
    agentEmail: read("agentEmail"),
    firstName: read("firstName"),
    lastName: read("lastName"),
  };
}
