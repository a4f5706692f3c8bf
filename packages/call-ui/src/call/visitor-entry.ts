/**
 * How the visitor's page gets its seat.
 *
 * 1. It asks what the link leads to; that changes nothing.
 * 2. Where neither a PIN nor an agreement is needed, it takes the seat at once: the other side sees that somebody is there, and the
 *    connection is prepared while its person checks the camera. Otherwise it takes the seat when they are given. Meanwhile it opens
 *    camera and microphone, if the browser won't ask for them: a prompt could be about a call that has no place left.
 * 3. The visitor joins. After a reload in a call, the page returns to it automatically.
 */
import type {
  TakeVisitorSeatRequest,
  TakeVisitorSeatResponse,
  VisitorInteraction,
} from "@videoengager/protocol/rest/visitor-seat";
import { LocalMedia } from "@videoengager/ui-kit/devices/local-media";
import { areGranted } from "@videoengager/ui-kit/devices/query-permission";
import { Store } from "@videoengager/ui-kit/store";
import { anySignal } from "../any-signal.ts";
import { cleanText, MAX_NAME_LENGTH, readDigits } from "../clean-text.ts";
import type { VisitorHost } from "../host/visitor-host.ts";
import type { VisitorParams } from "../page-params.ts";
import { PlatformError, readVisitorInteraction, takeVisitorSeat } from "../rest/platform-api.ts";
import { SOCKET_LOADER, type SocketLoader } from "../signalling/load-socket.ts";
import { CallController } from "./call-controller.ts";
import { supportsCalls } from "./supports-calls.ts";
import { chatMemoryOf, forgetCall, rememberTab, type TabMemory } from "./tab-memory.ts";
import { asksConsent, type LobbyProblem, lobbyProblemOf } from "./visitor-rules.ts";

export interface JoinForm {
  readonly name: string;
  readonly pin: string;
  readonly consent: boolean;
}

/** `unsupported`: this browser has no WebRTC. */
export type GoneReason = "not-found" | "ended" | "unreachable" | "rate-limited" | "unsupported";

export type VisitorStage =
  | { readonly name: "loading" }
  /** `interaction`: where the call is over. */
  | { readonly name: "gone"; readonly why: GoneReason; readonly interaction?: VisitorInteraction }
  /** Another page sits in the seat. */
  | { readonly name: "full"; readonly interaction: VisitorInteraction }
  | {
      readonly name: "lobby";
      readonly interaction: VisitorInteraction;
      readonly asksPin: boolean;
      readonly asksConsent: boolean;
      readonly joining: boolean;
      readonly problem: LobbyProblem | null;
    }
  | { readonly name: "joined"; readonly interaction: VisitorInteraction };

const PIN_DIGITS = 6;

type Lobby = Extract<VisitorStage, { name: "lobby" }>;

/** From the link to the visitor's seat and into the call, or to why not. Lives as long as its signal. */
export class VisitorEntry {
  readonly stage: Store<VisitorStage> = new Store<VisitorStage>({ name: "loading" });
  readonly media: LocalMedia;
  readonly controller: CallController;
  readonly name: string;
  readonly #params: VisitorParams;
  readonly #memory: TabMemory;
  /** The visitor's own link, as far as this tab knows it. */
  readonly place: string;
  readonly csg: string;
  readonly #signal: AbortSignal;
  readonly #sockets: SocketLoader;
  readonly #mediaLifetime: AbortController = new AbortController();
  #opened: Promise<void> | null = null;
  #isSeated = false;

