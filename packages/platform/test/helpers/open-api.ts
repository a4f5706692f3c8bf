import type { PlatformClient } from "./platform-client.ts";

/** As much of JSON Schema as the platform's description uses. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly maxLength?: number;
}

/** A call of the platform, as its own description has it. */
export interface DescribedCall {
  readonly method: string;
  /** `/api/…/{tenantId}` */
  readonly path: string;
  readonly body: JsonSchema | null;
}

interface OpenApi {
  readonly paths: Readonly<
    Record<
      string,
      Readonly<
        Record<
          string,
          {
            readonly requestBody?: {
              readonly content?: { readonly "application/json"?: { schema?: JsonSchema } };
            };
          }
        >
      >
    >
  >;
}

/** Every call that the platform describes. */
export async function describedCalls(platform: PlatformClient): Promise<readonly DescribedCall[]> {
  const { paths } = (await (await platform.fetch("/docs/openapi.json")).json()) as OpenApi;
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { requestBody }]) => ({
      method: method.toUpperCase(),
      path,
      body: requestBody?.content?.["application/json"]?.schema ?? null,
    })),
  );
}

/** The path with its parameters filled in. */
export function fillPath(path: string, valueOf: (name: string) => string): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(valueOf(name)));
}
