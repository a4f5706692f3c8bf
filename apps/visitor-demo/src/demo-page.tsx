import "./styles/demo.css";
import { render } from "preact";
import { DemoSite } from "./demo-site.tsx";
import { fetchDemoTenant } from "./fetch-demo-tenant.ts";

const root = document.querySelector("#site");
if (!root) throw new Error("The page has no element #site.");

render(<DemoSite knownTenantId={await fetchDemoTenant()} />, root);