  constructor(
    params: VisitorParams,
    tab: TabMemory,
    host: VisitorHost,
    onError: (cause: unknown) => void,
    signal: AbortSignal,
    sockets: SocketLoader = SOCKET_LOADER,
  ) {
    this.#sockets = sockets;
    this.#params = params;
    this.#signal = signal;
    // After a reload the address no longer has the part behind `~`.
    this.place = params.place.includes("~") ? params.place : tab.place || params.place;
    this.#memory = { ...tab, place: this.place };
    this.csg = tab.csg;
    this.name = params.name || this.#memory.name;
    this.media = new LocalMedia(true, anySignal(this.#mediaLifetime.signal, signal));
    this.controller = new CallController({
      role: "visitor",
      instanceId: this.#memory.instanceId,
      media: this.media,
      onAnnounce: () => undefined,
      onTrouble: (cause) => host.trouble(cause),
      onClaimed: () => undefined,
      onStop: () => {
        this.#mediaLifetime.abort();
        const { outcome, displayName } = this.controller.state.value;
        if (outcome?.kind === "ended")
          forgetCall(params.interactionId, { ...this.#memory, name: displayName || this.name });
        // A call that another window took over goes on there.
        if (this.stage.value.name !== "joined") this.#endBeforeJoining();
        else if (outcome?.kind === "ended") host.callEnded();
      },
      onError,
      loadSocket: () => sockets.loadSocket(),
      signal,
    });
  }

  /** Goes as far as it can; never rejects. `takeOver`: the person wants the seat from the page that has it. */
  async start(takeOver: boolean): Promise<void> {
    if (!supportsCalls()) return this.#leave({ name: "gone", why: "unsupported" });
    this.stage.set({ name: "loading" });
    // Needed once the seat is taken.
    void this.#sockets.loadSocket();
    try {
      const { value: interaction } = await readVisitorInteraction(this.place, this.#signal);
      if (interaction.state === "ended") return this.#leave({ name: "gone", why: "ended", interaction });
      if (interaction.seatTaken && !this.#memory.isKnown && !takeOver)
        return this.#leave({ name: "full", interaction });
      await this.#enterLobby(interaction, takeOver);
    } catch (cause) {
      if (!this.#signal.aborted) this.#leave(goneBecause(cause));
    }
  }

  async #enterLobby(interaction: VisitorInteraction, takeOver: boolean): Promise<void> {
    const lobby: Lobby = {
      name: "lobby",
      interaction,
      asksPin: interaction.pinRequired,
      asksConsent: asksConsent(interaction.tenant.recording),
      joining: false,
      problem: null,
    };
    const returns = this.#memory.joined;
    const mustAsk = (lobby.asksPin || lobby.asksConsent) && !returns;
    if (!mustAsk) void this.#openIfGranted();
    if (!mustAsk && !(await this.#takeSeat({ ...this.#who(this.name), takeOver }, lobby))) return;
    if (mustAsk) this.stage.set(lobby);
    await this.#openDevices();
    if (returns && this.#isSeated) this.#enter(this.name);
  }

  async #openIfGranted(): Promise<void> {
    if (await areGranted(["microphone", "camera"])) await this.#openDevices();
  }

  /** Opens them once. Resolves when they are open, or when it is known why not. */
  #openDevices(): Promise<void> {
    this.#opened ??= this.media.open();
    return this.#opened;
  }

  /** There is no call for this page: its camera's light goes out. */
  #leave(stage: Extract<VisitorStage, { name: "gone" | "full" }>): void {
    this.#mediaLifetime.abort();
    this.stage.set(stage);
  }

  /** The person joins with what the page asked for. */
  async join({ name: typed, pin, consent }: JoinForm): Promise<void> {
    const name = cleanText(typed, MAX_NAME_LENGTH);
    const lobby = this.stage.value;
    if (lobby.name !== "lobby" || lobby.joining) return;
    // A PIN that can't be right would cost one of the few attempts.
    if (lobby.asksPin && readDigits(pin).length !== PIN_DIGITS)
      return this.stage.set({ ...lobby, problem: { field: "pin", code: "missing" } });
    if (!this.#isSeated) {
      this.stage.set({ ...lobby, joining: true, problem: null });
      const request: TakeVisitorSeatRequest = {
        ...this.#who(name),
        ...(lobby.asksPin ? { pin: readDigits(pin) } : {}),
        ...(lobby.asksConsent ? { consent: { recording: consent } } : {}),
      };
      if (!(await this.#takeSeat(request, lobby))) return;
    }
    this.#enter(name);
  }

  #enter(name: string): void {
    const stage = this.stage.value;
    if (stage.name !== "lobby") return;
    // The other side waits for the join, so it goes before rendering and storing.
    this.controller.join(name);
    this.stage.set({ name: "joined", interaction: stage.interaction });
    rememberTab(this.#params.interactionId, { ...this.#memory, isKnown: true, name, joined: true });
  }

  #who(name: string): TakeVisitorSeatRequest {
    const { email, phone } = this.#params;
    return {
      instanceId: this.#memory.instanceId,
      ...(name === "" ? {} : { name }),
      ...(email === "" ? {} : { email }),
      ...(phone === "" ? {} : { phone }),
    };
  }

  /** Takes the seat and connects; false where the page shows now why it could not. */
  async #takeSeat(request: TakeVisitorSeatRequest, lobby: Lobby): Promise<boolean> {
    let taken: TakeVisitorSeatResponse;
    const attempt = new AbortController();
    void this.#sockets.prepareSocket(anySignal(attempt.signal, this.#signal));
    try {
      taken = await this.#requestSeat(request);
    } catch (cause) {
      attempt.abort();
      if (!this.#signal.aborted) this.#handleRefusal(cause, lobby);
      return false;
    }
    this.#isSeated = true;
    this.stage.set({ ...lobby, interaction: taken.interaction, asksPin: false, asksConsent: false });
    // Kept from now on, so that a reload is let back in.
    rememberTab(this.#params.interactionId, { ...this.#memory, isKnown: true, name: request.name ?? "" });
    this.controller.connect(
      taken.seat,
      {
        how: "visitor",
        connectsEarly: taken.interaction.tenant.earlyConnect,
        chatMemory: chatMemoryOf(this.#params.interactionId),
      },
      async () => (await this.#requestSeat({ ...request, takeOver: false })).seat,
    );
    return true;
  }

  async #requestSeat(request: TakeVisitorSeatRequest): Promise<TakeVisitorSeatResponse> {
    return (await takeVisitorSeat(this.place, request, this.#signal)).value;
  }

  #handleRefusal(cause: unknown, lobby: Lobby): void {
    const code = cause instanceof PlatformError ? cause.code : "internal";
    if (code === "seat-taken") return this.#leave({ name: "full", interaction: lobby.interaction });
    const isInLobby = this.stage.value.name === "lobby";
    const problem = lobbyProblemOf(cause);
    if (problem === null && !isInLobby) return this.#leave(goneBecause(cause));
    if (code === "interaction-ended")
      return this.#leave({ name: "gone", why: "ended", interaction: lobby.interaction });
    this.stage.set({
      ...lobby,
      joining: false,
      asksPin: lobby.asksPin || problem?.field === "pin",
      asksConsent: lobby.asksConsent || problem?.field === "consent",
      problem: isInLobby ? (problem ?? { field: "form", code: "failed" }) : null,
    });
    if (!isInLobby) void this.#openDevices();
  }

  /** The other side hung up, or the seat went, while the person was still checking the camera. */
  #endBeforeJoining(): void {
    const { outcome } = this.controller.state.value;
    const stage = this.stage.value;
    if (outcome?.kind === "ended" && stage.name === "lobby")
      this.#leave({ name: "gone", why: "ended", interaction: stage.interaction });
  }
}

function goneBecause(cause: unknown): Extract<VisitorStage, { name: "gone" }> {
  const code = cause instanceof PlatformError ? cause.code : "internal";
  switch (code) {
    case "interaction-not-found":
    case "not-found":
    case "invalid-request":
      return { name: "gone", why: "not-found" };
    case "interaction-ended":
      return { name: "gone", why: "ended" };
    case "rate-limited":
      return { name: "gone", why: "rate-limited" };
    default:
      return { name: "gone", why: "unreachable" };
  }
}
