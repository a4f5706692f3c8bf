import type { VisitorInteraction } from "@videoengager/protocol/rest/visitor-seat";
import { DeviceSelects } from "@videoengager/ui-kit/device-selects";
import { useStore } from "@videoengager/ui-kit/hooks/use-store";
import { LevelMeter } from "@videoengager/ui-kit/level-meter";
import type { ComponentChild } from "preact";
import { useId, useState } from "preact/hooks";
import type { VisitorEntry, VisitorStage } from "../call/visitor-entry.ts";
import type { LobbyProblem } from "../call/visitor-rules.ts";
import type { Messages } from "../text/messages.ts";
import { BrandMark } from "./brand-mark.tsx";
import { ChatTeaser } from "./chat-teaser.tsx";
import { ConnectionAdvice } from "./connection-advice.tsx";
import { MediaAdvice } from "./media-advice.tsx";
import { PageControls } from "./page-controls.tsx";
import { SplitPage } from "./split-page.tsx";
import { useText } from "./text-context.ts";
import type { ChatView } from "./use-chat-view.ts";

interface LobbyViewProps {
  readonly entry: VisitorEntry;
  readonly lobby: Extract<VisitorStage, { name: "lobby" }>;
  readonly chat: ChatView;
}

/** Before the call: who is calling, the person's own picture and sound, and one button. */
export function LobbyView({ entry, lobby, chat }: LobbyViewProps): ComponentChild {
  const { lobby: words, devices } = useText();
  const { microphone, camera } = useStore(entry.media.view);
  const isAsking = microphone.asking || camera.asking;
  return (
    <SplitPage
      media={entry.media}
      controls={
        <PageControls media={entry.media} chat={chat}>
          <LevelMeter track={microphone.wanted ? microphone.track : null} label={devices.level} />
        </PageControls>
      }
      below={
        <>
          {isAsking ? (
            <p class="hint" role="status">
              {words.allowAbove}
            </p>
          ) : null}
          <MediaAdvice media={entry.media} beforeJoining />
          <ConnectionAdvice state={useStore(entry.controller.state)} />
          <details class="device-details">
            <summary>{devices.title}</summary>
            <DeviceSelects media={entry.media} words={devices} />
          </details>
        </>
      }
    >
      <BrandMark tenant={lobby.interaction.tenant} />
      <h1>{titleOf(lobby.interaction, words)}</h1>
      <p class="muted">{words.check}</p>
      <ConnectionCheck entry={entry} />
      <ChatTeaser view={chat} />
      <JoinFormView entry={entry} lobby={lobby} />
    </SplitPage>
  );
}

/** Whether this network can carry the call, as soon as the other side is there to find out with. */
function ConnectionCheck({ entry }: { readonly entry: VisitorEntry }): ComponentChild {
  const { lobby: words } = useText();
  const { connection, unreachable } = useStore(entry.controller.state);
  const isReady = connection === "connected";
  if (unreachable !== null || (!isReady && connection !== "connecting")) return null;
  return (
    <p class="connection-check" role="status">
      <span class="live-dot" data-live={isReady} aria-hidden="true" />
      {isReady ? words.connectionReady : words.connectionChecking}
    </p>
  );
}

function titleOf({ agentName, tenant }: VisitorInteraction, words: Messages["lobby"]): string {
  if (agentName !== "") return words.invites(agentName);
  return tenant.name === "" ? words.plain : words.withCompany(tenant.name);
}

function JoinFormView({ entry, lobby }: Omit<LobbyViewProps, "chat">): ComponentChild {
  const { lobby: words } = useText();
  const [name, setName] = useState(entry.name);
  const [pin, setPin] = useState("");
  const [consent, setConsent] = useState(false);
  const id = useId();
  const { problem, asksPin, joining, interaction } = lobby;
  const mustConsent = lobby.asksConsent && interaction.tenant.recording.mandatory && !consent;
  const submit = (event: Event): void => {
    event.preventDefault();
    void entry.join({ name: name.trim(), pin, consent });
  };
  return (
    <form class="join-form" onSubmit={submit}>
      <div class="field">
        <label for={`${id}-name`}>
          {words.yourName} <span class="muted">({words.optional})</span>
        </label>
        <input
          id={`${id}-name`}
          name="name"
          autocomplete="name"
          maxLength={80}
          dir="auto"
          value={name}
          onInput={(event) => setName(event.currentTarget.value)}
        />
      </div>
      {asksPin ? (
        <div class="field">
          <label for={`${id}-pin`}>{words.pin}</label>
          <input
            id={`${id}-pin`}
            class="pin-field"
            inputMode="numeric"
            autocomplete="one-time-code"
            maxLength={20}
            required
            dir="ltr"
            aria-describedby={`${id}-pin-hint`}
            aria-invalid={problem?.field === "pin" && problem.code !== "missing"}
            value={pin}
            onInput={(event) => setPin(event.currentTarget.value)}
          />
          <p id={`${id}-pin-hint`} class={problem?.field === "pin" ? "error" : "muted"} role="status">
            {problem?.field === "pin" ? problemWords(problem, words) : words.pinHint}
          </p>
        </div>
      ) : null}
      {lobby.asksConsent ? (
        <label class="check">
          <input
            type="checkbox"
            checked={consent}
            onChange={(event) => setConsent(event.currentTarget.checked)}
          />
          <span>{words.consent}</span>
        </label>
      ) : null}
      {mustConsent ? <p class="muted">{words.consentRequired}</p> : null}
      {problem !== null && problem.field !== "pin" ? (
        <p class="error" role="alert">
          {problemWords(problem, words)}
        </p>
      ) : null}
      <button type="submit" class="button join" data-kind="primary" disabled={joining || mustConsent}>
        {joining ? words.joining : words.join}
      </button>
      <p class="muted small">{words.privacy}</p>
    </form>
  );
}

function problemWords(problem: LobbyProblem, words: Messages["lobby"]): string {
  if (problem.field === "consent") return words.consentRequired;
  if (problem.field === "form") return problem.code === "rate-limited" ? words.tooOften : words.failed;
  switch (problem.code) {
    case "missing":
      return words.pinMissing;
    case "wrong":
      return words.pinWrong(problem.attemptsLeft);
    default:
      return words.pinLocked(Math.max(1, Math.ceil(problem.retryAfterMs / 60_000)));
  }
}
