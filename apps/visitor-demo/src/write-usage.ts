export interface UsageValues {
  readonly platform: string;
  readonly tenantId: string;
}

/** Example code for `requestVideoCall` with the values of this platform and tenant. */
export function writeUsage({ platform, tenantId }: UsageValues): string {
  return `import { requestVideoCall } from "./request-video-call.js";

const form = document.querySelector("#talk-to-us");

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  // Opened in the click handler. Later, the browser would block it as a pop-up.
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
