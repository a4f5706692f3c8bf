export interface UsageValues {
  readonly platform: string;
  readonly tenantId: string;
}

/** How a company's page uses `requestVideoCall`, with this platform's and this tenant's values in it. */
export function writeUsage({ platform, tenantId }: UsageValues): string {
  return `import { requestVideoCall } from "./request-video-call.js";

const form = document.querySelector("#talk-to-us");

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  // In the click itself: later it would be a pop-up.
  const tab = window.open("", "_blank");
  const { name, subject } = Object.fromEntries(new FormData(form));
  const page = await requestVideoCall({
    platform: ${JSON.stringify(platform)},
    tenantId: ${JSON.stringify(tenantId || "your-tenant-id")},
    name,
    customData: { subject },
  });
  if (tab) tab.location.replace(page);
  else location.assign(page);
});
`;
}
