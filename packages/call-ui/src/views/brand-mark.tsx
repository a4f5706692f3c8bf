import type { PublicTenantSettings } from "@videoengager/protocol/rest/tenant-settings";
import type { ComponentChild } from "preact";
import { useState } from "preact/hooks";

/** Whose call it is: the tenant's logo, or its name where there is none. */
export function BrandMark({ tenant }: { readonly tenant: PublicTenantSettings }): ComponentChild {
  const [broken, setBroken] = useState(false);
  const { logo } = tenant.branding;
  if (logo && !broken)
    return <img class="brand-logo" src={logo} alt={tenant.name} onError={() => setBroken(true)} />;
  return tenant.name === "" ? null : <p class="brand-name">{tenant.name}</p>;
}
