export interface UsageValues {
  readonly platform: string;
  readonly tenantId: string;
}

/** The lines that this page runs, with the values of this platform and tenant. */
export function writeUsage({ platform, tenantId }: UsageValues): string {
  return `import { createVisitor } from "videoengager-visitor";

const visitor = createVisitor({
  domain: ${JSON.stringify(platform)},
  tenant: ${JSON.stringify(tenantId || "your-tenant-id")},
});

visitor.onState((state) => showState(state.name));

form.onsubmit = (event) => {
  event.preventDefault();
  const { name, subject } = Object.fromEntries(new FormData(form));
  visitor.call({ name, customData: { subject }, open: "tab" })
    .catch((error) => showProblem(error.message));
};
`;
}

/** The same without a build tool. */
export function writeButton({ platform, tenantId }: UsageValues): string {
  return `<script src="${platform}/visitor-sdk/latest/index.js"></script>

<video-call-button
  domain="${platform}"
  tenant="${escapeAttribute(tenantId || "your-tenant-id")}"
>Talk to us on video</video-call-button>
`;
}

function escapeAttribute(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
}
