import swagger from "@fastify/swagger";
import reference from "@scalar/fastify-api-reference";
import type { ErrorBody } from "@videoengager/protocol/rest/error-body";
import Fastify, { type FastifyInstance, type FastifySchema } from "fastify";
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from "fastify-type-provider-zod";
import { z } from "zod";

/** A route as the documentation needs it. */
export interface DescribedRoute {
  readonly method: string;
  readonly url: string;
  readonly schema: FastifySchema;
}

const errorBody: z.ZodType<ErrorBody> = z.object({
  message: z.string().describe("The same as error.message"),
  error: z.object({
    code: z.string() as z.ZodType<ErrorBody["error"]["code"]>,
    message: z.string().describe("What happened"),
    action: z.string().describe("What the caller can do about it"),
    fields: z.array(z.object({ path: z.string(), message: z.string() })).exactOptional(),
    retryAfterMs: z.number().exactOptional(),
    attemptsLeft: z.number().exactOptional(),
    claimedBy: z.enum(["self", "another-agent"]).exactOptional(),
    endReason: z.string().exactOptional(),
    requestId: z.string().exactOptional(),
  }),
});

/** A separate server that describes the routes by their schemas and runs none of them. */
export async function createDocsSite(routes: readonly DescribedRoute[]): Promise<FastifyInstance> {
  const site = Fastify({ logger: false });
  site.setValidatorCompiler(validatorCompiler);
  site.setSerializerCompiler(serializerCompiler);
  await site.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "VideoEngager-compatible platform",
        version: "1",
        description:
          "REST of an independent platform that speaks the protocol of the agent SDK. Every response that isn't 2xx has the same error body.",
      },
      components: {
        securitySchemes: {
          bearer: {
            type: "http",
            scheme: "bearer",
            description: "From `impersonateCreate` or a widget's sign-in",
          },
          operatorKey: {
            type: "http",
            scheme: "bearer",
            description: "From `platform key add --operator`. For servers, never for browsers",
          },
        },
      },
    },
    transform: jsonSchemaTransform,
  });
  await site.register(reference, {
    routePrefix: "/docs",
    configuration: {
      telemetry: false,
      withDefaultFonts: false,
      pageTitle: "Platform API",
      agent: { disabled: true },
      mcp: { disabled: true },
      showDeveloperTools: "never",
    },
  });
  for (const { method, url, schema } of routes)
    site.route({
      method,
      url,
      schema: { ...schema, response: { ...listResponses(schema), default: errorBody } },
      handler: async () => null,
    });
  await site.ready();
  return site;
}

function listResponses({ response }: DescribedRoute["schema"]): object {
  return typeof response === "object" && response !== null ? response : {};
}
