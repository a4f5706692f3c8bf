import { createInteractionPath } from "@videoengager/protocol/rest/paths";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type InProcessPlatform, startPlatform } from "../fixtures/in-process-platform.ts";

let platform: InProcessPlatform;
beforeAll(async () => {
  platform = await startPlatform();
});
afterAll(() => platform.close());

interface Created {
  readonly interactionId: string;
  readonly visitor: { readonly fullUrl: string };
}

const request = async (body: object): Promise<Created> =>
  (await platform.request<Created>("POST", createInteractionPath(platform.tenantId), body)).body;

const storedData = async ({ interactionId }: Created): Promise<unknown> =>
  (await platform.app.deps.calls.roomById(interactionId))?.interaction.customData;

it("a visitor who asks again by their own link is asked about the same", async () => {
  const first = await request({ customData: { order: "FC-20418" } });
  const again = first.visitor.fullUrl.replace("/visitor/", "");
  expect(await storedData(await request({ again }))).toEqual({ order: "FC-20418" });
  expect(await storedData(await request({ again, customData: { order: "new" } }))).toEqual({ order: "new" });
});

it.each([
  ["the bare id, which agents and host pages know", (first: Created) => first.interactionId],
  ["another code", (first: Created) => `${first.interactionId}~wrong`],
  ["no link at all", () => "nonsense"],
])("nobody learns what a call was about by %s", async (_title, forge) => {
  const first = await request({ customData: { order: "FC-20418" } });
  expect(await storedData(await request({ again: forge(first) }))).toEqual({});
});
