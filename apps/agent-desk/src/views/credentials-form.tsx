import type { ComponentChildren, JSX } from "preact";
import type { Credentials } from "../storage/keep-credentials.ts";

export interface CredentialsFormProps {
  /** What the fields begin with. */
  readonly known: Credentials | null;
  readonly isBusy: boolean;
  readonly onSignIn: (credentials: Credentials) => void;
}

export function CredentialsForm({ known, isBusy, onSignIn }: CredentialsFormProps): JSX.Element {
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (event.currentTarget instanceof HTMLFormElement) onSignIn(readCredentials(event.currentTarget));
  };
  return (
    <form class="form" onSubmit={submit}>
      <Field label="Your e-mail" name="agentEmail">
        <input {...attributesOf("agentEmail")} type="email" required defaultValue={known?.agentEmail ?? ""} />
      </Field>
      <div class="form__pair">
        <Field label="First name" name="firstName" isOptional>
          <input {...attributesOf("firstName")} type="text" />
        </Field>
        <Field label="Last name" name="lastName" isOptional>
          <input {...attributesOf("lastName")} type="text" />
        </Field>
      </div>
      <Field label="API key" name="apiKey">
        <input {...attributesOf("apiKey")} type="password" required defaultValue={known?.apiKey ?? ""} />
      </Field>
      <Field
        label="External ID"
        name="externalId"
        isOptional
        hint="Needed to take calls from the queue. Leave it empty to start calls only."
      >
        <input
          {...attributesOf("externalId")}
          type="text"
          defaultValue={known?.externalId ?? ""}
          aria-describedby="externalId-hint"
        />
      </Field>
      <button class="button button--accent button--large" type="submit" disabled={isBusy}>
        {isBusy ? "Signing in" : "Sign in"}
      </button>
      <p class="sign-in__hint">
        At {location.host}. What you type is kept in this tab alone, until you close it or sign out.
      </p>
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
  return (
    <div class="field">
      <label class="field__label" htmlFor={name}>
        {label}
        {isOptional && <span class="field__optional">optional</span>}
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
