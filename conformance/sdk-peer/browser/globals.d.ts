interface Note {
  readonly what: string;
  readonly detail?: unknown;
  readonly atMs: number;
}

interface Window {
  original: {
    readonly notes: Note[];
    readonly entries: ReadonlyMap<string, unknown>;
    readonly settings: Record<string, unknown> | undefined;
    readonly timetable: string | undefined;
    readonly isWidgetOpen: boolean;
    init(signIn: unknown): Promise<void>;
    switchQueue(): Promise<void>;
    acceptCall(visitorId: string): Promise<void>;
    rejectCall(visitorId: string): void;
    openWidget(interaction?: string): void;
    openWidgetWithKey(origin: string, apiKey: string, email: string): void;
    endCall(): void;
    destroy(): void;
  };
}
